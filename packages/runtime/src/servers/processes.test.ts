import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { describeProcess, isRunning, readFromProc, readIdentity, readWithPs, thisProcess } from './processes.ts';

test('this process runs, and is not the one that had its number before', async () => {
  const self = await thisProcess();
  expect(await isRunning(self)).toBe(true);
  expect(await isRunning({ ...self, started: 'an earlier boot' })).toBe(false);
});

test('a process that has ended does not run', async () => {
  const child = spawn(process.execPath, ['--eval', '']);
  const pid = child.pid!;
  await once(child, 'exit');
  expect(await describeProcess(pid)).toBeNull();
});

test('what a process wrote about itself comes back; what a power failure cut short says nobody', () => {
  expect(readIdentity('{"pid":7,"started":"then"}')).toEqual({ pid: 7, started: 'then' });
  expect(readIdentity('{"pid":')).toBeNull();
});

describe.skipIf(process.platform === 'win32').each([
  ['/proc', readFromProc, process.platform === 'linux'],
  ['ps', readWithPs, true],
] as const)('read with %s', (_, read, here) => {
  test.skipIf(!here)('a start that stays the same, and the command line', async () => {
    const [first, second] = [await read(process.pid), await read(process.pid)];
    expect(first).toEqual(second);
    expect(first!.started).toMatch(/\d/);
    expect(first!.command).toContain('node');
  });
});
