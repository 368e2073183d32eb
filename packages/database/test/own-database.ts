import { randomUUID } from 'node:crypto';
import { englandAndWales } from '@vigil/calendar';
import { inject } from 'vitest';
import { openDatabase, prepareDatabase, type Database, type Preparation } from '../src/index.ts';

/** A database of a suite's own on the server that the test run started. */
export interface OwnDatabase {
  readonly url: string;
  readonly database: Database;
  readonly installation: string;
  drop(): Promise<void>;
}

export const testKey = { keyId: 'test-key', checkValue: 'test-check' };

/** An empty database; `url` is all there is until it is prepared. */
export function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  return copyOf('template1');
}

/** A copy of the database that this test run prepared, as if it were an installation's with this key. */
export async function readyDatabase(key: Preparation['key']): Promise<{ url: string; drop(): Promise<void> }> {
  const copy = await copyOf(inject('readyDatabase'));
  const own = openDatabase(copy.url, { connections: 1 }).connectAlone('test');
  await own`
    update vigil.installation
    set id = gen_random_uuid(), key_id = ${key.keyId}, check_value = ${key.checkValue}`;
  await own.end();
  return copy;
}

async function copyOf(template: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = openDatabase(inject('databaseUrl'), { connections: 1 }).connectAlone('test');
  await server.unsafe(`create database ${name} template ${template} strategy file_copy`);
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
  const { url, drop } = await readyDatabase(testKey);
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
