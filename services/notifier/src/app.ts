import type { Catalogue } from '@vigil/indicators';
import type { MailTransport } from '@vigil/mail';
import { createStageApp, type App, type StageAppDeps } from '@vigil/queue';
import type { AuthorityConfig } from '@vigil/runtime';
import { notifyHandler } from './notify.ts';

export interface NotifierConfig {
  readonly authorities: readonly AuthorityConfig[];
}

export interface NotifierDeps extends StageAppDeps {
  readonly catalogue: Catalogue;
  readonly transport: MailTransport;
  /** The domain's clock. */
  readonly now: () => Date;
}

/** Writes one digest to each person who has something to hear, and keeps the mail ledger. */
export function createApp(config: NotifierConfig, deps: NotifierDeps): App {
  return createStageApp('notifier', { notify: notifyHandler(config, deps) }, deps);
}
