import type { LandingStore } from '@vigil/connectors';
import type { KeyedHost } from '@vigil/hosting';
import { createStageApp, type App, type StageAppDeps } from '@vigil/queue';
import type { AuthorityConfig } from '@vigil/runtime';
import { publishHandler } from './publish.ts';
import { validateHandler } from './validate.ts';

export { checkAgain, landedHeader, type CheckedAgain } from './check-again.ts';
export { correctedRows, type CorrectedRows } from './corrected-rows.ts';
export { identifierKeys, keyedDigests, pseudonymWith, type IdentifierKeys } from './digests.ts';
export { publishHandler } from './publish.ts';
export { decryptRow, encryptRow } from './quarantined-row.ts';
export { validateHandler } from './validate.ts';

export interface ValidatorConfig {
  readonly authorities: readonly AuthorityConfig[];
}

export interface ValidatorDeps extends StageAppDeps {
  readonly landing: LandingStore;
  /** A key per purpose and authority, derived from the secret. */
  readonly key: (purpose: string, authority: string) => Buffer;
  /** Id of an indicator from its id or code; null when there is none. */
  readonly indicatorId: (text: string) => string | null;
  /** From how many bytes on a file is read in a thread of its own. */
  readonly largeFileBytes?: number;
  /** Whether a file is compared with the last one on record; it comes out the same without. */
  readonly compares?: boolean;
}

/** Checks every row of a delivery and, when all of it is checked, makes it the live one. */
export function createApp(config: ValidatorConfig, deps: ValidatorDeps): App {
  return createStageApp(
    'validator',
    { validate: validateHandler(config, deps), publish: publishHandler(config) },
    deps,
  );
}

/** The validator in a process, alone or with others. */
export function hosted(host: KeyedHost): readonly App[] {
  const { configuration, catalogue } = host;
  return [
    createApp(configuration, {
      ...host,
      key: (purpose, authority) => configuration.secret.key(purpose, authority),
      indicatorId: (text) => catalogue.find(text)?.id ?? null,
    }),
  ];
}
