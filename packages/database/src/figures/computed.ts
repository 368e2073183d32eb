import { addMonths, firstDay, type IsoDate, type Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '@vigil/indicators';
import { asAtFunctions } from '../as-at-functions.ts';
import type { Transaction } from '../database.ts';
import { columnsMissing, deliveredColumns, type DeliveredColumns } from '../deliveries/columns.ts';
import { periodsTold, type CohortQuestion } from './cohorts.ts';
import { countCohorts, type CohortCount } from './counts.ts';
import { columnLackedBy } from './members.ts';

/** A figure as its cohort gives it. Numbers are decimals as PostgreSQL writes them, so that no rounding is done twice. */
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

/** A month, as a whole or of a member. */
type Told = Pick<ComputedFigure, 'period' | 'member'>;

/** What need not be asked for a computation. */
interface Known {
  /** How many count in each of the months. */
  readonly counts?: readonly CohortCount[] | undefined;
  /** The columns that came. */
  readonly delivered?: DeliveredColumns;
  /** What has figures already, as at the date or an earlier one. */
  readonly told?: readonly Told[];
}

/**
 * Computes an indicator for several months at once, as a whole and for each member that occurs in a month. The cohort
 * query of the definition is the only place where its rule stands; here its rows are counted. A member that had a
 * figure of a month as at an earlier date and has no case any more is told as such. A rate has no members: the
 * population is known of the whole alone, and a part of the children per 10,000 of all would mislead. A companion's
 * figure is of the as-at date itself, and stays provisional.
 *
 * @param population of the month's calendar year, for rates; one a period
 */
export async function computeFigures(
  tx: Transaction,
  definition: IndicatorDefinition,
  question: CohortQuestion,
  population: readonly (number | null)[],
  known: Known = {},
): Promise<readonly ComputedFigure[]> {
  const periods = periodsTold(definition, question);
  const delivered = known.delivered ?? (await deliveredColumns(tx, question.asAt));
  const told = isRate(definition) ? [] : (known.told ?? (await toldBefore(tx, definition, question.asAt, periods)));
  const members = told.filter(({ period, member }) => member !== null && periods.includes(period));
  const missing = columnsMissing(definition.needs, delivered);
  if (missing.length > 0) {
    const all = [...periods.map((period) => ({ period, member: null })), ...members];
    return all.map(({ period, member }) => ({ period, member, ...notDelivered(missing) })).sort(wholeFirst);
  }
  const counts = known.counts ?? (await countCohorts(tx, [definition], question)).get(definition.id)!;
  const begins = await historyBegins(tx, definition, question.asAt);
  const present = counts.filter(({ period, member }) => periods.includes(period) && !(isRate(definition) && member));
  const keys = new Set(present.map(keyOf));
  const figures = present.map((count): ComputedFigure => {
    const children = population[question.periods.indexOf(count.period)] ?? null;
    return figureOf(definition, count, children, tooShort(definition, count.period, begins));
  });
  for (const { period, member } of members.filter((one) => !keys.has(keyOf(one)))) {
    const lacked = columnLackedBy(member ?? '', definition.lists, delivered);
    const nobody = { period, member, hits: 0, cases: 0 };
    figures.push(
      lacked === null
        ? figureOf(definition, nobody, null, tooShort(definition, period, begins))
        : { period, member, ...notDelivered([lacked]) },
    );
  }
  return figures.sort(wholeFirst);
}

const isRate = ({ unit }: IndicatorDefinition) => unit === 'rate per 10,000';
const keyOf = ({ period, member }: Told) => `${period}\n${member ?? ''}`;

function notDelivered(columns: readonly string[]): Omit<ComputedFigure, 'period' | 'member'> {
  return { numerator: null, denominator: null, value: null, text: `not delivered: ${columns.join(', ')}` };
}

function wholeFirst(a: Told, b: Told): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function figureOf(
  { unit }: IndicatorDefinition,
  { period, member, hits, cases }: CohortCount,
  population: number | null,
  isTooShort: boolean,
): ComputedFigure {
  const of = unit === 'percent' ? cases : unit === 'count' ? null : population;
  const value = unit === 'count' ? String(hits) : decimalOf((unit === 'percent' ? 100 : 10_000) * hits, of);
  return {
    period,
    member,
    numerator: String(hits),
    denominator: of === null ? null : String(of),
    value: isTooShort ? null : value,
    text: isTooShort ? 'insufficient history' : value === null ? 'no cases' : null,
  };
}

/** A quotient to 4 decimals, half up; null where there is nothing to divide by. */
function decimalOf(dividend: number, divisor: number | null): string | null {
  if (divisor === null || divisor === 0) return null;
  const [above, below] = [BigInt(dividend) * 10_000n, BigInt(divisor)];
  const digits = String((2n * above + below) / (2n * below)).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** Whether the records do not reach as far back from a month as the rule looks. */
function tooShort({ history }: IndicatorDefinition, period: Period, begins: IsoDate | null): boolean {
  return history !== null && (begins === null || firstDay(addMonths(period, -history.months)) < begins);
}

/** The first day that the list has records of which the rule looks back on. */
async function historyBegins(
  tx: Transaction,
  { history }: IndicatorDefinition,
  asAt: IsoDate,
): Promise<IsoDate | null> {
  if (history === null) return null;
  const [first] = await tx.sql.unsafe<{ day: IsoDate | null }[]>(
    `select min(${history.column})::text as day from ${asAtFunctions.schema}.${history.list}($1::date)`,
    [asAt],
  );
  return first?.day ?? null;
}

/** The members that have figures of these months already, as at this date or an earlier one. */
async function toldBefore(
  tx: Transaction,
  { id }: IndicatorDefinition,
  asAt: IsoDate,
  periods: readonly Period[],
): Promise<readonly Told[]> {
  return tx.sql<{ period: Period; member: string }[]>`
    select distinct period, member from vigil.snapshot
    where authority = ${tx.authority} and indicator = ${id} and origin = 'computed' and member is not null
      and period = any(${[...periods]}) and as_at <= ${asAt}`;
}
