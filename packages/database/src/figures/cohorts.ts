import { firstDay, lastCompletePeriod, lastDay, periodOf, type IsoDate, type Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '@vigil/indicators';
import { asAtFunctions } from '../as-at-functions.ts';
import type { Transaction } from '../database.ts';

/** What a cohort is asked. */
export interface CohortQuestion {
  readonly asAt: IsoDate;
  readonly periods: readonly Period[];
  readonly calendarVersion: string;
}

/** One child or event of a cohort. */
export interface CohortRow {
  readonly period: Period;
  readonly members: readonly string[];
  /** The key of its record. */
  readonly record: string;
  /** The pseudonym of the child; null where a record is of none. */
  readonly subject: string | null;
  readonly happened: IsoDate | null;
  readonly in_numerator: boolean;
  /** Why it does not count, in words; null where it does. */
  readonly exclusion: string | null;
}

/** The rows behind figures, the very ones that are counted: what counts first, then what is left out. */
export async function readCohort(
  tx: Transaction,
  definition: IndicatorDefinition,
  question: CohortQuestion,
): Promise<readonly CohortRow[]> {
  return inCohorts(
    tx,
    { ...question, periods: periodsTold(definition, question) },
    `,
    cohort as (
${cohortAt(definition, '$1::date')}
    )
    select period, coalesce(array_remove(members, null), '{}') as members, record, subject, happened::text as happened,
      coalesce(in_numerator, false) as in_numerator, exclusion
    from cohort
    order by period, exclusion nulls first, in_numerator, happened, record`,
    [],
  );
}

/**
 * The months that an indicator has figures of, among those asked for. Of an indicator of the present position alone
 * (`periods: last`) it is the last complete month; of a companion the month of the as-at date, whatever was asked.
 */
export function periodsTold(
  definition: IndicatorDefinition,
  { asAt, periods }: Pick<CohortQuestion, 'asAt' | 'periods'>,
): readonly Period[] {
  if (definition.companionOf) return [periodOf(asAt)];
  return definition.periods === 'last' ? periods.filter((period) => period === lastCompletePeriod(asAt)) : periods;
}

/** The cohort's SQL with an as-at date in its place. */
export function cohortAt(definition: Pick<IndicatorDefinition, 'id' | 'cohort'>, asAt: string): string {
  if (definition.cohort === null) {
    throw new Error(`${definition.id} has no cohort.sql: it is reported, not computed.`);
  }
  return atDate(definition.cohort, asAt);
}

/** SQL of the catalogue with an as-at date in its place. */
export function atDate(sql: string, asAt: string): string {
  return sql.replaceAll(/(?<!:):as_at\b/gu, asAt);
}

/** The rows of several cohorts in one query: `cohort` is the place of each. */
export function cohortsTogether(cohorts: readonly string[], columns: string): string {
  return cohorts
    .map((sql, place) => `select ${place} as cohort, ${columns} from (\n${sql}\n) as cohort_${place}`)
    .join('\nunion all\n');
}

/**
 * What of the records is read: all of them; the few cases that are open; those of subjects who have changed. Where they
 * are few, days are looked up in the calendar: PostgreSQL takes that to cost more than reading all of it, since it
 * counts with pages that must be fetched from disk.
 */
const readings = {
  all: `set local search_path to ${asAtFunctions.schema}, pg_catalog`,
  open: `set local search_path to ${asAtFunctions.schema}, pg_catalog; set local random_page_cost = 1.1`,
  changed: `set local search_path to ${asAtFunctions.schemaOfChanged}, pg_catalog; set local random_page_cost = 1.1`,
};

/**
 * Asks with what cohorts see: the months as `period`, the calendar as `working_day`, the lists as functions. `$1` is
 * the as-at date; further parameters begin at `$6`.
 *
 * @param question what follows `with period as (…), working_day as (…)`
 */
export async function inCohorts<Row extends object>(
  tx: Transaction,
  { asAt, periods, calendarVersion }: CohortQuestion,
  question: string,
  parameters: readonly unknown[],
  reading: keyof typeof readings = 'all',
): Promise<readonly Row[]> {
  // Sent together: to wait for each answer costs more than the settings do.
  const [, rows] = await Promise.all([
    tx.sql.unsafe(readings[reading]),
    tx.sql.unsafe<Row[]>(
      `
    with period as (
      select * from unnest($2::text[], $3::text[]::date[], $4::text[]::date[]) as period(period, first_day, last_day)
    ),
    working_day as not materialized (select date, ordinal, working from vigil.working_day where calendar = $5)
    ${question}`,
      [asAt, periods, periods.map(firstDay), periods.map(lastDay), calendarVersion, ...parameters] as never[],
    ),
    tx.sql.unsafe('reset search_path; reset random_page_cost'),
  ]);
  return rows;
}
