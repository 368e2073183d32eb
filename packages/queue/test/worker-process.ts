import { readSync } from 'node:fs';
import { pino } from 'pino';
import { openDatabase, registerWorker, type Transaction } from '@vigil/database';
import { createDispatcher, createStageApp, openQueue, type StageHandler } from '../src/index.ts';

/**
 * A worker in a process of its own, for tests that kill it or hang it:
 * `queue-worker.mjs DATABASE_URL REDIS_URL|- INSTALLATION dies|hangs`. Emitted by services/cli/test/emitted.global.ts.
 */
const [databaseUrl = '', redisUrl = '-', installation = '', mood = ''] = process.argv.slice(2);

const tell = (text: string): void => void process.stdout.write(`${text}\n`);
const write = async (tx: Transaction): Promise<void> => {
  await tx.sql`update vigil.slot set problems = '["written by who had lost it"]'`;
};
const outcome = (attempted: Promise<unknown>): Promise<string> =>
  attempted.then(
    () => 'written',
    (error: Error) => error.name,
  );

const moods: Readonly<Record<string, StageHandler<'pull'>>> = {
  dies: async () => {
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => {});
  },
  /** Blocks the event loop until somebody writes to it; then tries to write in every way a handler has. */
  hangs: async (job) => {
    tell('hangs');
    readSync(0, Buffer.alloc(1));
    tell(`step: ${await outcome(job.step(write))}`);
    tell(`postpone: ${await outcome(job.postpone(0, write))}`);
    tell(`finish: ${await outcome(job.finish(write))}`);
    tell(`round the fence: ${await outcome(job.database.transaction(write))}`);
    process.kill(process.pid, 'SIGKILL');
  },
};

const database = openDatabase(databaseUrl, { connections: 3 });
const queue = await openQueue({
  redisUrl: redisUrl === '-' ? null : redisUrl,
  databaseUrl,
  installation,
  onError: () => {},
});
const registration = await registerWorker(database, `test/${process.pid}/${mood}`);
const deps = { database, queue, registration, log: pino({ level: 'silent' }) };
await createStageApp('pull', { pull: moods[mood]! }, deps).start();
await createDispatcher(deps).start();
