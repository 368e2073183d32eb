import { randomUUID } from 'node:crypto';
import { englandAndWales } from '@vigil/calendar';
import { inject } from 'vitest';
import { openDatabase, prepareDatabase, type Database } from '../src/index.ts';

/** A database of a suite's own on the server that the test run started. */
export interface OwnDatabase {
  readonly url: string;
  readonly database: Database;
  readonly installation: string;
  drop(): Promise<void>;
}

export const testKey = { keyId: 'test-key', checkValue: 'test-check' };

/** An empty database, or a copy of one that nobody is using; `url` is all there is until it is prepared. */
export async function emptyDatabase(copyOf?: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = openDatabase(inject('databaseUrl'), { connections: 1 }).connectAlone('test');
  const template = copyOf === undefined ? '' : ` template ${new URL(copyOf).pathname.slice(1)}`;
  await server.unsafe(`create database ${name}${template}`);
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await server.unsafe(`drop database if exists ${name} with (force)`);
      await server.end();
    },
  };
}

/** A database that is ready to be used, for authority 852. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const { url, drop } = await emptyDatabase();
  const database = openDatabase(url, { connections: 4 });
  const installation = await prepareDatabase(database, {
    calendar: englandAndWales,
    key: testKey,
    authorities: [{ code: '852', name: 'Southampton' }],
  });
  return {
    url,
    database,
    installation,
    drop: async () => {
      await database.close();
      await drop();
    },
  };
}
