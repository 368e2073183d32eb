import { firstDay, lastDay, type IsoDate, type Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { asAtFunctions } from '../as-at-functions.ts';

/** What a cohort is asked. */
export interface CohortQuestion {
  readonly asAt: IsoDate;
  readonly periods: readonly Period[];
  readonly calendarVersion: string;
}

/** A figure as its cohort gives it. Numbers are PostgreSQL's own decimals, so that no rounding is done twice. */
export interface ComputedFigure {
  readonly period: Period;
  readonly member: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  /** Kept to 4 decimals, half up; null when there are no cases. */
  readonly value: string | null;
}

/**
 * Computes an indicator for several months at once. The cohort query of the definition is the only place where its
 * rule stands; here its rows are counted.
 *
 * @param population of the month's calendar year, for rates; one a period
 */
export async function computeFigures(
  tx: Transaction,
  definition: IndicatorDefinition,
  question: CohortQuestion,
  population: readonly (number | null)[],
): Promise<readonly ComputedFigure[]> {
  const { unit } = definition;
  const denominator =
    unit === 'percent' ? 'counted.cohort::numeric' : unit === 'count' ? 'null::numeric' : 'wanted.population::numeric';
  const value =
    unit === 'percent'
      ? 'round(100.0 * counted.hits / nullif(counted.cohort, 0), 4)'
      : unit === 'count'
        ? 'counted.hits::numeric'
        : 'round(10000.0 * counted.hits / nullif(wanted.population, 0), 4)';
  return inCohorts(
    tx,
    definition,
    question,
    `,
    wanted as (select * from unnest($2::text[], $6::integer[]) as wanted(period, population)),
    counted as (
      select wanted.period, cohort.member,
        count(*) filter (where cohort.exclusion is null and cohort.in_numerator) as hits,
        count(*) filter (where cohort.period is not null and cohort.exclusion is null) as cohort
      from wanted left join cohort using (period)
      group by wanted.period, cohort.member
    )
    select wanted.period, counted.member, counted.hits::text as numerator,
      (${denominator})::text as denominator, (${value})::text as value
    from counted join wanted using (period)
    order by wanted.period, counted.member`,
    [population],
  );
}

/** How the rows of a cohort differ between two as-at dates. */
export interface CohortDifference {
  readonly period: Period;
  readonly member: string | null;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** Counts what is behind restated figures: records that came, went, or count otherwise since an earlier as-at date. */
export async function compareCohorts(
  tx: Transaction,
  definition: IndicatorDefinition,
  question: CohortQuestion,
  earlier: IsoDate,
): Promise<readonly CohortDifference[]> {
  return inCohorts(
    tx,
    definition,
    question,
    `,
    earlier as (
${cohortAt(definition, '$6::date')}
    )
    select period, coalesce(cohort.member, earlier.member) as member,
      count(*) filter (where earlier.record is null)::int as added,
      count(*) filter (where cohort.record is null)::int as removed,
      count(*) filter (where cohort.record is not null and earlier.record is not null)::int as changed
    from (select * from cohort where exclusion is null) as cohort
    full join (select * from earlier where exclusion is null) as earlier using (period, record)
    where (cohort.in_numerator, cohort.member) is distinct from (earlier.in_numerator, earlier.member)
      or cohort.record is null or earlier.record is null
    group by 1, 2`,
    [earlier],
  );
}

function cohortAt(definition: IndicatorDefinition, asAt: string): string {
  if (definition.cohort === null) {
    throw new Error(`${definition.id} has no cohort.sql: it is reported, not computed.`);
  }
  return definition.cohort.replaceAll(/(?<!:):as_at\b/gu, asAt);
}

/** Asks with the cohort as `cohort` and the months as `period`; further parameters begin at $6. */
async function inCohorts<Row extends object>(
  tx: Transaction,
  definition: IndicatorDefinition,
  { asAt, periods, calendarVersion }: CohortQuestion,
  question: string,
  parameters: readonly unknown[],
): Promise<readonly Row[]> {
  await tx.sql.unsafe(`set local search_path to ${asAtFunctions.schema}, pg_catalog`);
  const rows = await tx.sql.unsafe<Row[]>(
    `
    with period as (
      select * from unnest($2::text[], $3::text[]::date[], $4::text[]::date[]) as period(period, first_day, last_day)
    ),
    working_day as not materialized (select date, ordinal from vigil.working_day where calendar = $5),
    cohort as (
${cohortAt(definition, '$1::date')}
    )
    ${question}`,
    [asAt, periods, periods.map(firstDay), periods.map(lastDay), calendarVersion, ...parameters] as never[],
  );
  await tx.sql.unsafe('reset search_path');
  return rows;
}
