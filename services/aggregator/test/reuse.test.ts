import { addDays, englandAndWales, type Calendar, type IsoDate } from '@vigil/calendar';
import { type Database } from '@vigil/database';
import { contracts, type Coverage } from '@vigil/extracts';
import { Catalogue, type IndicatorDefinition } from '@vigil/indicators';
import { loadCatalogue, type AuthorityConfig } from '@vigil/runtime';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../../packages/database/test/own-database.ts';
import { aggregateHandler } from '../src/aggregate.ts';
import { aggregation, publishRecords, type Delivered, type DeliveredList, type Row } from './delivered-records.ts';

/*
 * DESIGN.md, principle 7: a night with reuse equals a cold night, table for table. Two authorities are given the same
 * deliveries, and the same changes of rules; the one computes what is due, the other everything.
 */

const asAts: readonly IsoDate[] = ['2020-09-01', '2020-09-20', '2020-10-01', '2020-11-02', '2020-11-16', '2020-12-01'];
const ids = [
  'contacts-number',
  'mash-decision-timeliness',
  're-referrals-percent',
  's47-number',
  's47-rate',
  'icpc-timeliness',
  'icpc-rate',
  'cpp-rate',
  'cpp-visits-15-working-days',
];

const child = fc.nat(5).map((number) => `child ${number}`);
const day = fc.nat(180).map((days) => addDays('2020-06-01', days));
const gender = fc.constantFrom('a) Male', 'b) Female', null);
const maybeDay = fc.option(day, { freq: 3 });

const contact = fc
  .record({ child, date_of_contact: day, date_of_decision: maybeDay, gender })
  .map((row): Row => ({ ...row, key: `${row.child} ${row.date_of_contact}` }));
const enquiry = fc
  .record({ child, strategy_discussion_date: day, conference_date: maybeDay, transfer_in: fc.boolean() })
  .map((row): Row => ({ ...row, key: `${row.child} ${row.strategy_discussion_date}` }));
const referral = fc
  .record({ child, date_of_referral: day, no_further_action: fc.boolean() })
  .map((row): Row => ({ ...row, key: `${row.child} ${row.date_of_referral}` }));
const plan = fc
  .record({ child, start_date: day, end_date: maybeDay, gender, allocated_team: fc.constantFrom('North', 'South') })
  .map((row): Row => ({ ...row, key: `${row.child} ${row.start_date}` }));
const visit = fc
  .record({ child, visit_date: day, child_seen: fc.boolean() })
  .map((row): Row => ({ ...row, key: `${row.child} ${row.visit_date}` }));
const reported = fc
  .record({
    indicator: fc.constantFrom('cpp-rate', 's47-rate'),
    period: fc.constantFrom('2020-05', '2020-08'),
    value: fc.nat(9),
  })
  .map((row): Row => ({ ...row, key: `${row.indicator} ${row.period}` }));

/** Draws as if from a hat whose content changes little from one delivery to the next. */
function listOf(list: string, row: fc.Arbitrary<Row>, ...coverages: readonly Coverage[]): fc.Arbitrary<DeliveredList> {
  const rows = fc.uniqueArray(row, { maxLength: 9, selector: ({ key }) => key });
  const all = contracts.get(list)!.columns.map(({ name }) => name);
  const columns = fc.constantFrom(
    all,
    all,
    all.filter((name) => name !== 'Gender'),
    all.filter((name) => name !== 'Date of Decision'),
  );
  return fc.record({ list: fc.constant(list), coverage: fc.constantFrom(...coverages), rows, columns });
}

const full: Coverage = { kind: 'full' };
const lists = fc
  .tuple(
    fc.option(listOf('contacts', contact, full, { kind: 'rolling', months: 2 }), { freq: 1 }),
    fc.option(listOf('section_47_enquiries', enquiry, full, { kind: 'rolling', months: 3 })),
    fc.option(listOf('child_protection_plans', plan, full, { kind: 'rolling', months: 3 }), { freq: 1 }),
    fc.option(listOf('child_protection_visits', visit, full), { freq: 1 }),
    fc.option(listOf('referrals', referral, full, { kind: 'rolling', months: 3 }), { freq: 1 }),
    fc.option(listOf('reported_figures', reported, full), { freq: 1 }),
  )
  .map((all) => all.filter((one) => one !== null))
  .filter((all) => all.length > 0);

