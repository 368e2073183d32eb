import type { StageName } from '@vigil/pipeline';
import type { QueueBackend } from './backend.ts';
import { workOn, type StageHandlers, type StageWorkerDeps } from './stage-worker.ts';

/** A service that can be started and stopped, alone in its process or with others. */
export interface App {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface StageAppDeps extends Omit<StageWorkerDeps, 'handlers'> {
  readonly queue: QueueBackend;
}

/** A service that works on the stages it has handlers for, until it is stopped: what is under way is finished first. */
export function createStageApp(name: string, handlers: StageHandlers, deps: StageAppDeps): App {
  const log = deps.log.child({ service: name });
  let consumer: { stop: () => Promise<void> } | null = null;
  return {
    name,
    start: async () => {
      const names = Object.keys(handlers) as StageName[];
      consumer = await deps.queue.consume(names, (job) => workOn({ ...deps, handlers, log }, job));
      log.debug({ stages: names }, 'started');
    },
    stop: async () => {
      await consumer?.stop();
    },
  };
}
