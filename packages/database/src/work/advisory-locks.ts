import type { Database, Transaction } from '../database.ts';

/** One connection apart from the pool: a lock that it holds lives exactly as long as it does. */
export type LockConnection = ReturnType<Database['connectAlone']>;

/**
 * The first halves of Vigil's advisory locks: a `worker` for each that lives, its number the second half; a `leader`
 * for each office that one process has at a time; a `backfill` for each that is worked on, a hash of its id the second.
 */
export const lockKinds = { worker: 0x5649_4749, leader: 0x5649_474c, backfill: 0x4246_494c } as const;

/**
 * A query for who holds locks of a kind in this database, to be narrowed by `pid` and `objid::bigint` (the second half).
 */
export function locksHeld(query: LockConnection | Transaction['sql'], kind: keyof typeof lockKinds) {
  return query`
    select from pg_locks
    where locktype = 'advisory' and granted and objsubid = 2 and classid::bigint = ${lockKinds[kind]}
      and database = (select oid from pg_database where datname = current_database())`;
}
