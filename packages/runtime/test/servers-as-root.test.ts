import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { startServers } from '../src/servers/servers.ts';
import { asRoot, embedded, keep, ordinary, removeTemporary, temporaryDirectory } from './keepers.ts';

const directory = asRoot ? await temporaryDirectory() : '';
const stateDirectory = inject('stateDirectory');

async function startAndStop(dataDirectory: string, state = stateDirectory): Promise<string> {
  const servers = await startServers({ dataDirectory, stateDirectory: state, databaseUrl: null });
  await servers.stop();
  return embedded(servers).cluster;
}

afterAll(removeTemporary);

describe.skipIf(!asRoot)('as root (skipped: this user is not root)', () => {
  const home = join(directory, 'home');
  const data = join(home, 'data');
  let cluster = '';

  test("the server runs as nobody, for a data directory in root's own home", async () => {
    await mkdir(home, { mode: 0o700 });
    cluster = await startAndStop(data);
    expect((await stat(cluster)).uid).toBe(ordinary.uid);
    expect((await stat(data)).mode & 0o777).toBe(0o700);
  });

  test('a copy of a data directory does not get the database of the original', async () => {
    const copy = join(home, 'copy');
    await cp(data, copy, { recursive: true });
    await expect(startAndStop(copy)).rejects.toThrow(
      `${copy} is a copy of ${data}, and its database in ${join(cluster, '..')} belongs to that one; ` +
        `delete ${join(copy, 'postgresql', 'place.json')} to begin with an empty database`,
    );
  });

  test('a data directory that was moved keeps its database; one made anew in its place does not find it', async () => {
    const moved = join(home, 'moved');
    await rename(data, moved);
    expect(await startAndStop(moved)).toBe(cluster);
    expect(await startAndStop(data)).not.toBe(cluster);
  });

  test('a database that is gone is missed, not made again over nothing', async () => {
    const place = join(await startAndStop(data), '..');
    await rm(place, { recursive: true });
    await expect(startAndStop(data)).rejects.toThrow(
      `the database of ${data} should lie in ${place} (PostgreSQL cannot run as root), and is not there; ` +
        `bring it back from a backup, or delete ${join(data, 'postgresql', 'place.json')} to begin with an empty database`,
    );
  });

  test('without a place for the database it says which were tried', async () => {
    const state = join(home, 'state');
    await expect(startAndStop(join(home, 'other'), state)).rejects.toThrow(
      'PostgreSQL refuses to run as root, and nobody, as whom Vigil would start it, gets nowhere in ' +
        `${state} (permission denied); make room or grant access there, run Vigil as an ordinary user, or set ` +
        'DATABASE_URL to a PostgreSQL of your own',
    );
  });
});

describe.skipIf(!asRoot)('as an ordinary user (skipped: only root can play another user)', () => {
  test('the cluster lies in the data directory, and root leaves it alone', async () => {
    const data = join(await temporaryDirectory(ordinary), 'data');
    const keeper = keep(data, undefined, ordinary);
    const { cluster, owned } = await keeper.kept;
    expect([owned, cluster]).toEqual([true, join(data, 'postgresql', 'cluster')]);
    // For the Vigil after this one, whose PostgreSQL may not be able to read it.
    expect(await readdir(join(data, 'postgresql', 'binaries'))).toEqual([expect.stringMatching(/^postgresql-18\./)]);
    await expect(startServers({ dataDirectory: data, databaseUrl: null })).rejects.toThrow(
      `${join(data, 'postgresql')} belongs to the user with id 65534, and this is the user with id 0; ` +
        'run Vigil as the user who made the data directory, or set VIGIL_DATA_DIR to another one',
    );
    await keeper.leave();
  });

  test('a data directory that cannot be written is named', async () => {
    const data = join(directory, 'forbidden');
    const { error } = await keep(data, undefined, ordinary).kept;
    expect(error).toBe(
      `the data directory ${data} cannot be written (permission denied); ` +
        'set VIGIL_DATA_DIR to a directory that this user can write, on a disk with room',
    );
  });
});
