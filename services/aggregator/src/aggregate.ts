import {
  completePeriods,
  lastCompletePeriod,
  periodOf,
  type Calendar,
  type IsoDate,
  type Period,
} from '@vigil/calendar';
import {
  createStage,
  laterAsAtDates,
  lastComputations,
  readRun,
  recordComputations,
  recordFigureCounts,
  standingCalendar,
  takeTurnsOnFigures,
  type Computation,
} from '@vigil/database';
import type { Catalogue, IndicatorDefinition } from '@vigil/indicators';
import { configuredAuthority } from '@vigil/pipeline';
import type { StageHandler } from '@vigil/queue';
import type { AuthorityConfig } from '@vigil/runtime';
import type { AggregatorConfig, AggregatorDeps } from './app.ts';
import { causeOf } from './cause.ts';
import { isCovered } from './coverage.ts';
import { dueMonths, figuresOf } from './due.ts';
import { basisOf, groundOf, type Basis } from './ground.ts';
import { candidate, recompute, type Due, type Work } from './indicator.ts';
import type { Published } from './publish.ts';
import { publishReported, reportedList } from './reported.ts';

type Deps = Pick<AggregatorDeps, 'catalogue'> & {
  /** Another than the one in use. */
  readonly calendar?: Calendar;
  /** Off: a cold night, that computes everything. A test holds that it leaves the same figures. */
  readonly reuses?: boolean;
};

/** What a run has come to so far. */
interface Tally {
  fresh: number;
  restated: number;
  unchanged: number;
  /** Indicators of which something was computed, and those of which nothing had to be. */
  readonly computed: Set<string>;
  readonly reused: Set<string>;
}

/**
 * Computes what has become due as at the run's date and keeps what is new or changed as snapshots: the indicators whose
 * lists, rule, calendar or population are not what they were at the last computation, and of the others the months that
 * are new. Where history arrived late, the as-at dates after it are looked at as well, since what they rest on may have
 * changed.
 */
export function aggregateHandler(config: AggregatorConfig, deps: Deps): StageHandler<'aggregate'> {
  return async (job) => {
    const authority = configuredAuthority(config.authorities, job.authority);
    await job.finish(async (tx) => {
      await takeTurnsOnFigures(tx);
      const { run, delivery } = await readRun(tx, job.payload.run);
      const { catalogue, reuses = true } = deps;
      const calendar = deps.calendar ?? (await standingCalendar(tx));
      const [cause, ground] = [causeOf(tx, delivery), groundOf(tx)];
      const work: Work = { tx, run: run.id, cause, authority, calendar, ground, reuses, done: [] };
      const tally: Tally = { fresh: 0, restated: 0, unchanged: 0, computed: new Set(), reused: new Set() };
      await aggregateAsAt(work, catalogue, run.asAt, tally);
      const { unchanged } = tally;
      for (const later of await laterAsAtDates(tx, run.asAt)) await aggregateAsAt(work, catalogue, later, tally);
      const { fresh, restated, computed, reused } = tally;
      for (const id of computed) reused.delete(id);
      const counts = { fresh, restated, unchanged, computed: computed.size, reused: reused.size };
      await recordFigureCounts(tx, run.id, counts);
      await createStage(tx, { slot: run.slot, run: run.id, name: 'evaluate', payload: { run: run.id } });
    });
  };
}

async function aggregateAsAt(work: Work, catalogue: Catalogue, asAt: IsoDate, tally: Tally): Promise<void> {
  const states = await work.ground.read(asAt);
  const plans = catalogue.computed().flatMap((definition) => {
    const basis = basisOf(definition.lists, states);
    return basis ? [{ definition, basis }] : [];
  });
  const reported = basisOf([reportedList], states);
  const last = await lastComputations(work.tx, [
    ...plans.map(({ definition, basis }) => ({ indicator: definition.id, asAt: basis.asAt })),
    ...(reported ? [{ indicator: reportedList, asAt: reported.asAt }] : []),
  ]);
  const due: Due[] = [];
  for (const { definition, basis } of plans) {
    const found = await dueOf(work, definition, basis, last.get(definition.id) ?? null, tally);
    if (found) due.push(found);
  }
  for (const published of await recompute(work, due)) add(tally, published);
  if (reported) {
    const before = last.get(reportedList) ?? null;
    const published = await publishReported(work, catalogue, reported, before);
    if (published) for (const one of published) add(tally, one);
    else tally.unchanged += figuresOf(before, Object.keys(before?.periods ?? {}));
  }
  await recordComputations(work.tx, work.done.splice(0));
}

/** What of an indicator has become due; null where nothing has. */
async function dueOf(
  work: Work,
  definition: IndicatorDefinition,
  basis: Basis,
  last: Computation | null,
  tally: Tally,
): Promise<Due | null> {
  const covered = await work.ground.covered(basis.asAt);
  const periods = periodsOf(definition, basis.asAt, work.authority).filter((period) =>
    definition.companionOf === null
      ? isCovered(definition, period, covered)
      : definition.lists.every((list) => covered.has(list)),
  );
  const wanted = await candidate(work, definition, basis, periods, last);
  const due = work.reuses ? dueMonths(wanted, last) : periods;
  tally.unchanged += figuresOf(
    last,
    periods.filter((period) => !due.includes(period)),
  );
  (due.length > 0 ? tally.computed : tally.reused).add(definition.id);
  return due.length > 0 ? { wanted, periods: due } : null;
}

/**
 * The months that an indicator has figures of: the complete ones, as many as the authority keeps; of a companion the
 * month of the as-at date.
 */
export function periodsOf(
  { companionOf, periods }: Pick<IndicatorDefinition, 'companionOf' | 'periods'>,
  asAt: IsoDate,
  { historyMonths }: Pick<AuthorityConfig, 'historyMonths'>,
): readonly Period[] {
  if (companionOf) return [periodOf(asAt)];
  return periods === 'last' ? [lastCompletePeriod(asAt)] : completePeriods(asAt, historyMonths);
}

function add(tally: Tally, { fresh, restated, unchanged }: Published): void {
  tally.fresh += fresh.length;
  tally.restated += restated.length;
  tally.unchanged += unchanged;
}
