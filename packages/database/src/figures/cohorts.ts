import { firstDay, lastCompletePeriod, lastDay, periodOf, type IsoDate, type Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '@vigil/indicators';
import { asAtFunctions } from '../as-at-functions.ts';
import type { Transaction } from '../database.ts';
import { columnsMissing, deliveredColumns } from '../deliveries/columns.ts';
import { columnLackedBy } from './members.ts';

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
  /** Kept to 4 decimals, half up; null where there is none, and `text` says why. */
  readonly value: string | null;
  /** `no cases`, `insufficient history`, `not delivered: <column>`; null beside a value. */
  readonly text: string | null;
}

/**
 * Computes an indicator for several months at once, as a whole and for each member that occurs in a month. The cohort
 * query of the definition is the only place where its rule stands; here its rows are counted. A member that had a
 * figure of a month as at an earlier date and has no case any more is told as such. A rate has no members: the
 * population is known of the whole alone, and a part of the children per 10,000 of all would mislead.
 *
 * Of an indicator of the present position alone (`periods: last`) only the last complete month is computed; of a
 * companion the month of the as-at date, whatever was asked: it is of that date itself, and stays provisional.
 *
 * @param population of the month's calendar year, for rates; one a period
 * @param known what need not be asked: the counts of the months, the columns that did not come
 */
export async function computeFigures(
  tx: Transaction,
  definition: IndicatorDefinition,
  question: CohortQuestion,
  population: readonly (number | null)[],
  known: { readonly counts?: readonly CohortCount[] | undefined; readonly missing?: readonly string[] } = {},
): Promise<readonly ComputedFigure[]> {
  const periods = periodsTold(definition, question);
  const { counts } = known;
  const isRate = definition.unit === 'rate per 10,000';
  const missing = known.missing ?? columnsMissing(definition.needs, await deliveredColumns(tx, question.asAt));
  if (missing.length > 0) {
    const told = [
      ...periods.map((period) => ({ period, member: null })),
      ...(isRate ? [] : await membersTold(tx, definition, question.asAt, periods)),
    ];
    return told.map((one) => ({ ...one, ...nothing, text: `not delivered: ${missing.join(', ')}` }));
  }
  const { unit, history } = definition;
  const denominator =
    unit === 'percent' ? 'counted.cases::numeric' : unit === 'count' ? 'null::numeric' : 'wanted.population::numeric';
  const value =
    unit === 'percent'
      ? 'round(100.0 * counted.hits / nullif(counted.cases, 0), 4)'
      : unit === 'count'
        ? 'counted.hits::numeric'
        : 'round(10000.0 * counted.hits / nullif(wanted.population, 0), 4)';
  const tooShort = history
    ? `coalesce(wanted.first_day - interval '${history.months} months' <
        (select min(${history.column}) from ${history.list}($1::date)), true)`
    : 'false';
  const figures = await inCohorts<ComputedFigure & { readonly gone: boolean }>(
    tx,
    definition.companionOf ? await withOpenCases(tx, definition, question) : definition,
    { ...question, periods },
    `,
    wanted as (
      select period.*, asked.population
      from period join unnest($2::text[], $6::integer[]) as asked(period, population) using (period)
    ),
    ${counts ? knownCounts : countedRows},
    counted as (
      select period, member, hits, cases, false as gone from present
      union all
      select distinct period, member, 0, 0, true
      from vigil.snapshot as told
      where authority = $7 and indicator = $8 and origin = 'computed' and member is not null
        and period = any($2::text[]) and as_at <= $1
        and not exists (select from present where present.period = told.period and present.member = told.member)
    ),
    judged as (
      select counted.*, wanted.population, (${denominator}) as denominator, (${value}) as value, ${tooShort} as too_short
      from counted join wanted using (period)
      ${isRate ? 'where member is null' : ''}
    )
    select period, member, gone, hits::text as numerator, denominator::text,
      (case when not too_short then value end)::text as value,
      case when too_short then 'insufficient history' when value is null then 'no cases' end as text
    from judged
    order by period, member nulls first`,
    [
      periods.map((period) => population[question.periods.indexOf(period)] ?? null),
      tx.authority,
      definition.id,
      ...(counts ? [JSON.stringify(counts)] : []),
    ],
  );
  const delivered = figures.some(({ gone }) => gone) ? await deliveredColumns(tx, question.asAt) : null;
  return figures.map(({ gone, ...figure }) => {
    const column = gone && delivered && columnLackedBy(figure.member ?? '', definition.lists, delivered);
    return column ? { ...figure, ...nothing, text: `not delivered: ${column}` } : figure;
  });
}

const nothing = { numerator: null, denominator: null, value: null };

