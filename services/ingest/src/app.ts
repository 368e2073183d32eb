import type { LandingStore } from '@vigil/connectors';
import { createStageApp, type App, type StageAppDeps } from '@vigil/queue';
import type { AuthorityConfig } from '@vigil/runtime';
import { landHandler } from './land.ts';
import { pullHandler } from './pull.ts';

export interface IngestConfig {
  readonly authorities: readonly AuthorityConfig[];
}

export interface IngestDeps extends StageAppDeps {
  readonly landing: LandingStore;
  /** The domain's clock: windows close by it. */
  readonly now: () => Date;
  /** The machine's clock: files settle by it. */
  readonly clock: () => Date;
}

/** Finds deliveries at the sources and lands their files. */
export function createApp(config: IngestConfig, deps: IngestDeps): App {
  return createStageApp('ingest', { pull: pullHandler(config, deps), land: landHandler(config, deps) }, deps);
}
