import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { englandAndWales } from '@vigil/calendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateTo } from '../src/backup/migrations.ts';
import {
  checkBackup,
  drain,
  openBackup,
  openDatabase,
  purgeLandedFiles,
  registerWorker,
  restoreDatabase,
  takeBackup,
  type Database,
  type Restored,
} from '../src/index.ts';
import { emptyDatabase, ownDatabase, testKey, type OwnDatabase } from './own-database.ts';

const key = { keyId: testKey.keyId, key: Buffer.alloc(32, 7) };
const noFiles = { landed: () => Promise.resolve(null), configuration: [] };
const word = { actor: 'test', reason: 'a disk failed' };

async function backupOf(database: Database, files: Parameters<typeof takeBackup>[2] = noFiles): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  await takeBackup(database, key, files, async (stream) => {
    bytes = await buffer(Readable.from(stream, { objectMode: false }));
  });
  return bytes;
}

async function restored(
  database: Database,
  bytes: Buffer,
  options: Partial<Parameters<typeof restoreDatabase>[2]> = {},
): Promise<Restored> {
  const snapshot = await openBackup(Readable.from([bytes]), key);
  const given = {
    replace: false,
    word,
    key: testKey,
    calendar: englandAndWales,
    takePart: drain,
    wayBack: () => key.key,
    ...options,
  };
  return restoreDatabase(database, snapshot, given);
}

/** Every row of every table, as text. */
async function allRows(database: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  return database.acrossAuthorities(async ({ sql }) => {
    const tables = await sql<{ name: string }[]>`
      select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema in ('vigil', 'records', 'identity', 'staging') order by 1`;
    const rows: Record<string, readonly string[]> = {};
    for (const { name } of tables) {
      const found = await sql.unsafe<{ row: string }[]>(`select one::text as row from ${name} as one order by 1`);
      rows[name] = found.map(({ row }) => row);
    }
    return rows;
  });
}

