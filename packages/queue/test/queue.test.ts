import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStage, reconcile, registerWorker } from '@vigil/database';
import { StageFailure } from '@vigil/pipeline';
import type { StageHandlers } from '../src/index.ts';
import { backends, isMissing, ownQueue, type OwnQueue } from './own-queue.ts';

describe.each(backends)('a stage on $name', ({ redis }) => {
  describe.skipIf(isMissing(redis))('with a worker', () => {
    let own: OwnQueue;
    let worker: Awaited<ReturnType<OwnQueue['worker']>> | null = null;
    beforeAll(async () => {
      own = await ownQueue(redis);
    });
    afterAll(() => own.drop());
    afterEach(async () => {
      await worker?.stop();
      worker = null;
    });

    const start = async (handlers: StageHandlers): Promise<void> => {
      worker = await own.worker(handlers);
    };

    it('is handed over, claimed, done once, and closes its slot', async () => {
      let calls = 0;
      await start({
        pull: async (job) => {
          calls += 1;
          await job.finish(async () => {});
        },
      });
      const slot = await own.openSlot();
      expect(await own.pullWhen(slot, 'done')).toMatchObject({ attempts: ['done'] });
      expect(calls).toBe(1);
      const [row] = await own.database.acrossAuthorities(
        ({ sql }) => sql`select state from vigil.slot where id = ${slot}`,
      );
      expect(row).toEqual({ state: 'closed' });
    });

    it('is tried again after an accident, and its attempts are on record', async () => {
      let calls = 0;
      await start({
        pull: async (job) => {
          calls += 1;
          if (calls === 1) throw new Error('an accident');
          await job.finish(async () => {});
        },
      });
      const slot = await own.openSlot();
      expect(await own.pullWhen(slot, 'done')).toMatchObject({
        attempts: ['failed', 'done'],
        messages: ['an accident'],
      });
    });

    it('is left to an operator when trying again cannot help', async () => {
      await start({
        pull: async () => {
          throw new StageFailure('no-folder', 'The folder is not there.', { advice: 'Make it.' });
        },
      });
      const slot = await own.openSlot();
      expect(await own.pullWhen(slot, 'failed')).toMatchObject({ attempts: ['failed'] });
    });

    it('leaves nothing of its effect when it fails after it', async () => {
      await start({
        pull: async (job) => {
          await job.finish(async (tx) => {
            await createStage(tx, { slot: job.slot, run: null, name: 'land', payload: { run: job.slot } });
            throw new StageFailure('after', 'Too late.', { advice: '' });
          });
        },
      });
      const slot = await own.openSlot();
      await own.pullWhen(slot, 'failed');
      const rows = await own.database.acrossAuthorities(
        ({ sql }) => sql`select name from vigil.stage where slot = ${slot}`,
      );
      expect(rows).toEqual([{ name: 'pull' }]);
    });

    it('comes again later when it is postponed', async () => {
      let calls = 0;
      await start({
        pull: async (job) => {
          calls += 1;
          if (calls === 1) await job.postpone(1, async () => {});
          else await job.finish(async () => {});
        },
      });
      const slot = await own.openSlot();
      expect(await own.pullWhen(slot, 'done')).toMatchObject({ attempts: ['postponed', 'done'] });
    });

    it('is taken up by the next process when its worker is gone, and the old one cannot write any more', async () => {
      const dead = await registerWorker(own.database, 'dead');
      const slot = await own.openSlot();
      await own.database.acrossAuthorities(
        ({ sql }) => sql`
          update vigil.stage set state = 'running', worker = ${dead.number}, fence = 1, attempt = 1,
            started_at = now(), lease_until = now() + interval '1 hour' where slot = ${slot}`,
      );
      await own.database.acrossAuthorities(({ sql }) => sql`delete from vigil.outbox`);
      expect(await reconcile(own.database, { patienceSeconds: 60 })).toEqual({
        lost: 0,
        dispatchedAgain: 0,
        strays: 0,
      });
      await dead.stop();
      await start({ pull: (job) => job.finish(async () => {}) });
      expect(await own.pullWhen(slot, 'done')).toMatchObject({ attempts: ['lost', 'done'], dispatch: 2 });
    });

    it('is dispatched again when the whole queue is lost', async () => {
      const slot = await own.openSlot();
      // As if it had been relayed to a queue that was emptied since.
      await own.database.acrossAuthorities(async ({ sql }) => {
        await sql`update vigil.stage set dispatched_at = now() where slot = ${slot}`;
        await sql`delete from vigil.outbox`;
      });
      await start({ pull: (job) => job.finish(async () => {}) });
      expect(await own.pullWhen(slot, 'done')).toMatchObject({ dispatch: 2 });
    });
  });
});
