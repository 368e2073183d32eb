export { createStageApp, type App, type StageAppDeps } from './app.ts';
export { openQueue, type DispatchedStage, type QueueBackend, type QueueSettings } from './backend.ts';
export { describeQueue, inspectRedis, type RedisState } from './check.ts';
export { createDispatcher, type Dispatcher } from './dispatcher.ts';
export { workOn, type StageHandler, type StageHandlers, type StageJob, type StageWorkerDeps } from './stage-worker.ts';
