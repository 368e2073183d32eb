import { hosted as aggregator } from '@vigil/aggregator';
import { hosted as alerter } from '@vigil/alerter';
import type { KeyedHost } from '@vigil/hosting';
import { hosted as ingest } from '@vigil/ingest';
import { hosted as notifier } from '@vigil/notifier';
import type { App } from '@vigil/queue';
import { hosted as validator } from '@vigil/validator';
import type { Installation } from './installation.ts';

/** All working services of a night in this process, in the order they start. */
export function workingServices(host: KeyedHost): readonly App[] {
  return [ingest, validator, aggregator, alerter, notifier].flatMap((hosted) => hosted(host));
}

/** Starts them and has them stopped with the installation. */
export async function startServices(installation: Installation, services: readonly App[]): Promise<void> {
  for (const service of services) installation.lifecycle.add(service.name, service);
  await installation.lifecycle.start();
}
