import type { Database } from '../database.ts';
import { worker } from '../schema/index.ts';
import { lockKinds, locksHeld } from './advisory-locks.ts';
import { renewLeases } from './claim.ts';

export interface WorkerRegistration {
  readonly number: number;
  readonly name: string;
  /** Ids of the stages that this process is at work on, or about to claim: one for each job, even for the same stage. */
  readonly working: string[];
  /** Ids of stages whose job it was given but could not claim, since the database was away: that job is spent. */
  readonly dropped: Set<string>;
  /** Takes the lock anew where a lost connection gave it up, and prolongs every claim of the worker. */
  keepAlive(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Registers a process that works on stages. It holds an advisory lock for as long as it lives: PostgreSQL gives
 * it up the moment the process dies, so nobody has to wait for a lease to run out.
 */
export async function registerWorker(database: Database, name: string): Promise<WorkerRegistration> {
  const [row] = await database.acrossAuthorities(({ orm }) =>
    orm.insert(worker).values({ name }).returning({ number: worker.number }),
  );
  const { number } = row!;
  const connection = database.connectAlone(`vigil worker ${number}`);
  const hold = () => connection`
    select pg_advisory_lock(${lockKinds.worker}, ${number})
    where not exists (
      ${locksHeld(connection, 'worker')} and pid = pg_backend_pid() and objid::bigint = ${number}
    )`;
  await hold();

  return {
    number,
    name,
    working: [],
    dropped: new Set(),
    keepAlive: async () => {
      await hold();
      await renewLeases(database, number);
    },
    stop: () => connection.end({ timeout: 5 }),
  };
}

/** Whether any worker but this one is alive. */
export async function otherWorkersAlive(database: Database, self: number): Promise<boolean> {
  return database.acrossAuthorities(async ({ sql: query }) => {
    const rows = await query`${locksHeld(query, 'worker')} and objid::bigint <> ${self} limit 1`;
    return rows.length > 0;
  });
}
