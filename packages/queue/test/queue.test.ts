import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { pino } from 'pino';
import { createStage, openManualSlot, reconcile, registerWorker, type WorkerRegistration } from '@vigil/database';
import { StageFailure } from '@vigil/pipeline';
import { ownDatabase, type OwnDatabase } from '../../database/test/own-database.ts';
import {
  createDispatcher,
  createStageApp,
  openQueue,
  type App,
  type QueueBackend,
  type StageHandlers,
} from '../src/index.ts';

const log = pino({ level: 'silent' });
const backends = [
  { name: 'PostgreSQL', redis: false },
  {
    name: inject('redisUrl') === null ? 'Redis (redis-server is missing: apt-get install redis-server)' : 'Redis',
    redis: true,
  },
];

describe.each(backends)('a stage on $name', ({ redis }) => {
  describe.skipIf(redis && inject('redisUrl') === null)('with a worker', () => {
    let own: OwnDatabase;
    let queue: QueueBackend;
    let registration: WorkerRegistration;
    let apps: App[] = [];

    beforeAll(async () => {
      own = await ownDatabase();
    });
    afterAll(() => own.drop());
    beforeEach(async () => {
      queue = await openQueue({
        redisUrl: redis ? inject('redisUrl') : null,
        databaseUrl: own.url,
        installation: own.installation,
        onError: () => {},
      });
      registration = await registerWorker(own.database, 'test');
    });
    afterEach(async () => {
      for (const app of apps.toReversed()) await app.stop();
      apps = [];
      await registration.stop();
      await queue.close();
    });

    async function start(handlers: StageHandlers): Promise<void> {
      const deps = { database: own.database, queue, registration, log };
      apps = [createStageApp('test', handlers, deps), { name: 'dispatcher', ...createDispatcher(deps) }];
      for (const app of apps) await app.start();
    }

    const openSlot = () =>
      own.database
        .forAuthority('852')
        .transaction((tx) =>
          openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'test' }),
        );

    const stageOf = async (slot: string) => {
      const [row] = await own.database.acrossAuthorities(
        ({ sql }) => sql<
          { state: string; attempt: number; dispatch: number; attempts: string[]; messages: string[] }[]
        >`
          select state, attempt, dispatch,
            array(select outcome from vigil.attempt a where a.stage = s.id order by fence) as attempts,
            array(select message from vigil.attempt a where a.stage = s.id and message is not null order by fence) as messages
          from vigil.stage s where slot = ${slot} and name = 'pull'`,
      );
      return row!;
    };

    /** Resolves when no pull is due or running any more, told by the database. What has failed leads to a mail, which nobody here sends. */
    async function untilQuiet(): Promise<void> {
      const waiting: { wake: () => void } = { wake: () => {} };
      const listening = await own.database.listen('vigil_work', () => waiting.wake());
      const anyOpen = async () => {
        const [row] = await own.database.acrossAuthorities(
          ({ sql }) =>
            sql<[{ open: boolean }]>`
              select exists (select from vigil.stage where name = 'pull' and state in ('due', 'running')) as open`,
        );
        return row.open;
      };
      while (await anyOpen()) {
        await new Promise<void>((resolve) => {
          waiting.wake = resolve;
          setTimeout(resolve, 200);
        });
      }
      await listening.stop();
    }

    it('is handed over, claimed, done once, and closes its slot', async () => {
      let calls = 0;
      await start({
        pull: async (job) => {
          calls += 1;
          await job.finish(async () => {});
        },
      });
      const slot = await openSlot();
      await untilQuiet();
      expect(await stageOf(slot)).toMatchObject({ state: 'done', attempts: ['done'] });
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
      const slot = await openSlot();
      await untilQuiet();
      expect(await stageOf(slot)).toMatchObject({
        state: 'done',
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
      const slot = await openSlot();
      await untilQuiet();
      expect(await stageOf(slot)).toMatchObject({ state: 'failed', attempts: ['failed'] });
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
      const slot = await openSlot();
      await untilQuiet();
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
      const slot = await openSlot();
      await untilQuiet();
      expect(await stageOf(slot)).toMatchObject({ state: 'done', attempts: ['postponed', 'done'] });
    });

    it('is taken up by the next process when its worker is gone, and the old one cannot write any more', async () => {
      const dead = await registerWorker(own.database, 'dead');
      const slot = await openSlot();
      await own.database.acrossAuthorities(
        ({ sql }) => sql`
          update vigil.stage set state = 'running', worker = ${dead.number}, fence = 1, attempt = 1,
            started_at = now(), lease_until = now() + interval '1 hour' where slot = ${slot}`,
      );
      await own.database.acrossAuthorities(({ sql }) => sql`delete from vigil.outbox`);
      expect(await reconcile(own.database, { patienceSeconds: 60 })).toEqual({ lost: 0, dispatchedAgain: 0 });
      await dead.stop();
      await start({ pull: (job) => job.finish(async () => {}) });
      await untilQuiet();
      expect(await stageOf(slot)).toMatchObject({ state: 'done', attempts: ['lost', 'done'], dispatch: 2 });
    });

    it('is dispatched again when the whole queue is lost', async () => {
      const slot = await openSlot();
      // As if it had been relayed to a queue that was emptied since.
      await own.database.acrossAuthorities(async ({ sql }) => {
        await sql`update vigil.stage set dispatched_at = now() where slot = ${slot}`;
        await sql`delete from vigil.outbox`;
      });
      await start({ pull: (job) => job.finish(async () => {}) });
      await untilQuiet();
      expect(await stageOf(slot)).toMatchObject({ state: 'done', dispatch: 2 });
    });
  });
});
