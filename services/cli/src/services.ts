import { createApp as createAggregator } from '@vigil/aggregator';
import { createApp as createAlerter } from '@vigil/alerter';
import { createApp as createIngest, createRetention } from '@vigil/ingest';
import { createApp as createNotifier } from '@vigil/notifier';
import { createDispatcher, type App } from '@vigil/queue';
import { createApp as createValidator } from '@vigil/validator';
import type { Installation, Workshop } from './installation.ts';

/** All working services of a night in this process, in the order they start. */
export function workingServices(installation: Installation, workshop: Workshop): readonly App[] {
  const { configuration, catalogue, database, log } = installation;
  const { queue, registration, landing, transport } = workshop;
  const { secret, now, proxy } = configuration;
  const config = { authorities: configuration.authorities };
  const deps = { database, queue, registration, log };
  const ingestDeps = { ...deps, landing, now, proxy, clock: () => new Date() };
  return [
    createRetention(config, ingestDeps),
    createIngest(config, ingestDeps),
    createValidator(config, {
      ...deps,
      landing,
      key: (purpose, authority) => secret.key(purpose, authority),
      indicatorId: (text) => catalogue.find(text)?.id ?? null,
    }),
    createAggregator(config, { ...deps, catalogue }),
    createAlerter(config, { ...deps, catalogue, now }),
    createNotifier(config, { ...deps, catalogue, transport, now }),
    { name: 'dispatcher', ...createDispatcher({ database, queue, registration, log }) },
  ];
}

/** Starts them and has them stopped with the installation. */
export async function startServices(installation: Installation, services: readonly App[]): Promise<void> {
  for (const service of services) installation.lifecycle.add(service.name, service);
  await installation.lifecycle.start();
}
