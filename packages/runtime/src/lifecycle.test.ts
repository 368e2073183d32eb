import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { Lifecycle, type Part } from './lifecycle.ts';

function recorder(): { diary: string[]; part: (name: string, how?: Partial<Part>) => Part } {
  const diary: string[] = [];
  return {
    diary,
    part: (name, how = {}) => ({
      start: async () => {
        await how.start?.();
        diary.push(`start ${name}`);
      },
      stop: async () => {
        diary.push(`stop ${name}`);
        await how.stop?.();
      },
    }),
  };
}

test('parts start in order and stop in the opposite one, once', async () => {
  const { diary, part } = recorder();
  const lifecycle = new Lifecycle().add('servers', part('servers')).add('queue', part('queue'));
  await lifecycle.start();
  await Promise.all([lifecycle.stop(), lifecycle.stop()]);
  expect(diary).toEqual(['start servers', 'start queue', 'stop queue', 'stop servers']);
});

test('when one cannot start, those before it stop, and its failure is the one told', async () => {
  const { diary, part } = recorder();
  const failing = part('console', { start: () => Promise.reject(new Error('port 8080 is taken')) });
  const lifecycle = new Lifecycle()
    .add('servers', part('servers', { stop: () => Promise.reject(new Error('and this too')) }))
    .add('console', failing)
    .add('scheduler', part('scheduler'));
  await expect(lifecycle.start()).rejects.toThrow('port 8080 is taken');
  expect(diary).toEqual(['start servers', 'stop servers']);
});

test('a part that fails or hangs does not keep the others from stopping, and each is named', async () => {
  const { diary, part } = recorder();
  const lifecycle = new Lifecycle({ stopWithinMs: 10 })
    .add('servers', part('servers'))
    .add('queue', part('queue', { stop: () => new Promise(() => {}) }))
    .add('mail', part('mail', { stop: () => Promise.reject(new Error('connection lost')) }));
  await lifecycle.start();
  await expect(lifecycle.stop()).rejects.toThrow(
    'not stopped cleanly: mail: connection lost; queue: did not stop within 0.01 s',
  );
  expect(diary.slice(3)).toEqual(['stop mail', 'stop queue', 'stop servers']);
});

test.skipIf(process.platform === 'win32')('the first signal is awaited, the second ends the process', async () => {
  const program = `
    import { untilSignal } from ${JSON.stringify(new URL('lifecycle.ts', import.meta.url).href)};
    setInterval(() => {}, 60_000);
    const signal = untilSignal();
    console.log('waiting');
    console.log(await signal);
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [ready] = (await once(child.stdout, 'data')) as [Buffer];
  expect(ready.toString()).toBe('waiting\n');
  child.kill('SIGTERM');
  const [told] = (await once(child.stdout, 'data')) as [Buffer];
  expect(told.toString()).toBe('SIGTERM\n');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
});
