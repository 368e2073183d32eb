import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ClaimLost, lossesAllowed, reconcile, registerWorker, relayOutbox, type Transaction } from '@vigil/database';
import { rebuildQueue, workOn } from '../src/index.ts';
import { send } from '../src/send.ts';
import { backends, isMissing, ownQueue, type OwnQueue } from './own-queue.ts';

const nothing = { lost: 0, dispatchedAgain: 0, strays: 0 };

describe.each(backends)('work that is left behind, on $name', ({ redis }) => {
  describe.skipIf(isMissing(redis))('by', () => {
    let own: OwnQueue;
    beforeAll(async () => {
      own = await ownQueue(redis);
    });
    afterAll(() => own.drop());

    const relay = () => relayOutbox(own.database, (handoffs) => send(own.queue, handoffs));
    const problemsOf = async (slot: string) => {
      const [row] = await own.database.acrossAuthorities(
        ({ sql }) => sql<{ problems: string[] }[]>`select problems from vigil.slot where id = ${slot}`,
      );
      return row!.problems;
    };
    const noteBy = (name: string) => async (tx: Transaction) => {
      await tx.sql`update vigil.slot set problems = ${JSON.stringify([name])}::jsonb`;
    };
    const startProcess = (mood: 'dies' | 'hangs') =>
      spawn(
        process.execPath,
        [join(inject('emittedServices'), 'queue-worker.mjs'), own.url, own.redisUrl ?? '-', own.installation, mood],
        { stdio: ['pipe', 'pipe', 'inherit'] },
      );

    it('a queue with too much in it or too little: strays go, what waits stays, what is missing comes back', async () => {
      const slots = [await own.openSlot(), await own.openSlot()];
      await relay();
      const [waiting, ended] = await Promise.all(slots.map(own.pullOf));
      const { database, queue } = own;
      expect(await reconcile(database, { patienceSeconds: 0, queue })).toEqual(nothing);

      expect(new Set(await queue.jobs())).toEqual(
        new Set([waiting, ended].map((pull) => ({ name: 'pull', stage: pull!.id, dispatch: 1 }))),
      );
      await database.acrossAuthorities(({ sql }) => sql`update vigil.stage set state = 'done' where id = ${ended!.id}`);
      expect(await reconcile(database, { patienceSeconds: 0, queue })).toEqual({ ...nothing, strays: 1 });
      expect(await queue.jobs()).toEqual([{ name: 'pull', stage: waiting!.id, dispatch: 1 }]);

      expect(await queue.clear()).toBe(1);
      expect(await queue.jobs()).toEqual([]);
      expect(await reconcile(database, { patienceSeconds: 3600, queue })).toEqual(nothing);
      expect(await reconcile(database, { patienceSeconds: 0, queue })).toEqual({ ...nothing, dispatchedAgain: 1 });
      await relay();
      expect(await queue.jobs()).toEqual([{ name: 'pull', stage: waiting!.id, dispatch: 2 }]);

      await queue.send('pull', [{ stage: ended!.id, dispatch: 7 }]);
      expect(await rebuildQueue(database, queue)).toEqual({ cleared: 2, dispatched: 1 });
      expect(await queue.jobs()).toEqual([{ name: 'pull', stage: waiting!.id, dispatch: 3 }]);
      await queue.clear();
      await database.acrossAuthorities(({ sql }) => sql`update vigil.stage set state = 'done'`);
    });

    it('a worker that has taken a job and is slow to claim it: that job is not lost', async () => {
      const slot = await own.openSlot();
      await relay();
      const { database, queue } = own;
      const worker = new EventEmitter();
      const taken = once(worker, 'taken');
      const consumer = await queue.consume(['pull'], async () => {
        const goesOn = once(worker, 'goes on');
        worker.emit('taken');
        await goesOn;
      });
      await taken;
      expect(await reconcile(database, { patienceSeconds: 0, queue })).toEqual(nothing);
      worker.emit('goes on');
      expect(await consumer.stop(10_000)).toBe(true);
      expect(await reconcile(database, { patienceSeconds: 0, queue })).toEqual({ ...nothing, dispatchedAgain: 1 });
      const { id } = await own.pullOf(slot);
      await database.acrossAuthorities(({ sql }) => sql`update vigil.stage set state = 'done' where id = ${id}`);
      await database.acrossAuthorities(({ sql }) => sql`delete from vigil.outbox`);
    });

    it('two workers that are given the same job: one of them does it', async () => {
      const slot = await own.openSlot();
      const { id: stage } = await own.pullOf(slot);
      const registrations = [await registerWorker(own.database, 'one'), await registerWorker(own.database, 'other')];
      let calls = 0;
      await Promise.all(
        registrations.map((registration) =>
          workOn(
            {
              database: own.database,
              registration,
              log: own.log,
              handlers: {
                pull: async (job) => {
                  calls += 1;
                  await job.finish(async () => {});
                },
              },
            },
            { stage, dispatch: 1 },
          ),
        ),
      );
      expect(calls).toBe(1);
      expect(await own.pullOf(slot)).toMatchObject({ state: 'done', attempts: ['done'] });
      for (const registration of registrations) await registration.stop();
    });

    it('a job that comes twice to the same worker: the one it is at work on stays with it', async () => {
      const slot = await own.openSlot();
      const { id: stage } = await own.pullOf(slot);
      const registration = await registerWorker(own.database, 'one');
      const deps = { database: own.database, registration, log: own.log };
      await workOn(
        {
          ...deps,
          handlers: {
            pull: async (job) => {
              await workOn({ ...deps, handlers: {} }, { stage, dispatch: 1 });
              expect(await reconcile(own.database, { patienceSeconds: null, self: registration })).toEqual(nothing);
              await job.finish(async () => {});
            },
          },
        },
        { stage, dispatch: 1 },
      );
      expect(await own.pullOf(slot)).toMatchObject({ state: 'done', attempts: ['done'] });
      await registration.stop();
    });

    it('a job that has killed one worker too many is dead, and waits for an operator', async () => {
      const slot = await own.openSlot();
      const before = lossesAllowed - 2;
      await own.database.acrossAuthorities(async ({ sql }) => {
        await sql`update vigil.stage set fence = ${before} where slot = ${slot}`;
        await sql`
          insert into vigil.attempt (stage, fence, authority, worker, started_at, outcome)
          select id, generate_series(1, ${before}), authority, 'earlier', now(), 'lost'
          from vigil.stage where slot = ${slot}`;
      });
      for (let death = before + 1; death <= lossesAllowed; death += 1) {
        expect(await once(startProcess('dies'), 'exit'), `death ${death}`).toEqual([null, 'SIGKILL']);
      }
      const survivor = await own.worker({ pull: (job) => job.finish(async () => {}) });
      expect(await own.pullWhen(slot, 'dead')).toMatchObject({ attempts: Array(lossesAllowed).fill('lost') });
      await survivor.stop();
      expect(await own.queue.jobs()).toEqual([]);
    });

    it('a worker whose event loop hangs for longer than its lease: it is taken over, and cannot write in any way', async () => {
      const slot = await own.openSlot();
      const hanging = startProcess('hangs');
      const told = createInterface({ input: hanging.stdout })[Symbol.asyncIterator]();
      expect((await told.next()).value).toBe('hangs');
      expect(await reconcile(own.database, { patienceSeconds: null })).toEqual(nothing);
      await own.database.acrossAuthorities(
        ({ sql }) => sql`update vigil.stage set lease_until = now() - interval '1 second' where slot = ${slot}`,
      );
      const second = await own.worker({ pull: (job) => job.finish(noteBy('who took over')) });
      await own.pullWhen(slot, 'done');
      await second.stop();

      hanging.stdin.end('x');
      const tried: unknown[] = [];
      for (let next = await told.next(); !next.done; next = await told.next()) tried.push(next.value);
      expect(tried).toEqual([
        'step: ClaimLost',
        'postpone: ClaimLost',
        'finish: ClaimLost',
        'round the fence: PostgresError',
      ]);
      expect(await own.pullOf(slot)).toMatchObject({ state: 'done', attempts: ['lost', 'done'] });
      expect(await problemsOf(slot)).toEqual(['who took over']);
    });

    it('a service that is told to stop while a handler never ends: in time, given back, done by another at once', async () => {
      const slot = await own.openSlot();
      const turns = new EventEmitter();
      const [begun, released, ended] = ['begun', 'released', 'ended'].map((turn) => once(turns, turn));
      const stopped = await own.worker(
        {
          pull: async (job) => {
            turns.emit('begun');
            await released;
            const outcome = await job.finish(noteBy('too late')).catch((error: unknown) => error);
            turns.emit('ended', outcome);
            throw outcome;
          },
        },
        { stopWithinMilliseconds: 50 },
      );
      await begun;
      await stopped.stop();
      expect(await own.pullOf(slot)).toMatchObject({ state: 'due', attempts: ['given-back'] });

      const second = await own.worker({ pull: (job) => job.finish(noteBy('the next one')) });
      expect(await own.pullWhen(slot, 'done')).toMatchObject({ attempts: ['given-back', 'done'] });
      await second.stop();
      turns.emit('released');
      expect(await ended).toEqual([expect.any(ClaimLost)]);
      expect(await problemsOf(slot)).toEqual(['the next one']);
    });
  });
});
