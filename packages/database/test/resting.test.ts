import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { englandAndWales } from '@vigil/calendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openBackup,
  rekey,
  restoreDatabase,
  startBackfill,
  takeBackup,
  whileHoldingBackfill,
  type Database,
  type KeySet,
  type Transaction,
} from '../src/index.ts';
import { ownDatabase, testKey, type OwnDatabase } from './own-database.ts';

const word = { actor: 'test', reason: 'it takes long' };
const key = { keyId: testKey.keyId, key: Buffer.alloc(32, 7) };

/** A transaction that is kept open while something else works, and for how long PostgreSQL lets it. */
describe('a transaction that waits for other work', () => {
  let own: OwnDatabase;
  const open = new Set<Pick<Transaction, 'sql'>>();
  let watched: Database;
  beforeAll(async () => {
    own = await ownDatabase();
    const { database } = own;
    const noted =
      <Tx extends Pick<Transaction, 'sql'>, T>(work: (tx: Tx) => Promise<T>) =>
      (tx: Tx): Promise<T> => {
        open.add(tx);
        return work(tx).finally(() => open.delete(tx));
      };
    watched = {
      ...database,
      acrossAuthorities: (work) => database.acrossAuthorities(noted(work)),
      forAuthority: (code) => ({
        authority: code,
        transaction: (work) => database.forAuthority(code).transaction(noted(work)),
      }),
    };
    await database.acrossAuthorities(async ({ sql }) => {
      const [made] = await sql<{ id: string }[]>`
        insert into vigil.delivery (authority, source, as_at, location, fingerprint, state)
        values ('852', 'casework', '2021-01-04', 'x', 'y', 'published') returning id`;
      await sql`
        insert into vigil.file (authority, delivery, list, name, address, sha256, bytes, coverage, state)
        values ('852', ${made!.id}, 'contacts', 'contacts.csv', ${'ab'.repeat(32)}, 's', 1, '{}', 'published')`;
    });
  });
  afterAll(() => own.drop());

  /** How long each of them may say nothing, asked from within the work that they wait for. */
  const patience = async (): Promise<readonly string[]> => {
    const all: string[] = [];
    for (const { sql } of open) {
      const [shown] = await sql<{ setting: string }[]>`
        select current_setting('idle_in_transaction_session_timeout') as setting`;
      all.push(shown!.setting);
    }
    return all;
  };

  it('may wait as long as a backfill takes', async () => {
    const backfill = await own.database
      .forAuthority('852')
      .transaction((tx) =>
        startBackfill(
          tx,
          { from: '2020-01', to: '2020-12', only: 'all', concurrency: 1, tell: false, asAt: '2021-01-04' },
          word,
        ),
      );
    expect(await whileHoldingBackfill(watched.forAuthority('852'), backfill, patience)).toEqual(['0']);
  });

  it('may wait as long as a backup takes to be read, and to be restored', async () => {
    let found: readonly string[] = [];
    let bytes = Buffer.alloc(0);
    const landed = async (): Promise<Readable> => {
      found = await patience();
      return Readable.from([Buffer.from('x')]);
    };
    await takeBackup(watched, key, { landed, configuration: [] }, async (stream) => {
      bytes = await buffer(Readable.from(stream, { objectMode: false }));
    });
    expect(found).toEqual(['0']);

    found = [];
    await restoreDatabase(watched, await openBackup(Readable.from([bytes]), key), {
      replace: true,
      word,
      key: testKey,
      calendar: englandAndWales,
      takePart: async (part) => {
        found = await patience();
        await buffer(Readable.from(part.bytes, { objectMode: false }));
      },
      wayBack: () => key.key,
    });
    expect(found).toEqual(['0']);
  });

  it('may wait as long as landed files take to be made anew under another secret', async () => {
    let found: readonly string[] = [];
    const keys: KeySet = {
      identifiers: { child: key.key, worker: key.key, adopter: key.key, household: key.key, audit: key.key },
      pseudonym: () => randomUUID(),
      digest: () => randomUUID(),
      wayBack: key.key,
      erased: key.key,
      openRow: () => [],
      sealRow: () => Buffer.alloc(0),
    };
    const landAnew = async (): Promise<string> => {
      found = await patience();
      return 'cd'.repeat(32);
    };
    await rekey(
      watched,
      {
        from: testKey,
        to: { keyId: 'another', checkValue: 'another' },
        keysOf: () => ({ before: keys, now: keys }),
        landAnew,
        acceptLoss: false,
        progress: () => {},
      },
      word,
    );
    expect(found).toEqual(['0']);
  });
});
