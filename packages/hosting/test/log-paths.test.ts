import { openManualSlot, registerWorker, type WorkerRegistration } from '@vigil/database';
import { recordFailure } from '@vigil/pipeline';
import { workOn, type StageHandler } from '@vigil/queue';
import { createLogger } from '@vigil/runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../database/test/own-database.ts';

type Pull = StageHandler<'pull'>;

/** As PostgreSQL and its driver say it: the message quotes a cell, the other fields the row. */
const quoting = (): Error =>
  Object.assign(new Error(`invalid input syntax for type date: "Ada Lovelace, C3-000107"\nC3-000107 on line 7`), {
    name: 'PostgresError',
    code: '22007',
    detail: 'Failing row contains (C3-000107, Ada Lovelace).',
    parameters: ['C3-000107'],
  });

let own: OwnDatabase;
let registration: WorkerRegistration;
let written = '';
const log = createLogger({ level: 'trace', destination: { write: (line) => void (written += line) } });

beforeAll(async () => {
  own = await ownDatabase();
  registration = await registerWorker(own.database, 'test');
});
beforeEach(() => {
  written = '';
});
afterAll(async () => {
  await registration.stop();
  await own.drop();
});

describe('an error that quotes a child, while a stage is worked on', () => {
  it.each<[string, Pull]>([
    [
      'thrown by its handler',
      async () => {
        throw quoting();
      },
    ],
    [
      'thrown in a transaction',
      async ({ step }) => {
        await step(async (tx) => {
          await tx.sql`select ${'Ada Lovelace C3-000107'}::text::date`;
        });
      },
    ],
    [
      'logged as it is, by a logger of somebody else',
      async ({ finish }) => {
        await finish(async () => {});
        log.child({ service: 'other' }).warn({ reason: quoting(), files: [{ because: quoting() }] }, 'odd');
        log.error(quoting());
      },
    ],
  ])('%s: no line says it, and each says the authority, stage and job', async (_, pull) => {
    const stage = await own.database.forAuthority('852').transaction(async (tx) => {
      const slot = await openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'test' });
      const [row] = await tx.sql<[{ id: string }]>`select id from vigil.stage where slot = ${slot}`;
      return row.id;
    });
    const deps = { database: own.database, registration, log, handlers: { pull } };
    await workOn(deps, { stage, dispatch: 1 });
    expect(written).not.toMatch(/C3-000107|Ada|Lovelace/u);
    const lines = written
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) expect(line).toMatchObject({ authority: '852', stage: 'pull', job: stage });
    const [attempt] = await own.database.acrossAuthorities(
      ({ sql }) => sql<[{ said: string | null }]>`select message as said from vigil.attempt where stage = ${stage}`,
    );
    expect(attempt.said ?? '').not.toMatch(/C3-000107|Ada|Lovelace/u);
  });

  it('is masked where the queue would keep what is thrown', () => {
    expect(recordFailure(quoting()).message).toBe('invalid input syntax for type date: …');
  });
});
