import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealIdentities } from '../src/identity/sealed-identities.ts';
import { eraseAgain, readTombstones, type Tombstone, type Transaction } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { childCalled, putRecords } from './records-by-hand.ts';

let own: OwnDatabase;
beforeAll(async () => {
  own = await ownDatabase();
});
afterAll(() => own.drop());

const wayBack = randomBytes(32);
const pseudonym = childCalled('erased');
const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  own.database.forAuthority('852').transaction(work);

it('what a restore put back of somebody erased goes again, with the landed files of then; once', async () => {
  await inTransaction(async (tx) => {
    await putRecords(tx, 'contacts', [
      { child: 'erased', date_of_contact: '2020-01-05' },
      { child: 'another', date_of_contact: '2020-01-05' },
    ]);
    await tx.sql`
      insert into identity.block (authority, block, identities, pseudonyms)
      values (${tx.authority}, ${randomUUID()}, ${sealIdentities(wayBack, [[pseudonym, 'C-1']])}, ${[pseudonym]}::uuid[])`;
    for (const [landedAt, address] of [
      ['2021-01-04', 'landed before'],
      ['2021-01-06', 'landed after'],
    ] as const) {
      const [found] = await tx.sql<{ id: string }[]>`
        insert into vigil.delivery (authority, source, as_at, location, fingerprint, state, created_at)
        values (${tx.authority}, 'casework', ${landedAt}, 'here', 'x', 'published', ${landedAt}) returning id`;
      await tx.sql`
        insert into vigil.file (authority, delivery, name, list, bytes, sha256, address, coverage, state)
        values (${tx.authority}, ${found!.id}, 'contacts.csv', 'contacts', 1, 'x', ${address}, '{"kind":"full"}', 'validated')`;
    }
  });
  const erasedAt = new Date('2021-01-05T12:00:00Z');
  const tombstone: Tombstone = {
    authority: '852',
    purpose: 'child',
    pseudonym,
    sealedKey: null,
    erasedAt,
    actor: 'test',
  };
  const removed: string[] = [];
  const again = () =>
    own.database.acrossAuthorities((tx) =>
      eraseAgain(tx, [tombstone], {
        wayBack: () => wayBack,
        remove: async (address) => {
          removed.push(address);
        },
      }),
    );
  expect(await again()).toEqual({ people: 1, records: 1, files: 1 });
  expect(removed).toEqual(['landed before']);
  const left = await inTransaction(async (tx) => ({
    tombstones: await readTombstones(tx),
    children: (await tx.sql<{ child: string }[]>`select child from records.contacts`).map(({ child }) => child),
    blocks: await tx.sql`select from identity.block`,
  }));
  expect(left).toMatchObject({ tombstones: [{ pseudonym, actor: 'test' }], children: [childCalled('another')] });
  expect(left.blocks).toHaveLength(0);
  expect(await again()).toEqual({ people: 0, records: 0, files: 0 });
});
