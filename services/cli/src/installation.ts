import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { englandAndWales } from '@vigil/calendar';
import { landingStore, type LandingStore } from '@vigil/connectors';
import {
  keepReportingUnlessKept,
  openDatabase,
  prepareDatabase,
  registerWorker,
  type Database,
  type WorkerRegistration,
} from '@vigil/database';
import type { Catalogue } from '@vigil/indicators';
import { fileTransport, smtpTransport, type MailTransport } from '@vigil/mail';
import { openQueue, type QueueBackend } from '@vigil/queue';
import {
  Lifecycle,
  startServers,
  type Configuration,
  type Logger,
  type MailConfig,
  type Servers,
} from '@vigil/runtime';

/** What every command needs: configuration, catalogue and a database that is ready. */
export interface Installation {
  readonly id: string;
  readonly configuration: Configuration;
  readonly catalogue: Catalogue;
  readonly servers: Servers;
  readonly database: Database;
  readonly log: Logger;
  /** Ended last in, first out. */
  readonly lifecycle: Lifecycle;
}

/** Tells what takes longer than a second, and when the embedded database is lost. */
export interface InstallationEvents {
  readonly progress: (message: string) => void;
  readonly lost: (error: Error) => void;
}

/** Starts or finds the servers, opens the database and brings it up to date. */
export async function openInstallation(
  configuration: Configuration,
  catalogue: Catalogue,
  log: Logger,
  events: InstallationEvents,
): Promise<Installation> {
  const lifecycle = new Lifecycle();
  try {
    const servers = await startServers({
      dataDirectory: configuration.dataDirectory,
      databaseUrl: configuration.databaseUrl,
      progress: events.progress,
      onLost: events.lost,
    });
    await endWith(lifecycle, 'servers', () => servers.stop());
    const database = openDatabase(servers.databaseUrl, { connections: 12 });
    await endWith(lifecycle, 'database', () => database.close());
    const id = await prepareDatabase(database, {
      calendar: englandAndWales,
      key: configuration.secret,
      authorities: configuration.authorities,
    });
    await keepReportingUnlessKept(database, catalogue, configuration.authorities);
    return { id, configuration, catalogue, servers, database, log, lifecycle };
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }
}

/** Has what was opened here ended with the installation. */
async function endWith(lifecycle: Lifecycle, name: string, stop: () => Promise<void>): Promise<void> {
  lifecycle.add(name, { start: () => {}, stop });
  await lifecycle.start();
}

/** What the working services need on top. */
export interface Workshop {
  readonly queue: QueueBackend;
  readonly registration: WorkerRegistration;
  readonly landing: LandingStore;
  readonly transport: MailTransport;
}

/** Opens queue, landing store and mail, and registers this process as a worker. */
export async function openWorkshop(installation: Installation): Promise<Workshop> {
  const { configuration, database, servers, log, lifecycle } = installation;
  const landing = openLandingStore(configuration);
  const transport = openTransport(configuration);
  await endWith(lifecycle, 'mail', () => transport.close());
  const queue = await openQueue({
    redisUrl: configuration.redisUrl,
    databaseUrl: servers.databaseUrl,
    installation: installation.id,
    onError: (error) => log.warn({ kind: error.name }, `the queue does not answer: ${error.message}`),
  });
  await endWith(lifecycle, 'queue', () => queue.close());
  const registration = await registerWorker(database, `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`);
  await endWith(lifecycle, 'worker', () => registration.stop());
  return { queue, registration, landing, transport };
}

/** Where delivered files lie, encrypted. */
export function openLandingStore({ dataDirectory, secret }: Configuration): LandingStore {
  return landingStore({ directory: join(dataDirectory, 'landing'), key: secret.key('landing') });
}

/**
 * Where mail goes: to the server of SMTP_URL, else it is caught as files. All authorities have one server: it is given
 * no more mails a minute than the strictest of them says.
 */
export function openTransport(
  configuration: Pick<Configuration, 'smtpUrl' | 'dataDirectory'> & {
    readonly authorities: readonly { readonly mail: Pick<MailConfig, 'ratePerMinute'> }[];
  },
): MailTransport {
  if (configuration.smtpUrl === null) return fileTransport(mailDirectory(configuration));
  const rates = configuration.authorities.flatMap(({ mail }) => mail.ratePerMinute ?? []);
  return smtpTransport(configuration.smtpUrl, { ratePerMinute: rates.length === 0 ? null : Math.min(...rates) });
}

/** Where mail is caught when there is no SMTP_URL. */
export function mailDirectory(configuration: Pick<Configuration, 'dataDirectory'>): string {
  return join(configuration.dataDirectory, 'mail');
}
