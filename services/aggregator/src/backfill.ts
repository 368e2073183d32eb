import { completePeriods, periodOf, type Calendar, type IsoDate, type Period } from '@vigil/calendar';
import {
  keepReporting,
  lastComputations,
  listReach,
  newestRun,
  Refused,
  recordBackfill,
  recordComputations,
  standingCalendar,
  standingFigures,
  takeTurnsOnFigures,
  type AuthorityDatabase,
  type FigureToPublish,
  type OperatorsWord,
  type RestatementReason,
  type Transaction,
} from '@vigil/database';
import type { Catalogue, IndicatorDefinition } from '@vigil/indicators';
import { recordFailure } from '@vigil/pipeline';
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

/** What a backfill came to. */
export interface Backfill {
  /** As at when: of the newest delivery. */
  readonly asAt: IsoDate;
  readonly figures: readonly BackfilledFigure[];
  /** Indicators, and months of all of them together, that were computed. */
  readonly indicators: number;
  readonly months: number;
  readonly unchanged: number;
}

export interface BackfillDeps {
  readonly database: AuthorityDatabase;
  readonly authority: AuthorityConfig;
  readonly catalogue: Catalogue;
  /** Another than the one in use, to see what would come of it. */
  readonly calendar?: Calendar;
}

/** Gives up a transaction whose outcome was only asked for. */
class Undo extends Error {}

/**
 * Computes past months once more as at the newest delivery, also those that nights no longer compute, as far as the
 * records reach back. Nobody is written to. Each indicator is a transaction of its own: what cannot be computed does
 * not keep the others from it, and a backfill that was cut off is simply made again.
 *
 * @param word who wants it, and why; null: only say what would come of it, worked out and given up
 * @throws {Refused} where nothing is published yet
 */
export async function backfill(
  deps: BackfillDeps,
  choice: BackfillChoice,
  word: OperatorsWord | null,
): Promise<Backfill> {
  const { database, catalogue, authority } = deps;
  const { run, asAt } = await database.transaction(async (tx) => {
    const newest = await newestRun(tx);
    if (!newest)
      throw new Refused('Nothing is published yet: there are no records that figures could be computed from.');
    if (word) await recordBackfill(tx, word, { ...choice, asAt: newest.asAt });
    return { run: newest.id, asAt: newest.asAt };
  });
  const figures: BackfilledFigure[] = [];
  const counts = { indicators: 0, months: 0, unchanged: 0 };
  for (const definition of catalogue.computed()) {
    // What is overdue is told of today alone.
    if (definition.companionOf) continue;
    try {
      const done = await oneIndicator(deps, definition, choice, { run, asAt }, word === null);
      figures.push(...done.figures);
      counts.months += done.months;
      counts.indicators += done.months > 0 ? 1 : 0;
      counts.unchanged += done.unchanged;
    } catch (error) {
      const { message, advice } = recordFailure(error);
      const reason = `${message} ${advice}`;
      const { id: indicator } = definition;
      figures.push({ indicator, period: null, member: null, outcome: 'failed', before: null, now: null, reason });
    }
  }
  if (word) await database.transaction((tx) => keepReporting(tx, { catalogue, authority }));
  return { asAt, figures, ...counts };
}

interface Done {
  readonly figures: readonly BackfilledFigure[];
  readonly months: number;
  readonly unchanged: number;
}

const nothing: Done = { figures: [], months: 0, unchanged: 0 };

async function oneIndicator(
  { database, authority, ...deps }: BackfillDeps,
  definition: IndicatorDefinition,
  choice: BackfillChoice,
  { run, asAt }: { run: string; asAt: IsoDate },
  isTrial: boolean,
): Promise<Done> {
  let done = nothing;
  const work = async (tx: Transaction): Promise<void> => {
    await takeTurnsOnFigures(tx);
    const [ground, calendar] = [groundOf(tx), deps.calendar ?? (await standingCalendar(tx))];
    const cause = { asAt, reason: async (): Promise<RestatementReason> => 'correction' };
    const own: Work = { tx, run, cause, authority, calendar, ground, reuses: true, done: [] };
    done = await inTransaction(own, definition, choice, asAt);
    await recordComputations(tx, own.done);
    if (isTrial) throw new Undo();
  };
  try {
    await database.transaction(work);
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
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
