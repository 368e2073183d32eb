import { openLandingStore, openWorkshop } from '@vigil/hosting';
import { createDispatcher, type QueueBackend } from '@vigil/queue';
import { createLogger, loadCatalogue, loadConfiguration, readEnvironment } from '@vigil/runtime';
import { runNight } from '../../cli/src/commands/run.ts';
import { openInstallation } from '../../cli/src/installation.ts';
import { startServices, workingServices } from '../../cli/src/services.ts';
import type { VigilUnderTest } from '../test/vigil.ts';

/**
 * `vigil run` in this process, with the queue as it is arranged.
 *
 * @param arrange one for each worker process that there would be: they work side by side
 */
export async function nightHere(
  vigil: VigilUnderTest,
  arrange: readonly ((queue: QueueBackend) => QueueBackend)[],
): Promise<void> {
  const environment = readEnvironment(vigil.env, vigil.directory);
  const catalogue = await loadCatalogue(environment.configPath);
  const configuration = await loadConfiguration(environment, catalogue, vigil.directory);
  const log = createLogger({ level: 'silent' });
  const events = { progress: () => {}, lost: () => {} };
  const installation = await openInstallation(configuration, catalogue, log, events);
  const { id, database, servers, lifecycle } = installation;
  const { now } = configuration;
  try {
    for (const around of arrange) {
      const { host } = await openWorkshop(
        { configuration, catalogue, database, log, now, clock: () => new Date(), metrics: null, lifecycle },
        { service: 'vigil', databaseUrl: servers.databaseUrl, installation: id, migrateQueue: true },
      );
      const queue = around(host.queue);
      const keyed = { ...host, queue, configuration, landing: openLandingStore(configuration) };
      const dispatcher = createDispatcher({ database, queue, registration: host.registration, log });
      await startServices(installation, [...workingServices(keyed), { name: 'dispatcher', ...dispatcher }]);
    }
    const context = { env: vigil.env, cwd: vigil.directory, out: () => {}, say: () => {}, stopRequested: never };
    await runNight(installation, context, {});
  } finally {
    await lifecycle.stop();
  }
}

const never = new Promise<NodeJS.Signals>(() => {});

export type StageName = Parameters<QueueBackend['send']>[0];
type Consumer = Awaited<ReturnType<QueueBackend['consume']>>;
type Work = Parameters<QueueBackend['consume']>[1];

/** Nobody takes a job of the stage until the first has been put into the queue and `lose` has run. */
export function losingJobsOf(stage: StageName, lose: () => Promise<void>): (queue: QueueBackend) => QueueBackend {
  return (queue) => {
    let lost = false;
    const consumers: Consumer[] = [];
    let consume: (() => Promise<void>) | null = null;
    return {
      ...queue,
      send: async (name, jobs) => {
        await queue.send(name, jobs);
        if (name !== stage || lost) return;
        lost = true;
        await lose();
        await consume?.();
      },
      consume: async (names, work) => {
        const others = names.filter((name) => name !== stage);
        if (others.length > 0) consumers.push(await queue.consume(others, work));
        if (others.length < names.length) {
          consume = async () => {
            consumers.push(await queue.consume([stage], work));
          };
        }
        return together(consumers);
      },
    };
  };
}

/** Every job is given to all of the workers at once, as a queue may that takes a slow worker for a dead one. */
export function toAllAtOnce(): (queue: QueueBackend) => QueueBackend {
  const workers = new Map<StageName, Work[]>();
  return (queue) => ({
    ...queue,
    consume: async (names, work) => {
      const first = names.filter((name) => !workers.has(name));
      for (const name of names) workers.set(name, [...(workers.get(name) ?? []), work]);
      const consumers = first.map((name) =>
        queue.consume([name], async (job) => {
          await Promise.all((workers.get(name) ?? []).map((one) => one(job)));
        }),
      );
      return together(await Promise.all(consumers));
    },
  });
}

/** Consumers that stop together, those that have come later as well. */
function together(consumers: readonly Consumer[]): Consumer {
  return {
    stop: async (withinMilliseconds) => {
      const ended = await Promise.all(consumers.map((consumer) => consumer.stop(withinMilliseconds)));
      return ended.every((one) => one);
    },
  };
}
