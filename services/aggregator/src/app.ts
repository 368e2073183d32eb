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

export { backfill, type Backfill, type BackfillChoice, type BackfilledFigure } from './backfill.ts';

/** Computes the figures of the catalogue from the published records. */
export function createApp(config: AggregatorConfig, deps: AggregatorDeps): App {
  return createStageApp('aggregator', { aggregate: aggregateHandler(config, deps) }, deps);
}
