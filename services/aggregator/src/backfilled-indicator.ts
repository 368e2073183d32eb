import { completePeriods, periodOf, type Calendar, type IsoDate, type Period } from '@vigil/calendar';
import {
  lastComputations,
  listReach,
  recordComputations,
  standingCalendar,
  standingFigures,
  takeTurnsOnIndicator,
  type FigureToPublish,
  type RestatementReason,
  type Transaction,
} from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { AuthorityConfig } from '@vigil/runtime';
import { periodsOf } from './aggregate.ts';
import { isCovered } from './coverage.ts';
import { dueMonths } from './due.ts';
import { basisOf, groundOf } from './ground.ts';
import { candidate, recompute, type Work } from './indicator.ts';

/** Which past figures are meant. */
export interface BackfillChoice {
  readonly from: Period;
  readonly to: Period;
  /**
   * `missing`: months that were never computed; `failed`: those that a run should have computed and did not, because
   * it failed; `all`: every one.
   */
  readonly only: 'missing' | 'failed' | 'all';
}

/** A figure that a backfill has published, or would; or an indicator that it could not compute. */
export interface BackfilledFigure {
  readonly indicator: string;
  /** Null where the indicator could not be computed. */
  readonly period: Period | null;
  readonly member: string | null;
  readonly outcome: 'new' | 'restated' | 'failed';
  readonly before: number | null;
  readonly now: number | null;
  /** Why it was restated, or could not be computed and what can be done. */
  readonly reason: string | null;
}

/** What became of one indicator. */
export interface Done {
  readonly figures: readonly BackfilledFigure[];
  readonly months: number;
  readonly unchanged: number;
}

export const nothing: Done = { figures: [], months: 0, unchanged: 0 };

/** As whose work and as at when it is computed. */
interface Occasion {
  readonly authority: AuthorityConfig;
  readonly choice: BackfillChoice;
  readonly run: string;
  readonly asAt: IsoDate;
  /** Another than the one in use. */
  readonly calendar?: Calendar;
}

/** Computes the months that are meant of one indicator, beside others, and publishes what is new or another. */
export async function backfillIndicator(
  { authority, choice, run, asAt, ...deps }: Occasion,
  definition: IndicatorDefinition,
  tx: Transaction,
): Promise<Done> {
  await takeTurnsOnIndicator(tx, definition.id);
  const [ground, calendar] = [groundOf(tx), deps.calendar ?? (await standingCalendar(tx))];
  const cause = { asAt, reason: async (): Promise<RestatementReason> => 'correction' };
  const work: Work = { tx, run, cause, authority, calendar, ground, reuses: true, done: [] };
  const done = await inTransaction(work, definition, choice, asAt);
  await recordComputations(tx, work.done);
  return done;
}

async function inTransaction(
  work: Work,
  definition: IndicatorDefinition,
  choice: BackfillChoice,
  asAt: IsoDate,
): Promise<Done> {
  const { tx, ground, authority } = work;
  const basis = basisOf(definition.lists, await ground.states(asAt));
  if (!basis) return nothing;
  const covered = await ground.covered(basis.asAt);
  const reach = await listReach(tx, definition.lists, basis.asAt);
  const periods = periodsBetween(definition, choice, basis.asAt).filter(
    (period) => (reach === null || period >= periodOf(reach)) && isCovered(definition, period, covered),
  );
  const [last = null] = (await lastComputations(tx, [{ indicator: definition.id, asAt: basis.asAt }])).values();
  const wanted = await candidate(work, definition, basis, periods, last);
  const due = await chosen(work, choice.only, {
    periods,
    overdue: dueMonths(wanted, last).filter((period) => periodsOf(definition, basis.asAt, authority).includes(period)),
    definition,
    asAt: basis.asAt,
  });
  if (due.length === 0) return nothing;
  const [published] = await recompute(work, [{ wanted, periods: due }]);
  const { fresh, restated, unchanged } = published!;
  return {
    figures: [
      ...fresh.map((figure) => lineOf(figure, 'new', null, null)),
      ...restated.map(({ before, now, reason }) => lineOf(now, 'restated', before.value, reason)),
    ],
    months: due.length,
    unchanged,
  };
}

/** The complete months that are asked for; of an indicator of the present position, the last one alone. */
function periodsBetween(
  definition: IndicatorDefinition,
  { from, to }: BackfillChoice,
  asAt: IsoDate,
): readonly Period[] {
  const months = (Number(asAt.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + 12;
  const complete =
    definition.periods === 'last' ? periodsOf(definition, asAt, { historyMonths: 1 }) : completePeriods(asAt, months);
  return complete.filter((period) => period >= from && period <= to);
}

async function chosen(
  { tx }: Work,
  only: BackfillChoice['only'],
  {
    periods,
    overdue,
    definition,
    asAt,
  }: { periods: readonly Period[]; overdue: readonly Period[]; definition: IndicatorDefinition; asAt: IsoDate },
): Promise<readonly Period[]> {
  if (only === 'all') return periods;
  if (only === 'failed') return overdue;
  const standing = await standingFigures(tx, { indicators: [definition.id], asAt, origin: 'computed' });
  const there = new Set(standing.map(({ period }) => period));
  return periods.filter((period) => !there.has(period));
}

function lineOf(
  { indicator, period, member, value }: FigureToPublish,
  outcome: 'new' | 'restated',
  before: string | null,
  reason: RestatementReason | null,
): BackfilledFigure {
  const number = (decimal: string | null) => (decimal === null ? null : Number(decimal));
  return { indicator, period, member, outcome, before: number(before), now: number(value), reason };
}
