import { moveDatabase, openDatabase, type BackupKey, type Database } from '@vigil/database';
import {
  isDemonstration,
  loadSecret,
  readEnvironment,
  startServers,
  type Environment,
  type Secret,
  type ServersDescription,
} from '@vigil/runtime';
import type { CommandContext } from '../../session.ts';
import { CommandFailed } from '../../wrong-use.ts';

/**
 * What a backup is taken from, or goes into. No vigil.yaml is read and nothing is brought up to date: a backup is taken
 * before an upgrade, and restored on a machine that has nothing else yet.
 */
export interface Premises {
  readonly environment: Environment;
  readonly secret: Secret;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly servers: ServersDescription;
}

/** The secret, and nothing else: enough to read a backup. */
export async function secretOf(context: CommandContext): Promise<{ environment: Environment; secret: Secret }> {
  const environment = readEnvironment(context.env, context.cwd);
  const { secretKey, dataDirectory } = environment;
  return { environment, secret: await loadSecret(secretKey, dataDirectory, await isDemonstration(dataDirectory)) };
}

export async function withPremises<T>(context: CommandContext, work: (premises: Premises) => Promise<T>): Promise<T> {
  const { environment, secret } = await secretOf(context);
  const { dataDirectory, databaseUrl } = environment;
  const servers = await startServers({ dataDirectory, databaseUrl, progress: context.say, moveDatabase });
  try {
    const database = openDatabase(servers.databaseUrl, { connections: 4, name: 'vigil backup' });
    try {
      const described = servers.describe();
      return await work({ environment, secret, database, databaseUrl: servers.databaseUrl, servers: described });
    } catch (error) {
      throw inWords(error as Error & { code?: string });
    } finally {
      await database.close();
    }
  } finally {
    await servers.stop();
  }
}

/** What PostgreSQL calls by a number, as an operator has to know it. */
function inWords(error: Error & { code?: string }): Error {
  if (error.code === '42501') {
    return new CommandFailed(
      `The role of DATABASE_URL may not do this (${error.message}): it takes the one that owns Vigil's tables, as ` +
        'vigil migrate does. Nothing was changed.',
    );
  }
  if (error.code === '55P03') {
    return new CommandFailed(
      'Somebody has a table of Vigil open, perhaps Power BI or another command: end that, and say this again. ' +
        'Nothing was changed.',
    );
  }
  return error;
}

export function keyOf(secret: Secret): BackupKey {
  return { keyId: secret.keyId, key: secret.key('backup') };
}
