export { loadCatalogue } from './catalogue.ts';
export type {
  AuthorityConfig,
  BenchmarksConfig,
  MailConfig,
  ServiceConfig,
  SourceConfig,
} from './configuration/authority.ts';
export { timeZoneOf, timeZoneOfEngland } from './configuration/time-zone.ts';
export type { ConnectorConfig } from './configuration/connectors.ts';
export { defaultGuards, type GuardsConfig, type RetentionConfig, type Span } from './configuration/guards.ts';
export { writeNames } from './configuration/mapping-file.ts';
export { ConfigurationError } from './configuration/problems.ts';
export { loadConfiguration, readAuthorities, type Configuration } from './configuration.ts';
export { openDataDirectory } from './data-directory.ts';
export { isDemonstration, markDemonstration } from './demonstration.ts';
export { readEnvironment, type Environment, type Proxy } from './environment.ts';
export { Lifecycle, untilSignal, type Part } from './lifecycle.ts';
export { createLogger, type LogContext, type Logger, type LoggerOptions } from './logging.ts';
export { nextTime, nextTimeOfDay, timesBetween } from './schedule.ts';
export { Secret } from './secret.ts';
export { readSecretFile } from './secret-file.ts';
export { ServersError } from './servers/errors.ts';
export { typedPath } from './typed-path.ts';
export { startServers, type Servers, type ServersDescription, type ServersOptions } from './servers/servers.ts';
