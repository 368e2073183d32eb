import { englandAndWales } from '@vigil/calendar';
import { keepReportingUnlessKept, moveDatabase, openDatabase, prepareDatabase, type Database } from '@vigil/database';
import { endWith } from '@vigil/hosting';
import type { Catalogue } from '@vigil/indicators';
import { Lifecycle, startServers, type Configuration, type Logger, type Servers } from '@vigil/runtime';

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
      moveDatabase,
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
