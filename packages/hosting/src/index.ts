export type { Host, KeyedHost, WorkingHost } from './host.ts';
export { openLandingStore, openSealedFiles, reachLandingStore } from './landing.ts';
export { mailDirectory, openTransport } from './mail.ts';
export { measureInstallation, openMetrics, type Metrics, type MetricsText } from './metrics/metrics.ts';
export { createReadiness, databaseNeed, type Need, type Readiness } from './probes/readiness.ts';
export { createProbeServer, type ProbeServer } from './probes/server.ts';
export { runService, type ServiceDefinition } from './run-service.ts';
export { endWith, openWorkshop, type Workshop } from './workshop.ts';
