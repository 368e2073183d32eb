import type { Calendar } from '@vigil/calendar';
import type { Catalogue } from '@vigil/indicators';
import { createStageApp, type App, type StageAppDeps } from '@vigil/queue';
import type { AuthorityConfig } from '@vigil/runtime';
import { evaluateHandler } from './evaluate.ts';

export interface AlerterConfig {
  readonly authorities: readonly AuthorityConfig[];
}

export interface AlerterDeps extends StageAppDeps {
  readonly catalogue: Catalogue;
  readonly calendar: Calendar;
  /** The domain's clock. */
  readonly now: () => Date;
}

/** Judges figures against their targets and decides what becomes of alerts. */
export function createApp(config: AlerterConfig, deps: AlerterDeps): App {
  return createStageApp('alerter', { evaluate: evaluateHandler(config, deps) }, deps);
}
