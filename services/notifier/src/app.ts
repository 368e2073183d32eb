import type { WorkingHost } from '@vigil/hosting';
import type { Catalogue } from '@vigil/indicators';
import type { MailTransport } from '@vigil/mail';
import { createStageApp, type App, type StageAppDeps } from '@vigil/queue';
import type { AuthorityConfig } from '@vigil/runtime';
import { notifyHandler } from './notify.ts';

export { draftMails } from './draft.ts';
export { toOutgoing } from './send.ts';
export { sendTestMail } from './test-mail.ts';

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
  const app = createStageApp('notifier', { notify: notifyHandler(config, deps) }, deps);
  return {
    ...app,
    // A mail may wait for a slow server longer than there is time to stop; without its way it is left for later.
    stop: async () => {
      await deps.transport.close();
      await app.stop();
    },
  };
}

/** The notifier in a process, alone or with others. */
export function hosted(host: WorkingHost): readonly App[] {
  return [createApp(host.configuration, { ...host, transport: host.transport() })];
}
