import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, completePeriods, englandAndWales, firstDay, lastDay } from '@vigil/calendar';
import { computeFigures, readCohort, type AuthorityDatabase, type ComputedFigure } from '@vigil/database';
import { loadCatalogue } from '@vigil/runtime';
import { ownDatabase, type OwnDatabase } from '../../../packages/database/test/own-database.ts';
import { expectedOf, sharedDataMissing, whereSharedData } from './shared-data.ts';
import { loadRecords } from './shared-records.ts';

const set = 'solent-messy';
const asAt = '2021-01-04';
const periods = completePeriods(asAt, 14);
const question = { asAt, periods, calendarVersion: englandAndWales.version };
const catalogue = await loadCatalogue();
const bands = ['Under 1', '1 to 4', '5 to 9', '10 to 15', '16 and over'];

describe.skipIf(sharedDataMissing)(`the cohorts of ${set}${whereSharedData}`, () => {
  let own: OwnDatabase;
  let authority: AuthorityDatabase;
  let population: (number | null)[];
  beforeAll(async () => {
    own = await ownDatabase();
    authority = own.database.forAuthority('852');
    const { population0to17 } = await expectedOf(set, asAt);
    population = periods.map((period) => population0to17[period.slice(0, 4)] ?? null);
    await authority.transaction((tx) => loadRecords(tx, set, asAt));
  });
  afterAll(() => own.drop());

  const figuresOf = (id: string): Promise<readonly ComputedFigure[]> =>
    authority.transaction((tx) => computeFigures(tx, catalogue.get(id), question, population));

  /** Numerators by month, of the whole or of a member. */
  async function numerators(id: string, member: string | null = null): Promise<Record<string, number>> {
    const figures = await figuresOf(id);
    return Object.fromEntries(
      figures.filter((one) => one.member === member).map(({ period, numerator }) => [period, Number(numerator)]),
    );
  }

  it('have a row for all that is counted, of the whole and of every member', async () => {
    for (const definition of catalogue.computed()) {
      const rows = await authority.transaction((tx) => readCohort(tx, definition, question));
      const counting = rows.filter(({ exclusion }) => exclusion === null);
      for (const { period, member, numerator, denominator } of await figuresOf(definition.id)) {
        const of = counting.filter((row) => row.period === period && (member === null || row.members.includes(member)));
        const told = {
          numerator: Number(numerator),
          cases: Number(definition.unit === 'percent' ? denominator : of.length),
        };
        expect({ numerator: of.filter((row) => row.in_numerator).length, cases: of.length }, definition.id).toEqual(
          told,
        );
      }
    }
  });

  it('leave nothing out without saying why in words', async () => {
    for (const definition of catalogue.computed()) {
      const rows = await authority.transaction((tx) => readCohort(tx, definition, question));
      const reasons = new Set(rows.flatMap(({ exclusion }) => exclusion ?? []));
      for (const reason of reasons) expect(reason, definition.id).toMatch(/^[a-z0-9][^_:]{3,60}$/u);
    }
  });

  it('of looked-after children by age sum to all of them, as indicators and as members', async () => {
    const total = await numerators('lac-total');
    const ids = ['lac-age-under-1', 'lac-age-1-4', 'lac-age-5-9', 'lac-age-10-15', 'lac-age-16-plus'];
    const byId = await Promise.all(ids.map((id) => numerators(id)));
    const byBand = await Promise.all(bands.map((band) => numerators('lac-total', band)));
    for (const period of periods) {
      const sumOf = (parts: Record<string, number>[]) => parts.reduce((sum, part) => sum + (part[period] ?? 0), 0);
      expect([period, sumOf(byId), sumOf(byBand)]).toEqual([period, total[period], total[period]]);
    }
  });

  it('of plans: open at the end of a month are those open before, and started, less those ended', async () => {
    const open = await numerators('cpp-rate');
    const plans = await authority.transaction(
      (tx) => tx.sql<{ start_date: string; end_date: string | null }[]>`
        select start_date::text, end_date::text from records.child_protection_plans
        where authority = ${tx.authority} and temporary_from_other_authority is not true
          and end_date is distinct from start_date`,
    );
    for (const period of periods.slice(1)) {
      const inMonth = (day: string | null) => day !== null && day >= firstDay(period) && day <= lastDay(period);
      const started = plans.filter((plan) => inMonth(plan.start_date)).length;
      const ended = plans.filter((plan) => inMonth(plan.end_date)).length;
      expect([period, open[period]]).toEqual([period, open[addMonths(period, -1)]! + started - ended]);
    }
  });

  it('of open cases: what is overdue and what is due are among what is open, and no case is both', async () => {
    for (const { id, companionOf } of catalogue.all()) {
      if (companionOf?.kind !== 'overdue') continue;
      const rowsOf = (name: string) => authority.transaction((tx) => readCohort(tx, catalogue.get(name), question));
      const [overdue, due] = await Promise.all([rowsOf(id), rowsOf(`${companionOf.indicator}-due`)]);
      expect(overdue.map(({ record }) => record).toSorted()).toEqual(due.map(({ record }) => record).toSorted());
      const hits = (rows: typeof due) => rows.flatMap(({ in_numerator: hit, record }) => (hit ? [record] : []));
      const late = new Set(overdue.filter(({ happened }) => (happened ?? '') < asAt).map(({ record }) => record));
      expect(new Set(hits(overdue))).toEqual(late);
      expect(hits(due).filter((record) => late.has(record))).toEqual([]);
    }
  });
});
