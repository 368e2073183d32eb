export { loadCatalogue } from './catalogue.ts';
export type {
  AuthorityConfig,
  BenchmarksConfig,
  MailConfig,
  ServiceConfig,
  SourceConfig,
} from './configuration/authority.ts';
export { timeZoneOf } from './configuration/time-zone.ts';
export { type ContributorConfig } from './configuration/contributors.ts';
export type { ConnectorConfig } from './configuration/connectors.ts';
export { defaultGuards, type GuardsConfig, type RetentionConfig, type Span } from './configuration/guards.ts';
export { writeNames } from './configuration/mapping-file.ts';
export { readMapping } from './configuration/mapping-alone.ts';
export { ConfigurationError } from './configuration/problems.ts';
export { connectionsOf } from './connections/configured.ts';
export { connectionKinds } from './connections/kinds.ts';
export { connectionsReference } from './connections/reference.ts';
export {
  loadConfiguration,
  loadSettings,
  readAuthorities,
  type Configuration,
  type Settings,
} from './configuration.ts';
export { checkRoomForDataDirectory, openDataDirectory } from './data-directory.ts';
export { isDemonstration, markDemonstration } from './demonstration.ts';
export { readEnvironment, type Environment, type ProbeAddress, type Proxy, type Tracing } from './environment.ts';
export { Lifecycle, untilSignal, type Part } from './lifecycle.ts';
export { about, createLogger, type LogContext, type Logger, type LoggerOptions, type LogLevel } from './logging.ts';
export { nextTime, nextTimeOfDay, timesBetween } from './schedule.ts';
export { loadSecret, Secret } from './secret.ts';
export { readSecretFile } from './secret-file.ts';
export { ServersError } from './servers/errors.ts';
export { systemReason } from './system-error.ts';
export { typedPath } from './typed-path.ts';
export { startServers, type Servers, type ServersDescription, type ServersOptions } from './servers/servers.ts';
