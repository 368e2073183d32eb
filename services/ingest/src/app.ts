import type { LandingStore } from '@vigil/connectors';
import type { KeyedHost } from '@vigil/hosting';
import { createStageApp, type App, type StageAppDeps } from '@vigil/queue';
import type { AuthorityConfig, Proxy } from '@vigil/runtime';
import { benchmarksHandler } from './benchmarks.ts';
import { landHandler } from './land.ts';
import { pullHandler } from './pull.ts';
import { createRetention } from './retention.ts';
import { reaching } from './source.ts';

export { tablesIn } from './benchmarks.ts';
export { createRetention, purgeRows, rulesOf, type Retention } from './retention.ts';
export { connectorFor } from './source.ts';
export { treeOf, type Surroundings } from './trees.ts';

export interface IngestConfig {
  readonly authorities: readonly AuthorityConfig[];
}

export interface IngestDeps extends StageAppDeps {
  readonly landing: LandingStore;
  /** The domain's clock: windows close by it. */
  readonly now: () => Date;
  /** The machine's clock: files settle by it. */
  readonly clock: () => Date;
  /** How HTTPS leaves the network. */
  readonly proxy: Proxy;
  /** A key per purpose and authority, derived from the secret. */
  readonly key: (purpose: string, authority: string) => Buffer;
}

/** Finds deliveries at the sources and lands their files; loads published statistics. */
export function createApp(config: IngestConfig, deps: IngestDeps): App {
  return createStageApp(
    'ingest',
    {
      pull: reaching(pullHandler(config, deps)),
      land: reaching(landHandler(config, deps)),
      benchmarks: reaching(benchmarksHandler(config, deps)),
    },
    deps,
  );
}

/** Ingest and the retention of landed files in a process, alone or with others. */
export function hosted(host: KeyedHost): readonly App[] {
  const { configuration } = host;
  const { proxy, secret } = configuration;
  const deps: IngestDeps = { ...host, proxy, key: (purpose, authority) => secret.key(purpose, authority) };
  return [createRetention(configuration, deps), createApp(configuration, deps)];
}