/** The members that have figures of these months already, as at this date or an earlier one. */
async function membersTold(
  tx: Transaction,
  { id }: IndicatorDefinition,
  asAt: IsoDate,
  periods: readonly Period[],
): Promise<readonly { readonly period: Period; readonly member: string }[]> {
  return tx.sql<{ period: Period; member: string }[]>`
    select distinct period, member from vigil.snapshot
    where authority = ${tx.authority} and indicator = ${id} and origin = 'computed' and member is not null
      and period = any(${[...periods]}) and as_at <= ${asAt}
    order by period, member`;
}

/** The open cases that were read last in a transaction. */
const openCases = new WeakMap<Transaction, string>();

/** A companion that finds its open cases read already where the other companion has read them. */
async function withOpenCases(
  tx: Transaction,
  companion: IndicatorDefinition,
  { asAt, calendarVersion }: CohortQuestion,
): Promise<IndicatorDefinition> {
  const sql = companion.openCases?.trim();
  if (sql === undefined || !companion.cohort?.includes(sql)) return companion;
  const wanted = JSON.stringify([sql, asAt, calendarVersion]);
  if (openCases.get(tx) !== wanted) {
    await tx.sql.unsafe(`
      drop table if exists pg_temp.open_case;
      create temporary table open_case (members text[], record uuid, subject uuid, limit_day date, exclusion text)
      on commit drop`);
    await inCohorts(
      tx,
      { ...companion, cohort: sql },
      { asAt, periods: [], calendarVersion },
      'insert into pg_temp.open_case select members, record, subject, limit_day, exclusion from cohort',
      [],
    );
    openCases.set(tx, wanted);
  }
  return { ...companion, cohort: companion.cohort.replace(sql, () => 'select * from pg_temp.open_case') };
}

/** How many rows of a cohort are in a month's numerator, and how many count at all. */
export interface CohortCount {
  readonly period: Period;
  readonly member: string | null;
  readonly hits: number;
  readonly cases: number;
}

/** Rows of the same members first: taking an array apart costs more than counting. */
const countedRows = `alike as (
      select period, members, count(*) filter (where exclusion is null and in_numerator) as hits,
        count(*) filter (where exclusion is null) as cases
      from cohort
      group by period, members
    ),
    present as (
      select wanted.period, member, coalesce(sum(hits), 0)::bigint as hits, coalesce(sum(cases), 0)::bigint as cases
      from wanted left join alike using (period)
      cross join unnest(array_append(array_remove(alike.members, null), null)) as member
      group by wanted.period, member
    )`;

const knownCounts = `present as (
      select * from jsonb_to_recordset($9::text::jsonb) as present(period text, member text, hits bigint, cases bigint)
    )`;

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
    definition,
    { ...question, periods: periodsTold(definition, question) },
    `
    select period, coalesce(array_remove(members, null), '{}') as members, record, subject, happened::text as happened,
      coalesce(in_numerator, false) as in_numerator, exclusion
    from cohort
    order by period, exclusion nulls first, in_numerator, happened, record`,
    [],
  );
}

/** The months that an indicator has figures of, among those asked for. */
function periodsTold(definition: IndicatorDefinition, { asAt, periods }: CohortQuestion): readonly Period[] {
  if (definition.companionOf) return [periodOf(asAt)];
  return definition.periods === 'last' ? periods.filter((period) => period === lastCompletePeriod(asAt)) : periods;
}

/** The cohort's SQL with an as-at date in its place. */
export function cohortAt(definition: IndicatorDefinition, asAt: string): string {
  if (definition.cohort === null) {
    throw new Error(`${definition.id} has no cohort.sql: it is reported, not computed.`);
  }
  return definition.cohort.replaceAll(/(?<!:):as_at\b/gu, asAt);
}

/**
 * Asks with the cohort as `cohort` and the months as `period`; further parameters begin at $6.
 *
 * @param schema whose functions give the records: all of them, or those of changed subjects alone
 */
export async function inCohorts<Row extends object>(
  tx: Transaction,
  definition: IndicatorDefinition,
  { asAt, periods, calendarVersion }: CohortQuestion,
  question: string,
  parameters: readonly unknown[],
  schema: string = asAtFunctions.schema,
): Promise<readonly Row[]> {
  await tx.sql.unsafe(`set local search_path to ${schema}, pg_catalog`);
  const rows = await tx.sql.unsafe<Row[]>(
    `
    with period as (
      select * from unnest($2::text[], $3::text[]::date[], $4::text[]::date[]) as period(period, first_day, last_day)
    ),
    working_day as not materialized (select date, ordinal, working from vigil.working_day where calendar = $5),
    cohort as (
${cohortAt(definition, '$1::date')}
    )
    ${question}`,
    [asAt, periods, periods.map(firstDay), periods.map(lastDay), calendarVersion, ...parameters] as never[],
  );
  await tx.sql.unsafe('reset search_path');
  return rows;
}
