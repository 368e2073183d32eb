import type { WorkingHost } from '@vigil/hosting';
import type { Catalogue } from '@vigil/indicators';
import { createStageApp, type App, type StageAppDeps } from '@vigil/queue';
import type { AuthorityConfig } from '@vigil/runtime';
import { evaluateHandler } from './evaluate.ts';

export { evaluateHandler } from './evaluate.ts';

export interface AlerterConfig {
  readonly authorities: readonly AuthorityConfig[];
}

export interface AlerterDeps extends StageAppDeps {
  readonly catalogue: Catalogue;
  /** The domain's clock. */
  readonly now: () => Date;
}

/** Judges figures against their targets and decides what becomes of alerts. */
export function createApp(config: AlerterConfig, deps: AlerterDeps): App {
  return createStageApp('alerter', { evaluate: evaluateHandler(config, deps) }, deps);
}

/** The alerter in a process, alone or with others. */
export function hosted(host: WorkingHost): readonly App[] {
  return [createApp(host.configuration, host)];
}
