import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearAbandoned, readTether } from './abandoned.ts';
import { findBinaries } from './binaries.ts';
import { thisProcess } from './processes.ts';

const account = { name: 'nobody', uid: 65_534, gid: 65_534 };
const dead = { pid: 2 ** 22 + 1, started: 'long ago' };
let root = '';
let clusters = '';

/** A root installation's cluster whose data directory is gone, as far as its tether tells. */
async function cluster(name: string, tether: object): Promise<string> {
  const directory = join(clusters, name);
  await mkdir(directory, { recursive: true });
  const whole = {
    dataDirectory: join(root, name),
    demonstration: false,
    lastStartedBy: dead,
    missingSince: null,
    ...tether,
  };
  await writeFile(join(directory, 'data-directory.json'), JSON.stringify(whole));
  return directory;
}

async function clear(): Promise<string[]> {
  await clearAbandoned(clusters, await findBinaries(), account);
  return (await readdir(clusters)).sort();
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vigil-test-abandoned-'));
  clusters = join(root, 'clusters');
});
afterAll(() => rm(root, { recursive: true, force: true }));

test("a demonstration's cluster goes with its data directory; another's stays for a week, and so does one in use", async () => {
  await cluster('demonstration', { demonstration: true });
  await cluster('in-use', { demonstration: true, lastStartedBy: await thisProcess() });
  await cluster('missed-for-a-week', { missingSince: '2026-01-01T00:00:00.000Z' });
  const council = await cluster('council', {});
  expect(await clear()).toEqual(['council', 'in-use']);
  expect((await readTether(council))?.missingSince).not.toBeNull();
  expect(await clear()).toEqual(['council', 'in-use']);
});

test('a cluster whose data directory is there stays', async () => {
  const directory = await cluster('present', { missingSince: '2026-01-01T00:00:00.000Z' });
  await mkdir(join(root, 'present', 'postgresql'), { recursive: true });
  await writeFile(join(root, 'present', 'postgresql', 'place.json'), JSON.stringify({ directory }));
  expect(await clear()).toContain('present');
  expect(await readFile(join(directory, 'data-directory.json'), 'utf8')).toContain('present');
});