describe('a backup', () => {
  let own: OwnDatabase;
  let target: { database: Database; url: string; drop(): Promise<void> };
  const file = randomUUID();
  const staged = `staging.file_${file.replaceAll('-', '')}`;
  beforeAll(async () => {
    own = await ownDatabase();
    const empty = await emptyDatabase();
    const database = openDatabase(empty.url, { connections: 3 });
    target = {
      url: empty.url,
      database,
      drop: async () => {
        await database.close();
        await empty.drop();
      },
    };
    await own.database.acrossAuthorities(async ({ sql }) => {
      await sql`
        insert into vigil.slot (authority, source, kind, due_at, state) values ('852', 'casework', 'manual', now(), 'closed')`;
      await sql`
        insert into vigil.audit (authority, actor, action, subject, reason)
        select '852', 'test', 'try', E'tab\t line\n backslash \\ \\N é 𝄞 ' || n, '' from generate_series(1, 5000) as n`;
      await sql`
        insert into identity.block (authority, block, identities, pseudonyms)
        values ('852', ${randomUUID()}, ${Buffer.from([0, 9, 10, 13, 92, 255])}, ${[randomUUID()]}::uuid[])`;
      await sql`
        insert into vigil.reader (login, authority, made) values ('reader_of_the_backup', '852', true)`;
      await sql.unsafe(`create table ${staged} (record_number integer not null, value numeric, day date)`);
      await sql.unsafe(`insert into ${staged} values (1, 1e-20, '0044-03-15 BC'), (2, null, null)`);
    });
  });
  afterAll(async () => {
    await own.drop();
    await target.drop();
  });

  it('is restored row for row, and numbers go on where they were', async () => {
    const bytes = await backupOf(own.database);
    const { tally, lostReaders } = await restored(target.database, bytes);
    const [before, after] = [await allRows(own.database), await allRows(target.database)];
    // What is on record of the restore comes on top, and is given the next number.
    const { 'vigil.audit': audit, ...others } = after;
    expect(audit!.filter((row) => row.includes('a disk failed'))).toHaveLength(1);
    expect(audit!.filter((row) => !row.includes('a disk failed'))).toEqual(before['vigil.audit']);
    expect(others).toEqual({ ...before, 'vigil.audit': undefined });
    expect(lostReaders).toEqual(['reader_of_the_backup']);
    expect(tally.rows).toBe(Object.values(before).reduce((sum, rows) => sum + rows.length, 0));
    const next = await target.database.acrossAuthorities(
      ({ sql }) =>
        sql`select max(id)::int as number, (select count(*)::int from cohort.contacts('2020-12-31')) from vigil.audit`,
    );
    expect([...next]).toEqual([{ number: 5001, count: 0 }]);
  });

  it('is of one moment, whatever is written while it is read, and holds off the sweep of landed files', async () => {
    const late = async (): Promise<null> => {
      // By now all tables have been read: the publishing stage may drop its own, the sweep must still wait.
      await own.database.acrossAuthorities(({ sql }) => sql.unsafe(`drop table ${staged}`));
      expect(await purgeLandedFiles(own.database, [], async () => {})).toBeNull();
      return null;
    };
    const address = 'ab'.repeat(32);
    await own.database.acrossAuthorities(async ({ sql }) => {
      const [made] = await sql<{ id: string }[]>`
        insert into vigil.delivery (authority, source, as_at, location, fingerprint, state)
        values ('852', 'casework', '2021-01-04', 'x', 'y', 'published') returning id`;
      await sql`
        insert into vigil.file (authority, delivery, list, name, address, sha256, bytes, coverage, state)
        values ('852', ${made!.id}, 'contacts', 'contacts.csv', ${address}, 's', 1, '{}', 'published')`;
    });
    let missing: readonly string[] = [];
    let rows = '';
    let yaml = '';
    const configuration = [{ name: 'vigil.yaml', text: 'authority: …' }];
    ({ missing } = await takeBackup(own.database, key, { landed: late, configuration }, async (stream) => {
      const sealed = stream[Symbol.asyncIterator]();
      const first = await sealed.next();
      await own.database.acrossAuthorities(async ({ sql }) => {
        await sql`insert into vigil.audit (authority, actor, action, subject, reason) values ('852', 'late', 'x', 'x', 'x')`;
      });
      const rest: Uint8Array[] = [first.value as Uint8Array];
      for (let next = await sealed.next(); !next.done; next = await sealed.next()) rest.push(next.value);
      const { contents, parts } = await openBackup(Readable.from([Buffer.concat(rest)]), key);
      expect(contents.landed).toEqual([address]);
      for await (const { name, bytes } of parts) {
        const text = String(await buffer(Readable.from(bytes, { objectMode: false })));
        if (name === 'vigil.audit') rows = text;
        if (name === 'vigil.yaml') yaml = text;
      }
    }));
    expect(missing).toEqual([address]);
    expect(yaml).toBe('authority: …');
    expect(rows.split('\n')).toHaveLength(5001);
    expect(rows).not.toContain('late');
  });

  it('is refused by a database that is in use, or at work, and by another secret; nothing changes', async () => {
    const bytes = await backupOf(own.database);
    const before = await allRows(target.database);
    await expect(restored(target.database, bytes)).rejects.toThrow('say --replace and the --reason');
    const worker = await registerWorker(target.database, 'busy');
    await expect(restored(target.database, bytes, { replace: true })).rejects.toThrow('Stop it (vigil up');
    await worker.stop();
    const other = { keyId: 'other', key: key.key };
    await expect(checkBackup(Readable.from([bytes]), other)).rejects.toThrow(/key test-key; the one given is other/u);
    // Cut off after most of it has been written into the tables.
    const cut = bytes.subarray(0, bytes.length - 20);
    await expect(restored(target.database, cut, { replace: true })).rejects.toThrow('changed or cut off');
    const { 'vigil.worker': _, ...after } = await allRows(target.database);
    expect(after).toEqual({ ...before, 'vigil.worker': undefined });
  });

  it('sends no mail again that left after it was taken, brings nobody back who was erased, nor takes back who did what', async () => {
    const mail = (id: string, state: string, day: string) =>
      own.database.acrossAuthorities(
        ({ sql }) => sql`
          insert into vigil.notification
            (id, authority, recipient, message_id, sender, subject, text, html, headers, state, day)
          values (${id}, '852', 'head@example.gov.uk', ${id}, 'v', 's', 't', 'h', '{}', ${state}, ${day})`,
      );
    const [waiting, later, unsent] = [randomUUID(), randomUUID(), randomUUID()];
    await mail(waiting, 'prepared', '2021-01-04');
    const child = randomUUID();
    await own.database.acrossAuthorities(
      ({ sql }) => sql`
        insert into records.contacts (authority, source_id, record, valid_from, digest, child)
        values ('852', 'casework', ${randomUUID()}, '2021-01-04', ${randomUUID()}, ${child})`,
    );
    const bytes = await backupOf(own.database);
    await own.database.acrossAuthorities(({ sql }) => sql`update vigil.notification set state = 'accepted'`);
    await mail(later, 'accepted', '2021-01-05');
    await mail(unsent, 'prepared', '2021-01-06');
    await own.database.acrossAuthorities(
      ({ sql }) =>
        sql`insert into vigil.audit (authority, actor, action, subject, reason) values ('852', 'since', 'x', 'x', 'x')`,
    );
    await own.database.acrossAuthorities(
      ({ sql }) => sql`
        insert into vigil.erased (authority, purpose, pseudonym, actor) values ('852', 'child', ${child}, 'test')`,
    );
    const { keptMails, erasedAgain } = await restored(own.database, bytes, { replace: true });
    expect({ keptMails, erasedAgain }).toEqual({ keptMails: 1, erasedAgain: 1 });
    const children = await own.database.acrossAuthorities(({ sql }) => sql`select from records.contacts`);
    expect(children).toHaveLength(0);
    const ledger = await own.database.acrossAuthorities(
      ({ sql }) => sql`select id, state from vigil.notification order by day`,
    );
    expect([...ledger]).toEqual([
      { id: waiting, state: 'accepted' },
      { id: later, state: 'accepted' },
    ]);
    const actors = await own.database.acrossAuthorities(
      ({ sql }) =>
        sql`select actor, action from vigil.audit where actor in ('late', 'since') or action = 'restore' order by id`,
    );
    expect([...actors]).toEqual([
      { actor: 'late', action: 'x' },
      { actor: 'since', action: 'x' },
      { actor: 'test', action: 'restore' },
    ]);
  });
});

