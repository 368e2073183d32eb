import { once } from 'node:events';
import { chmod, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { findPostmaster } from '../src/servers/postmaster.ts';
import { pidExists } from '../src/servers/processes.ts';
import { startServers, type Servers } from '../src/servers/servers.ts';
import { embedded, keep, removeTemporary, temporaryDirectory } from './keepers.ts';

const directory = await temporaryDirectory();
const stateDirectory = inject('stateDirectory');

async function start(dataDirectory: string, onLost?: (error: Error) => void): Promise<Servers> {
  return startServers({
    dataDirectory,
    stateDirectory,
    databaseUrl: null,
    ...(onLost === undefined ? {} : { onLost }),
  });
}

afterAll(removeTemporary);

test('the first to need PostgreSQL starts it, those that follow use it, the last that leaves stops it', async () => {
  const dataDirectory = join(directory, 'shared');
  const first = keep(dataDirectory, stateDirectory);
  const made = await first.kept;
  const link = join(directory, 'link');
  await symlink(dataDirectory, link);
  const second = await start(link);
  expect([made.owned, second.owned]).toEqual([true, false]);
  expect(embedded(second).address).toBe(made.address);

  await first.leave();
  expect(pidExists(made.processId)).toBe(true);

  await Promise.all([second.stop(), second.stop()]);
  expect(await findPostmaster(made.cluster)).toBeNull();
});

describe('one data directory, and what happens to it', () => {
  const dataDirectory = join(directory, 'tried');
  const keepers = [keep(dataDirectory, stateDirectory), keep(dataDirectory, stateDirectory)] as const;
  let cluster = '';

  test('two processes start at the same moment: one makes and starts the server, the other uses it', async () => {
    const [one, other] = await Promise.all([keepers[0].kept, keepers[1].kept]);
    expect(one.owned).not.toBe(other.owned);
    expect(one.address).toBe(other.address);
    cluster = one.cluster;
  });

  test('kill -9 of both leaves the server; the next start ends it and has one of its own', async () => {
    const { processId } = await keepers[0].kept;
    await Promise.all(keepers.map((keeper) => keeper.kill()));
    expect((await findPostmaster(cluster))?.pid).toBe(processId);

    const servers = await start(dataDirectory);
    expect(servers.owned).toBe(true);
    expect(embedded(servers).cluster).toBe(cluster);
    expect(embedded(servers).processId).not.toBe(processId);
    await servers.stop();
  });

  test('it comes back on the port it had, or on another where that is taken', async () => {
    const before = await start(dataDirectory);
    const { address } = embedded(before);
    await before.stop();
    const again = await start(dataDirectory);
    expect(embedded(again).address).toBe(address);
    await again.stop();

    const taken = createServer().listen(Number(new URL(again.databaseUrl).port), '127.0.0.1');
    await once(taken, 'listening');
    const elsewhere = await start(dataDirectory);
    expect(embedded(elsewhere).address).not.toBe(address);
    await elsewhere.stop();
    taken.close();
  });

  test('a cluster that a chmod -R or a restored copy has opened to others is closed again', async () => {
    await chmod(cluster, 0o755);
    const servers = await start(dataDirectory);
    await servers.stop();
    expect((await stat(cluster)).mode & 0o777).toBe(0o700);
  });

  test('a server that ends while it is needed is told; a program with its old pid is let alone by the next start', async () => {
    const pidFile = join(cluster, 'postmaster.pid');
    let tell: (error: Error) => void = () => {};
    const lost = new Promise<Error>((resolve) => (tell = resolve));
    const needy = await start(dataDirectory, tell);
    const stale = await readFile(pidFile, 'utf8');
    process.kill(embedded(needy).processId, 'SIGKILL');
    expect((await lost).message).toBe(
      `the embedded PostgreSQL (process ${embedded(needy).processId}) has ended; its log is ${embedded(needy).log}`,
    );
    await needy.stop();
    await writeFile(pidFile, stale.replace(/^\d+/, String(process.pid)));

    const servers = await start(dataDirectory);
    expect(servers.owned).toBe(true);
    await servers.stop();
  });

  test('a cluster that was made by half is made anew', async () => {
    await rename(cluster, `${cluster}.making`);
    const servers = await start(dataDirectory);
    await servers.stop();
    expect(await readdir(dirname(cluster))).not.toContain('cluster.making');
  });

  test('a cluster of another major version of PostgreSQL is refused where nothing can read it', async () => {
    await writeFile(join(cluster, 'PG_VERSION'), '17\n');
    await expect(start(dataDirectory)).rejects.toThrow(
      `the database in ${cluster} was made by PostgreSQL 17, and this Vigil brings PostgreSQL 18, and the programs ` +
        `that can read it are not in ${join(stateDirectory, 'binaries')}; with the Vigil that made it, say ` +
        `vigil backup FILE, move ${cluster} elsewhere, and with this one say vigil restore FILE`,
    );
    await writeFile(join(cluster, 'PG_VERSION'), '19\n');
    await expect(start(dataDirectory)).rejects.toThrow('start the newer Vigil again');
  });
});

test('a PostgreSQL of the operator is used as it is, and its password is not shown', async () => {
  const databaseUrl = 'postgres://vigil:hush@db.example.gov.uk:5433/vigil';
  const servers = await startServers({ dataDirectory: '/nowhere', databaseUrl });
  expect(servers.databaseUrl).toBe(databaseUrl);
  expect(servers.describe()).toEqual({ kind: 'given', address: 'db.example.gov.uk:5433/vigil' });
  await servers.stop();
});
