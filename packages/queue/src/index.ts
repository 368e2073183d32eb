export { createStageApp, type App, type StageAppDeps } from './app.ts';
export { openQueue, prepareQueue, type DispatchedStage, type QueueBackend, type QueueSettings } from './backend.ts';
export { describeQueue, inspectRedis, type RedisState } from './check.ts';
export { createDispatcher, type Dispatcher } from './dispatcher.ts';
export { rebuildQueue } from './rebuild.ts';
export { type InSlot } from './send.ts';
export {
  workOn,
  type AttemptResult,
  type StageHandler,
  type StageHandlers,
  type StageJob,
  type StageObserver,
  type StageWorkerDeps,
} from './stage-worker.ts';
