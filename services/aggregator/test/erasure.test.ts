import { addDays, englandAndWales, type IsoDate } from '@vigil/calendar';
import { erase, type Person } from '@vigil/database';
import { Catalogue } from '@vigil/indicators';
import { loadCatalogue, type AuthorityConfig } from '@vigil/runtime';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../../packages/database/test/own-database.ts';
import { aggregateHandler } from '../src/aggregate.ts';
import { aggregation, publishRecords, uuidOf, type Delivered, type Row } from './delivered-records.ts';

const asAts: readonly IsoDate[] = ['2020-10-01', '2020-10-20', '2020-11-02', '2020-11-16', '2020-12-01'];
const ids = ['contacts-number', 'icpc-timeliness', 'cpp-rate', 's47-number'];
const forgotten = 'child 0';
const person: Person = { purpose: 'child', pseudonym: uuidOf(forgotten) };

const child = fc.nat(3).map((number) => `child ${number}`);
const day = fc.nat(120).map((days) => addDays('2020-08-01', days));
const maybeDay = fc.option(day, { freq: 3 });
const rows = (row: fc.Arbitrary<Row>) => fc.uniqueArray(row, { maxLength: 8, selector: ({ key }) => key });
const contacts = rows(
  fc
    .record({
      child,
      date_of_contact: day,
      date_of_decision: maybeDay,
      gender: fc.constantFrom('a) Male', 'b) Female'),
    })
    .map((row): Row => ({ ...row, key: `${row.child} ${row.date_of_contact}` })),
);
const enquiries = rows(
  fc
    .record({ child, strategy_discussion_date: day, conference_date: maybeDay })
    .map((row): Row => ({ ...row, key: `${row.child} ${row.strategy_discussion_date}` })),
);
const plans = rows(
  fc
    .record({ child, start_date: day, end_date: maybeDay, allocated_team: fc.constantFrom('North', 'South') })
    .map((row): Row => ({ ...row, key: `${row.child} ${row.start_date}` })),
);
const full = { kind: 'full' } as const;
interface Rows {
  readonly asAt: IsoDate;
  readonly contacts: readonly Row[];
  readonly enquiries: readonly Row[];
  readonly plans: readonly Row[];
}
const deliveryOf = (one: Rows): Delivered => ({
  asAt: one.asAt,
  lists: [
    { list: 'contacts', coverage: full, rows: one.contacts },
    { list: 'section_47_enquiries', coverage: full, rows: one.enquiries },
    { list: 'child_protection_plans', coverage: full, rows: one.plans },
  ],
});
const delivered = fc.record({ asAt: fc.constantFrom(...asAts), contacts, enquiries, plans }).map(deliveryOf);

/** One figure of one month rests on nobody else. */
const alone = deliveryOf({
  asAt: '2020-12-01',
  contacts: [],
  enquiries: [{ key: 'alone', child: forgotten, strategy_discussion_date: '2020-10-05', conference_date: null }],
  plans: [],
});

const without = (one: Delivered): Delivered => ({
  ...one,
  lists: one.lists.map((list) => ({ ...list, rows: list.rows.filter((row) => row['child'] !== forgotten) })),
});

let own: OwnDatabase;
let catalogue: Catalogue;
let authorities = 0;
beforeAll(async () => {
  own = await ownDatabase();
  const all = await loadCatalogue();
  catalogue = new Catalogue(ids.map((id) => all.get(id)));
});
afterAll(() => own.drop());

/** What stands after some deliveries, before and after somebody is erased. */
async function standing(before: readonly Delivered[], forgets: boolean, after: readonly Delivered[], reuses = true) {
  authorities += 1;
  const authority = own.database.forAuthority(`E${authorities}`);
  const config = { code: authority.authority, historyMonths: 6, population0to17: new Map([[2020, 50_000]]) };
  const aggregate = aggregateHandler(
    { authorities: [config as unknown as AuthorityConfig] },
    {
      catalogue,
      calendar: englandAndWales,
      reuses,
    },
  );
  const deliver = async (one: Delivered): Promise<void> =>
    aggregate(aggregation(authority, await publishRecords(authority, one)));
  for (const one of before) await deliver(one);
  const marks = { wayBack: Buffer.alloc(32), isOf: () => false, holds: async () => false, remove: async () => {} };
  if (forgets) await authority.transaction((tx) => erase(tx, person, marks, { actor: 'test', reason: 'asked' }));
  // As the reader leaves them out.
  for (const one of after) await deliver(without(one));
  const newestMonth = [...before, ...after]
    .map(({ asAt }) => asAt.slice(0, 7))
    .toSorted()
    .at(-1)!;
  return authority.transaction(async (tx) => ({
    records: await Promise.all(
      ['contacts', 'section_47_enquiries', 'child_protection_plans'].map(
        (list) => tx.sql`
          select record, child, valid_from::text, valid_to::text, digest from ${tx.sql(`records.${list}`)}
          where authority = ${tx.authority} order by record, valid_from`,
      ),
    ),
    figures: await tx.sql<{ indicator: string; reason: string | null; as_at: string }[]>`
      select * from (
        select distinct on (indicator, period, member) indicator, period, member, numerator, denominator, value, text,
          as_at::text, reason
        from vigil.snapshot where authority = ${tx.authority}
        order by indicator, period, member, as_at desc, version desc
      ) as standing
      -- Of a member that had a figure once it is told that it has no case any more.
      where (member is null or numerator <> 0 or denominator <> 0)
      -- How many cases were late in an earlier month was told of a day in it, and is not told again.
        and (indicator !~ '-(overdue|due)$' or period = ${newestMonth})
      order by indicator, period, member`,
  }));
}

it('somebody erased between deliveries leaves records and figures as if they had never been delivered', async () => {
  const reasons = new Set<string | null>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(delivered, { minLength: 1, maxLength: 3 }),
      fc.array(delivered, { minLength: 1, maxLength: 2 }),
      async (before, after) => {
        const forgot = await standing(before, true, after);
        const cold = await standing(before, true, after, false);
        const never = await standing(before.map(without), false, after);
        expect(forgot.records).toEqual(never.records);
        for (const { reason } of forgot.figures) reasons.add(reason);
        // Why and since when are others: there the figure never was another.
        const figuresOf = ({ figures }: typeof never) =>
          figures.map((figure) => ({ ...figure, reason: null, as_at: null }));
        expect(figuresOf(forgot)).toEqual(figuresOf(never));
        expect(forgot.figures).toEqual(cold.figures);
      },
    ),
    { numRuns: 5, endOnFailure: true, examples: [[[alone], [alone]]] },
  );
  expect([...reasons]).toContain('erasure');
});
