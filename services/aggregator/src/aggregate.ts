import type { IsoDate } from '@vigil/calendar';
import {
  createStage,
  laterAsAtDates,
  listStates,
  publishFigures,
  readRun,
  recordFigureCounts,
  sortFigures,
  standingFigures,
  type FigureToPublish,
  type Transaction,
} from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import { configuredAuthority } from '@vigil/pipeline';
import type { StageHandler } from '@vigil/queue';
import type { AuthorityConfig } from '@vigil/runtime';
import type { AggregatorConfig, AggregatorDeps } from './app.ts';
import { basisOf, computeIndicator, readReported, type Basis } from './figures.ts';
import { explainRestatements } from './restatement.ts';

interface Counts {
  fresh: number;
  restated: number;
  unchanged: number;
}

type Deps = Pick<AggregatorDeps, 'catalogue' | 'calendar'>;

/**
 * Computes every indicator as at the run's date and keeps what is new or changed as snapshots. Where history arrived
 * late, the as-at dates after it are computed again as well, since what they rest on may have changed.
 */
export function aggregateHandler(config: AggregatorConfig, deps: Deps): StageHandler<'aggregate'> {
  return async (job) => {
    const authority = configuredAuthority(config.authorities, job.authority);
    await job.finish(async (tx) => {
      const { run } = await readRun(tx, job.payload.run);
      const counts = await aggregateAsAt(tx, run.asAt, run.id, authority, deps);
      for (const later of await laterAsAtDates(tx, run.asAt)) {
        const again = await aggregateAsAt(tx, later, run.id, authority, deps);
        counts.fresh += again.fresh;
        counts.restated += again.restated;
      }
      await recordFigureCounts(tx, run.id, counts);
      await createStage(tx, { slot: run.slot, run: run.id, name: 'evaluate', payload: { run: run.id } });
    });
  };
}

async function aggregateAsAt(
  tx: Transaction,
  asAt: IsoDate,
  run: string,
  authority: AuthorityConfig,
  deps: Deps,
): Promise<Counts> {
  const counts: Counts = { fresh: 0, restated: 0, unchanged: 0 };
  const states = await listStates(tx, asAt);
  const reportedBasis = basisOf(['reported_figures'], states);
  const reported = reportedBasis ? await readReported(tx, reportedBasis.asAt) : new Map<string, FigureToPublish[]>();
  for (const definition of deps.catalogue.all()) {
    const basis = basisOf(definition.lists, states);
    if (basis && definition.cohort !== null) {
      const figures = await computeIndicator(tx, definition, basis.asAt, authority, deps.calendar);
      await publish(tx, definition, basis, run, figures, deps, counts);
    }
    const told = reported.get(definition.id);
    if (reportedBasis && told) await publish(tx, definition, reportedBasis, run, told, deps, counts);
  }
  return counts;
}

async function publish(
  tx: Transaction,
  definition: IndicatorDefinition,
  basis: Basis,
  run: string,
  figures: readonly FigureToPublish[],
  { calendar }: Deps,
  counts: Counts,
): Promise<void> {
  const [sample] = figures;
  if (!sample) return;
  const standing = await standingFigures(tx, {
    indicators: [definition.id],
    asAt: basis.asAt,
    origin: sample.origin,
  });
  const sorted = sortFigures(standing, figures);
  const restated = await explainRestatements(tx, definition, basis.asAt, calendar, sorted.restated);
  await publishFigures(
    tx,
    definition.id,
    { ...basis, definitionVersion: definition.definitionVersion, calendarVersion: calendar.version, run },
    [...sorted.fresh.map((figure) => ({ figure, reason: null })), ...restated],
  );
  counts.fresh += sorted.fresh.length;
  counts.restated += restated.length;
  counts.unchanged += sorted.unchanged;
}
