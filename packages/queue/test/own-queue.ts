import { pino } from 'pino';
import { inject } from 'vitest';
import { openManualSlot, registerWorker, type AttemptOutcome, type StageState } from '@vigil/database';
import { ownDatabase, type OwnDatabase } from '../../database/test/own-database.ts';
import { createDispatcher, createStageApp, openQueue, type StageHandlers } from '../src/index.ts';

/** The backends that a suite is run on; Redis only where there is one. */
export const backends = [
  { name: 'PostgreSQL', redis: false },
  {
    name: inject('redisUrl') === null ? 'Redis (redis-server is missing: apt-get install redis-server)' : 'Redis',
    redis: true,
  },
];

/** Whether a backend is missing here. */
export function isMissing(redis: boolean): boolean {
  return redis && inject('redisUrl') === null;
}

/** A pull as the database has it. */
export interface PullOnRecord {
  readonly id: string;
  readonly state: StageState;
  readonly attempt: number;
  readonly dispatch: number;
  readonly attempts: readonly AttemptOutcome[];
  readonly messages: readonly string[];
}

export type OwnQueue = Awaited<ReturnType<typeof ownQueue>>;

/** A queue over a database of a suite's own. */
export async function ownQueue(redis: boolean) {
  const own: OwnDatabase = await ownDatabase();
  const redisUrl = redis ? inject('redisUrl') : null;
  const queue = await openQueue({
    redisUrl,
    databaseUrl: own.url,
    installation: own.installation,
    onError: () => {},
  });
  const log = pino({ level: 'silent' });

  const pullOf = async (slot: string): Promise<PullOnRecord> => {
    const [row] = await own.database.acrossAuthorities(
      ({ sql }) => sql<PullOnRecord[]>`
        select id, state, attempt, dispatch,
          array(select outcome from vigil.attempt a where a.stage = s.id order by fence) as attempts,
          array(select message from vigil.attempt a where a.stage = s.id and message is not null order by fence) as messages
        from vigil.stage s where slot = ${slot} and name = 'pull'`,
    );
    return row!;
  };

  return {
    ...own,
    redisUrl,
    queue,
    log,
    /** A worker and what carries jobs to it, as a process of its own has them. */
    worker: async (handlers: StageHandlers, bounds: { stopWithinMilliseconds?: number } = {}) => {
      const registration = await registerWorker(own.database, 'test');
      const deps = { database: own.database, queue, registration, log };
      const app = createStageApp('test', handlers, { ...deps, ...bounds });
      const dispatcher = createDispatcher(deps);
      await app.start();
      await dispatcher.start();
      return {
        stop: async () => {
          await dispatcher.stop();
          await app.stop();
          await registration.stop();
        },
      };
    },
    /** Opens a slot, whose pull is due and in the outbox. */
    openSlot: () =>
      own.database
        .forAuthority('852')
        .transaction((tx) =>
          openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'test' }),
        ),
    pullOf,
    /** The pull when it is in this state, told by the database. */
    pullWhen: async (slot: string, state: StageState): Promise<PullOnRecord> => {
      let wake: () => void = () => {};
      const listening = await own.database.listen('vigil_work', () => wake());
      for (;;) {
        const pull = await pullOf(slot);
        if (pull.state === state) {
          await listening.stop();
          return pull;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 200);
        });
      }
    },
    drop: async () => {
      await queue.close();
      await own.drop();
    },
  };
}
