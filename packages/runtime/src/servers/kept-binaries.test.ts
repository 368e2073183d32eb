import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { binariesIn } from './binaries.ts';
import { findKept, keepBinaries, majorOf } from './kept-binaries.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-kept-'));
});
afterEach(() => rm(directory, { recursive: true }));

const programs = { initdb: 'initdb', pgCtl: 'pg_ctl', postgres: 'postgres' };

/** As npm installs them, in small. */
async function installed(version: string): Promise<ReturnType<typeof binariesIn>> {
  const home = join(directory, `installed-${version}`);
  for (const room of ['bin', 'lib']) await mkdir(join(home, room), { recursive: true });
  for (const name of Object.values(programs)) await writeFile(join(home, 'bin', name), version, { mode: 0o755 });
  await writeFile(join(home, 'lib', 'libpq.so.5.17'), version);
  await symlink('libpq.so.5.17', join(home, 'lib', 'libpq.so.5'));
  return binariesIn(home, version, programs);
}

test('programs outlive what they were installed with, links and rights included', async () => {
  const into = join(directory, 'kept');
  const ours = await installed('17.9.0');
  await keepBinaries(ours, into);
  await rm(ours.directory, { recursive: true });
  const kept = await findKept(into, 17, await installed('18.4.0'));
  expect(kept).toMatchObject({ version: '17.9.0', directory: join(into, 'postgresql-17.9.0') });
  expect(await readFile(kept!.postgres, 'utf8')).toBe('17.9.0');
  expect((await stat(kept!.postgres)).mode & 0o777).toBe(0o755);
  expect(await readlink(join(kept!.directory, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.17');
});

test('an earlier release of the same major version makes room, another major version stays', async () => {
  const into = join(directory, 'kept');
  for (const version of ['17.9.0', '18.3.0', '18.4.0-beta.17']) {
    const ours = await installed(version);
    await keepBinaries(ours, into);
    await keepBinaries(ours, into);
  }
  await mkdir(join(into, 'postgresql-17.10.0.copying'));
  expect((await readdir(into)).sort()).toEqual([
    'postgresql-17.10.0.copying',
    'postgresql-17.9.0',
    'postgresql-18.4.0-beta.17',
  ]);
  const ours = await installed('19.0.0');
  expect((await findKept(into, 17, ours))?.version).toBe('17.9.0');
  expect(await findKept(into, 16, ours)).toBeNull();
  expect(await findKept(join(directory, 'nowhere'), 17, ours)).toBeNull();
});

test('the major version is the first number', () => {
  expect(['17\n', '18.4.0-beta.17', ''].map(majorOf)).toEqual([17, 18, Number.NaN]);
});