describe('a backup of an earlier version', () => {
  it('is brought up to date, its rows included; one of a newer version is refused', async () => {
    const [old, target] = [await emptyDatabase(), await emptyDatabase()];
    const [before, after] = [old, target].map(({ url }) => openDatabase(url, { connections: 2 }));
    await before!.acrossAuthorities(async (tx) => {
      await migrateTo(tx, 1_795_462_712_505); // 0003_changed_records
      await tx.sql`insert into vigil.installation (key_id, check_value) values (${testKey.keyId}, ${testKey.checkValue})`;
      await tx.sql`
        with opened as (
          insert into vigil.alert (authority, indicator, rule, opened_period, last_period)
          values ('852', 'icpc-timeliness', 'target-missed', '2020-11', '2021-01') returning id
        )
        insert into vigil.alert_event (authority, alert, kind, period, reason, run, told_in)
        select '852', id, 'opened', '2020-11', 'target missed', gen_random_uuid(), gen_random_uuid() from opened`;
    });
    const bytes = await backupOf(before!);
    await restored(after!, bytes);
    const [alert] = await after!.acrossAuthorities(
      ({ sql }) => sql`select told_period, number::int as number from vigil.alert`,
    );
    expect(alert).toEqual({ told_period: '2020-11', number: 1 });

    await after!.acrossAuthorities(
      ({ sql }) =>
        sql`insert into vigil_migrations.__drizzle_migrations (hash, created_at) values ('x', 9999999999999)`,
    );
    const newer = await backupOf(after!);
    await expect(restored(before!, newer)).rejects.toThrow('taken by a newer version of Vigil');
    await Promise.all([before, after].map((database) => database!.close()));
    await Promise.all([old, target].map(({ drop }) => drop()));
  });
});
