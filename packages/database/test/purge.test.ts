import { randomBytes, randomUUID } from 'node:crypto';
import { contracts } from '@vigil/extracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openIdentities, sealIdentities } from '../src/identity/sealed-identities.ts';
import {
  coveredDays,
  createStaging,
  dropStaging,
  leaveOutPurged,
  purgeRecords,
  type RecordsRule,
  type Transaction,
} from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { childCalled, putRecords } from './records-by-hand.ts';

const word = { actor: 'test', reason: 'retention' };
const key = randomBytes(32);
const day = '2021-03-31';
const rule = (list: string, endedBefore = day): RecordsRule => ({ source: 'casework', list, endedBefore });

describe('records that have been kept for as long as they should', () => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());
  beforeEach(() =>
    inTransaction(async (tx) => {
      for (const table of ['records.contacts', 'records.section_47_enquiries', 'records.care_leavers']) {
        await tx.sql`delete from ${tx.sql(table)}`;
      }
      await tx.sql`delete from vigil.kept_from`;
      await tx.sql`delete from identity.block`;
    }),
  );

  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    own.database.forAuthority('852').transaction(work);
  const purge = (...rules: readonly RecordsRule[]) => inTransaction((tx) => purgeRecords(tx, rules, word, key));
  const left = (list: string) =>
    inTransaction(async (tx) => {
      const rows = await tx.sql<{ child: string }[]>`select child from ${tx.sql(`records.${list}`)}`;
      const names = ['old', 'young', 'open', 'no conference', 'gone', 'restated'];
      return names.filter((name) => rows.some(({ child }) => childCalled(name) === child)).toSorted();
    });

  it('go when what they tell has ended before the day, with the way back; what is open stays', async () => {
    await inTransaction(async (tx) => {
      await putRecords(tx, 'contacts', [
        { child: 'old', date_of_contact: '2015-01-05', date_of_decision: '2015-01-06' },
        { child: 'young', date_of_contact: '2015-01-05', date_of_decision: '2021-03-31' },
        { child: 'open', date_of_contact: '2015-01-05', date_of_decision: null },
      ]);
      await tx.sql`
        insert into identity.block (authority, block, identities, pseudonyms)
        values (${tx.authority}, ${randomUUID()},
          ${sealIdentities(key, [
            [childCalled('old'), 'C-1'],
            [childCalled('open'), 'C-2'],
          ])},
          ${[childCalled('old'), childCalled('open')]}::uuid[])`;
    });
    expect(await purge(rule('contacts'))).toEqual([
      { source: 'casework', list: 'contacts', what: 'records', rows: 1, before: day },
    ]);
    expect(await left('contacts')).toEqual(['open', 'young']);
    const [block] = await inTransaction(
      (tx) => tx.sql<{ identities: Buffer }[]>`select identities from identity.block`,
    );
    expect([...openIdentities(key, block!.identities).values()]).toEqual(['C-2']);
    const audited = await inTransaction((tx) => tx.sql`select subject, detail from vigil.audit where action = 'purge'`);
    expect([...audited]).toEqual([
      {
        subject: 'contacts of casework',
        detail: { what: 'records', rows: 1, before: day },
      },
    ]);
  });

  it('go where no conference was needed, and not where none has been held yet', async () => {
    await inTransaction((tx) =>
      putRecords(tx, 'section_47_enquiries', [
        { child: 'no conference', strategy_discussion_date: '2015-01-05', conference_unnecessary: true },
        { child: 'open', strategy_discussion_date: '2015-01-05', conference_unnecessary: false },
      ]),
    );
    await purge(rule('section_47_enquiries'));
    expect(await left('section_47_enquiries')).toEqual(['open']);
  });

  it('go when the source has not sent them since, also those that say of nobody that they have ended', async () => {
    await inTransaction(async (tx) => {
      await putRecords(tx, 'care_leavers', [
        { child: 'gone', date_of_birth: '1990-01-01' },
        { child: 'old', date_of_birth: '1990-01-01' },
      ]);
      await tx.sql`update records.care_leavers set valid_to = '2021-03-31' where child = ${childCalled('gone')}`;
    });
    await purge(rule('care_leavers'));
    expect(await left('care_leavers')).toEqual(['old']);
  });

  it('are not taken again, however long the source sends them', async () => {
    await inTransaction((tx) =>
      putRecords(tx, 'contacts', [{ child: 'old', date_of_contact: '2015-01-05', date_of_decision: '2015-01-06' }]),
    );
    await purge(rule('contacts'));
    const contract = contracts.get('contacts')!;
    const file = randomUUID();
    const staged = await inTransaction(async (tx) => {
      const staging = await createStaging(tx, contract, file);
      await tx.sql.unsafe(`
        insert into ${staging.table} (record_number, line, record, key_whole, row_digest, digest, child, date_of_contact,
          date_of_decision)
        values (1, 2, gen_random_uuid(), true, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2015-01-05', '2015-01-06'),
          (2, 3, gen_random_uuid(), true, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2015-01-05', null)`);
      await leaveOutPurged(tx, { source: 'casework', contract, staging: staging.table });
      const rows = await tx.sql.unsafe<{ line: number }[]>(`select line from ${staging.table}`);
      await dropStaging(tx, file);
      return rows.map(({ line }) => line);
    });
    expect(staged).toEqual([3]);
  });

  it('are looked through once a day', async () => {
    await purge(rule('contacts'));
    await inTransaction((tx) =>
      putRecords(tx, 'contacts', [{ child: 'old', date_of_contact: '2015-01-05', date_of_decision: '2015-01-06' }]),
    );
    expect(await purge(rule('contacts'))).toEqual([]);
    expect(await purge(rule('contacts', '2021-04-01'))).toHaveLength(1);
  });

  it('leave months before them uncovered: their figures are not computed again', async () => {
    await inTransaction(async (tx) => {
      const [found] = await tx.sql<{ id: string }[]>`
        insert into vigil.delivery (authority, source, as_at, location, fingerprint, state, published_at)
        values (${tx.authority}, 'casework', '2027-03-31', 'here', 'x', 'published', now()) returning id`;
      await tx.sql`
        insert into vigil.file (authority, delivery, name, list, bytes, sha256, address, coverage, state)
        values (${tx.authority}, ${found!.id}, 'contacts.csv', 'contacts', 1, 'x', 'x', '{"kind":"full"}', 'validated')`;
    });
    const covered = () => inTransaction(async (tx) => (await coveredDays(tx, '2027-03-31')).get('contacts'));
    expect(await covered()).toEqual([{ from: null, to: '2027-03-30' }]);
    await purge(rule('contacts'));
    expect(await covered()).toEqual([{ from: day, to: '2027-03-30' }]);
  });
});
