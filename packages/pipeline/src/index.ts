export { digestsSource } from './digests.ts';
export {
  configuredAuthority,
  decideRetry,
  mayQuoteData,
  recordFailure,
  StageFailure,
  type FailureRecord,
  type RetryDecision,
} from './failure.ts';
export {
  parsePayload,
  stageNames,
  stages,
  type RetryPolicy,
  type StageDefinition,
  type StageName,
  type StagePayload,
} from './stage.ts';
