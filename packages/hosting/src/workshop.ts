import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { registerWorker } from '@vigil/database';
import { recordFailure } from '@vigil/pipeline';
import { createDispatcher, openQueue, type App } from '@vigil/queue';
import type { Lifecycle } from '@vigil/runtime';
import type { MailTransport } from '@vigil/mail';
import type { Host, WorkingHost } from './host.ts';
import { openTransport } from './mail.ts';
import { together } from './observers.ts';
import { openTracing } from './tracing/open-tracing.ts';

/** A process that works: what its services are given, and what it needs beside them to be handed jobs. */
export interface Workshop {
  readonly host: WorkingHost;
  /** Started after the services: what it finds due is theirs. */
  readonly dispatcher: App;
}

/**
 * Opens queue, mail and traces and registers the process as a worker. All of it ends with the host's lifecycle.
 *
 * @param options.service names the process in traces
 * @param options.databaseUrl where the queue lies without REDIS_URL
 * @param options.installation keeps installations on one Redis apart
 * @param options.migrateQueue whether BullMQ's tables are brought up to date here
 */
export async function openWorkshop(
  base: Host,
  options: {
    readonly service: string;
    readonly databaseUrl: string;
    readonly installation: string;
    readonly migrateQueue: boolean;
  },
): Promise<Workshop> {
  const { configuration, database, lifecycle, metrics } = base;
  const log = base.log.child({ service: 'queue' });
  const tracing = await openTracing(configuration.tracing, { service: options.service, log: base.log });
  if (tracing !== null) await endWith(lifecycle, 'tracing', () => tracing.stop());

  let transport: MailTransport | null = null;
  await endWith(lifecycle, 'mail', async () => transport?.close());

  const queue = await openQueue({
    redisUrl: configuration.redisUrl,
    databaseUrl: options.databaseUrl,
    installation: options.installation,
    migrate: options.migrateQueue,
    traced: tracing !== null,
    onError: (error) => {
      const { kind, message } = recordFailure(error);
      log.warn({ kind }, `the queue does not answer: ${message}`);
    },
  });
  await endWith(lifecycle, 'queue', () => queue.close());
  const registration = await registerWorker(database, `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`);
  await endWith(lifecycle, 'worker', () => registration.stop());

  const observers = [metrics, tracing].flatMap((one) => (one === null ? [] : [one.observer]));
  return {
    host: {
      ...base,
      queue,
      registration,
      observe: together(observers),
      transport: () => {
        transport ??= openTransport(configuration);
        return transport;
      },
    },
    dispatcher: {
      name: 'dispatcher',
      ...createDispatcher({
        database,
        queue,
        registration,
        log: base.log,
        ...(tracing === null ? {} : { inSlot: tracing.inSlot }),
      }),
    },
  };
}

/** Has what is open already ended with the process. */
export async function endWith(lifecycle: Lifecycle, name: string, stop: () => Promise<void> | void): Promise<void> {
  lifecycle.add(name, { start: () => {}, stop });
  await lifecycle.start();
}
