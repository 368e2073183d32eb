import { createLogger } from '@vigil/runtime';
import { expect, it } from 'vitest';
import { openTracing } from './open-tracing.ts';

it('is nothing at all where nobody asks for traces', async () => {
  expect(await openTracing(null, { service: 'validator', log: createLogger({ level: 'silent' }) })).toBeNull();
});

it('says once that the collector is away, without its password, and keeps neither work nor the end', async () => {
  const lines: string[] = [];
  const log = createLogger({ destination: { write: (line) => lines.push(line) } });
  const url = 'http://vigil:hush@127.0.0.1:1/v1/traces';
  const tracing = (await openTracing({ url }, { service: 'validator', log }))!;
  const claim = {
    stage: '5a1c2b3d-0000-4000-8000-000000000001',
    authority: '852',
    slot: '5a1c2b3d-0000-4000-8000-000000000002',
    run: null,
    name: 'pull',
    payload: {},
    attempt: 1,
    fence: 1,
    worker: 1,
    startedAt: new Date(0),
  } as const;
  const done = { outcome: 'done', kind: null } as const;
  expect(await tracing.observer.attempt(claim, async () => done)).toBe(done);
  expect(await tracing.observer.transaction(claim, 'step', async () => 42)).toBe(42);
  await tracing.stop();
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ level: 'warn', url: 'http://127.0.0.1:1/v1/traces' }),
  ]);
}, 20_000);