interface Step {
  readonly change: 'nothing' | 'definition' | 'calendar' | 'population';
  /** The same lists as the step before, delivered once more; null where they are its own. */
  readonly delivered: Delivered;
  readonly again: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  change: fc.constantFrom<Step['change'][]>('nothing', 'nothing', 'nothing', 'definition', 'calendar', 'population'),
  delivered: fc.record({ asAt: fc.constantFrom(...asAts), lists }),
  again: fc.boolean(),
});

/** What an authority's rules are at some moment. */
interface Rules {
  readonly definitionVersion: number;
  readonly calendar: Calendar;
  readonly population: number;
}

let own: OwnDatabase;
let database: Database;
let definitions: readonly IndicatorDefinition[];
let authorities = 0;
const otherCalendar: Calendar = { ...englandAndWales, version: 'one more bank holiday' };

beforeAll(async () => {
  own = await ownDatabase();
  ({ database } = own);
  const all = await loadCatalogue();
  definitions = ids.map((id) => all.get(id));
  // On 11 November 2020 nobody works.
  await database.acrossAuthorities(
    ({ sql }) => sql`
      insert into vigil.working_day (calendar, date, ordinal, working)
      select ${otherCalendar.version}, date, ordinal - (date >= '2020-11-11')::int, working and date <> '2020-11-11'
      from vigil.working_day where calendar = ${englandAndWales.version}`,
  );
});
afterAll(() => own.drop());

function after({ change }: Step, rules: Rules): Rules {
  switch (change) {
    case 'definition':
      return { ...rules, definitionVersion: rules.definitionVersion + 1 };
    case 'calendar':
      return { ...rules, calendar: rules.calendar === englandAndWales ? otherCalendar : englandAndWales };
    case 'population':
      return { ...rules, population: rules.population + 500 };
    case 'nothing':
      return rules;
  }
}

function handlerFor(code: string, { definitionVersion, calendar, population }: Rules, reuses: boolean) {
  const limit = 16 - definitionVersion;
  const catalogue = new Catalogue(
    definitions.map((one) =>
      one.id === 'icpc-timeliness'
        ? { ...one, definitionVersion, cohort: one.cohort!.replace('<= 15', `<= ${limit}`) }
        : one,
    ),
  );
  const authority = { code, historyMonths: 4, population0to17: new Map([[2020, population]]) };
  return aggregateHandler({ authorities: [authority as unknown as AuthorityConfig] }, { catalogue, calendar, reuses });
}

/** All that an authority's figures are after some steps, and how much was computed for them. */
async function figuresAfter(steps: readonly Step[], reuses: boolean) {
  authorities += 1;
  const authority = database.forAuthority(`T${authorities}`);
  let rules: Rules = { definitionVersion: 1, calendar: englandAndWales, population: 50_000 };
  let before: Delivered['lists'] | null = null;
  for (const one of steps) {
    rules = after(one, rules);
    const delivered: Delivered = one.again && before ? { ...one.delivered, lists: before } : one.delivered;
    before = delivered.lists;
    const published = await publishRecords(authority, delivered);
    await handlerFor(authority.authority, rules, reuses)(aggregation(authority, published));
  }
  return authority.transaction(async (tx) => ({
    snapshots: await tx.sql`
      select indicator, period, member, origin, version, as_at::text, numerator, denominator, value, text,
        definition_version, calendar_version, population_year, quarantined_share, reason, differs_from, after_settling
      from vigil.snapshot where authority = ${tx.authority}
      order by indicator, period, member, origin, version`,
    counts: await tx.sql`
      select new_figures, restated_figures, unchanged_figures
      from vigil.run where authority = ${tx.authority} order by created_at`,
    computed: await tx.sql<[{ computed: number; reused: number }]>`
      select sum(computed_indicators)::int as computed, sum(reused_indicators)::int as reused
      from vigil.run where authority = ${tx.authority}`,
  }));
}

it('a night that computes what is due leaves the figures of one that computes everything, version for version', async () => {
  const seen = { reused: 0, reasons: new Set<unknown>() };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
      const cold = await figuresAfter(steps, false);
      const warm = await figuresAfter(steps, true);
      expect(warm.snapshots).toEqual(cold.snapshots);
      expect(warm.counts).toEqual(cold.counts);
      expect(cold.computed[0].reused).toBe(0);
      seen.reused += warm.computed[0].reused;
      for (const { reason } of warm.snapshots) seen.reasons.add(reason);
    }),
    { numRuns: Number(process.env['VIGIL_REUSE_RUNS'] ?? 12), endOnFailure: true },
  );
  expect(seen.reused).toBeGreaterThan(0);
  // What was tried was worth trying.
  expect([...seen.reasons]).toEqual(expect.arrayContaining([null, 'correction', 'definition']));
});
