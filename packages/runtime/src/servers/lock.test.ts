import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './lock.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-test-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const nobodyWaits = (): void => {};

test('one at a time has the lock, and all get it', async () => {
  let inside = 0;
  const most: number[] = [];
  const work = async (): Promise<void> => {
    inside += 1;
    most.push(inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 12 }, () => withLock(directory, nobodyWaits, work)));
  expect(most).toEqual(Array(12).fill(1));
});

test('a process that died with the lock does not keep it, however many want it at once', async () => {
  const noSuchPid = 2 ** 22 + 1;
  await writeFile(join(directory, '7'), JSON.stringify({ pid: noSuchPid, started: 'long ago' }));
  await writeFile(join(directory, `draft-${noSuchPid}-1`), '');
  let inside = 0;
  const work = async (): Promise<number> => {
    inside += 1;
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
    return inside;
  };
  expect(await Promise.all([1, 2, 3].map(() => withLock(directory, nobodyWaits, work)))).toEqual([0, 0, 0]);
  expect(await readdir(directory)).toHaveLength(1);
});

test('a process that was given the number of the dead one is not taken for it', async () => {
  await writeFile(join(directory, '1'), JSON.stringify({ pid: process.pid, started: 'another boot' }));
  expect(await withLock(directory, nobodyWaits, async () => 'mine')).toBe('mine');
});

test('who waits is told for whom', async () => {
  const holders: number[] = [];
  let second = Promise.resolve();
  await withLock(directory, nobodyWaits, async () => {
    const told = new Promise<void>((resolve) => {
      second = withLock(
        directory,
        (holder) => {
          holders.push(holder.pid);
          resolve();
        },
        async () => {},
      );
    });
    await told;
  });
  await second;
  expect(holders[0]).toBe(process.pid);
});

test('work that fails gives the lock back', async () => {
  await expect(withLock(directory, nobodyWaits, () => Promise.reject(new Error('disk full')))).rejects.toThrow(
    'disk full',
  );
  expect(await withLock(directory, nobodyWaits, async () => 'free')).toBe('free');
});
