import { checkPrepared, NotPrepared, openDatabase, OtherKey } from '@vigil/database';
import type { App, QueueBackend } from '@vigil/queue';
import {
  ConfigurationError,
  createLogger,
  Lifecycle,
  loadCatalogue,
  loadConfiguration,
  loadSettings,
  readEnvironment,
  untilSignal,
  type Configuration,
  type Environment,
  type Logger,
  type Settings,
} from '@vigil/runtime';
import type { Host, KeyedHost, WorkingHost } from './host.ts';
import { openLandingStore, reachLandingStore } from './landing.ts';
import { measureInstallation, openMetrics } from './metrics/metrics.ts';
import { createReadiness, databaseNeed, type Need } from './probes/readiness.ts';
import { createProbeServer } from './probes/server.ts';
import { endWith, openWorkshop } from './workshop.ts';

type Apps = readonly App[];

interface Named {
  readonly name: 'scheduler' | 'ingest' | 'validator' | 'aggregator' | 'alerter' | 'notifier' | 'console';
  /** Whether its metrics are those of the whole installation as well, read from PostgreSQL. */
  readonly measuresInstallation?: boolean;
}

/** A service, and what it needs of the process around it. */
export type ServiceDefinition =
  | (Named & { readonly needs: 'database'; apps(host: Host): Apps })
  | (Named & { readonly needs: 'queue'; apps(host: WorkingHost): Apps })
  | (Named & {
      /** Keys for identifiers and landed files, derived from VIGIL_SECRET_KEY: the others do without the secret. */
      readonly needs: 'queue and keys';
      readonly landing: 'read' | 'write';
      apps(host: KeyedHost): Apps;
    });

/**
 * Runs a service alone in this process until SIGTERM or SIGINT: for main.ts. It reads the environment, opens what the
 * service needs and answers probes on VIGIL_PROBE_ADDRESS. The database must have been prepared by `vigil migrate`.
 * It lets what is under way come to an end, within 30 seconds in all.
 *
 * @param env of the process
 * @returns the exit code: 0 after a signal, 1 when it cannot work or did not stop cleanly; the log says why
 */
export async function runService(
  definition: ServiceDefinition,
  env: Readonly<Record<string, string | undefined>>,
): Promise<0 | 1> {
  const signalled = untilSignal();
  const lifecycle = new Lifecycle();
  let log = createLogger({});
  const say = (): Logger => log.child({ service: definition.name });
  process.on('uncaughtException', (error) => {
    say().fatal({ err: error }, 'not foreseen; the process ends, and what it held is taken up by others');
    process.exit(1);
  });
  // What is left open after the end must not keep the process.
  const leave = (code: 0 | 1): 0 | 1 => {
    // oxlint-disable-next-line unicorn/no-process-exit -- everything is stopped; an open handle is all that is left
    setTimeout(() => process.exit(code), 1000).unref();
    return code;
  };
  try {
    const environment = readEnvironment(env, process.cwd());
    log = createLogger({ level: environment.logLevel ?? 'info' });
    await startService(definition, environment, log, lifecycle);
    say().info('working');
    say().info({ signal: await signalled }, 'finishing what is under way, then stopping');
    await lifecycle.stop();
    return leave(0);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      say().fatal({ problems: error.problems }, 'the configuration cannot be worked with');
    } else say().fatal({ err: error }, isOwn(error) ? error.message : 'cannot work');
    await lifecycle.stop().catch(() => {});
    return leave(1);
  }
}

/** Written for operators, about the installation alone. */
function isOwn(error: unknown): error is Error {
  if (error instanceof OtherKey || error instanceof NotPrepared) return true;
  return error instanceof Error && error.name === 'PortNotFree'; // the console's, which nobody may import
}

async function startService(
  definition: ServiceDefinition,
  environment: Environment,
  log: Logger,
  lifecycle: Lifecycle,
): Promise<void> {
  const catalogue = await loadCatalogue(environment.configPath);
  const databaseUrl = environment.databaseUrl;
  if (databaseUrl === null) throw new ConfigurationError([noDatabase]);
  const configuration = await loadFor(definition, environment, catalogue);
  const database = openDatabase(databaseUrl, { connections: 8, name: `vigil ${definition.name}` });
  await endWith(lifecycle, 'database', () => database.close());
  const installation = await checkPrepared(database, {
    key: 'secret' in configuration ? configuration.secret : null,
    authorities: configuration.authorities,
  });
  const metrics = await openMetrics();
  const { now } = configuration;
  const base: Host = { configuration, catalogue, database, log, now, clock: () => new Date(), metrics, lifecycle };
  const opened = await openApps(definition, base, { databaseUrl, installation });
  let working = false;
  if (definition.measuresInstallation) {
    await measureInstallation(metrics, { ...base, authorities: configuration.authorities, queue: opened.queue });
  }
  if (configuration.probe !== null) {
    const started: Need = {
      name: 'service',
      check: async () => {
        if (!working) throw Object.assign(new Error('not started'), { name: 'starting or stopping' });
      },
    };
    const readiness = createReadiness([started, databaseNeed(database), ...opened.needs]);
    lifecycle.add('probes', createProbeServer(configuration.probe, { readiness, metrics, log }));
  }
  for (const app of opened.apps) lifecycle.add(app.name, app);
  lifecycle.add('readiness', { start: () => void (working = true), stop: () => void (working = false) });
  await lifecycle.start();
}

const noDatabase =
  'DATABASE_URL is not set; expected postgres://… of the database that vigil migrate has prepared: a service that ' +
  'runs alone brings none of its own (vigil up does)';

async function loadFor(
  { needs }: ServiceDefinition,
  environment: Environment,
  catalogue: Host['catalogue'],
): Promise<Settings | Configuration> {
  const load = needs === 'queue and keys' ? loadConfiguration : loadSettings;
  return load(environment, catalogue, process.cwd());
}

interface Opened {
  readonly apps: Apps;
  readonly queue: QueueBackend | null;
  readonly needs: readonly Need[];
}

async function openApps(
  definition: ServiceDefinition,
  base: Host,
  place: { readonly databaseUrl: string; readonly installation: string },
): Promise<Opened> {
  if (definition.needs === 'database') return { apps: definition.apps(base), queue: null, needs: [] };
  const { host, dispatcher } = await openWorkshop(base, { ...place, service: definition.name, migrateQueue: false });
  const { queue } = host;
  const needs: Need[] = [{ name: 'queue', check: () => queue.ping() }];
  if (definition.needs === 'queue') return { apps: [...definition.apps(host), dispatcher], queue, needs };
  const configuration = base.configuration as Configuration;
  const landing = openLandingStore(configuration);
  needs.push({ name: 'landing store', check: () => reachLandingStore(configuration, definition.landing) });
  return { apps: [...definition.apps({ ...host, configuration, landing }), dispatcher], queue, needs };
}
