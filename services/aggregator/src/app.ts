import type { WorkingHost } from '@vigil/hosting';
import type { Catalogue } from '@vigil/indicators';
import { createStageApp, type App, type StageAppDeps } from '@vigil/queue';
import type { AuthorityConfig } from '@vigil/runtime';
import { aggregateHandler } from './aggregate.ts';

export interface AggregatorConfig {
  readonly authorities: readonly AuthorityConfig[];
}

export interface AggregatorDeps extends StageAppDeps {
  readonly catalogue: Catalogue;
}

export { aggregateHandler } from './aggregate.ts';
export { backfill, resumeBackfill, type Backfill, type BackfillDeps, type WantedBackfill } from './backfill.ts';
export type { BackfillChoice, BackfilledFigure } from './backfilled-indicator.ts';

/** Computes the figures of the catalogue from the published records. */
export function createApp(config: AggregatorConfig, deps: AggregatorDeps): App {
  return createStageApp('aggregator', { aggregate: aggregateHandler(config, deps) }, deps);
}

/** The aggregator in a process, alone or with others. */
export function hosted(host: WorkingHost): readonly App[] {
  return [createApp(host.configuration, host)];
}
