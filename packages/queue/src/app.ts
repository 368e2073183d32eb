import { giveBack } from '@vigil/database';
import type { StageName } from '@vigil/pipeline';
import type { QueueBackend } from './backend.ts';
import type { Consumer } from './consumer.ts';
import { workOn, type StageHandlers, type StageWorkerDeps } from './stage-worker.ts';

/** A service that can be started and stopped, alone in its process or with others. */
export interface App {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface StageAppDeps extends Omit<StageWorkerDeps, 'handlers'> {
  readonly queue: QueueBackend;
  /** How long what is under way may take to end when the service is stopped; 15 seconds unless said otherwise. */
  readonly stopWithinMilliseconds?: number;
}

/**
 * A service that works on the stages it has handlers for, until it is stopped: what is under way is finished first. What
 * does not end in time is given back, to be taken up by another at once, and can write nothing any more. (Nothing can
 * be given back by a process whose event loop hangs: when it is ended from outside, its lock goes, and others take
 * over within seconds.)
 */
export function createStageApp(name: string, handlers: StageHandlers, deps: StageAppDeps): App {
  const log = deps.log.child({ service: name });
  const names = Object.keys(handlers) as StageName[];
  let consumer: Consumer | null = null;
  return {
    name,
    start: async () => {
      consumer = await deps.queue.consume(names, (job) => workOn({ ...deps, handlers, log }, job));
      log.debug({ stages: names }, 'started');
    },
    stop: async () => {
      const ended = (await consumer?.stop(deps.stopWithinMilliseconds ?? 15_000)) ?? true;
      if (ended) return;
      const stages = await giveBack(deps.database, deps.registration, names);
      log.warn({ stages }, 'told to stop before its work ended; others take it up');
    },
  };
}
