import type { Database } from '../database.ts';
import { lockKinds, locksHeld } from './advisory-locks.ts';

/** What one process is to do at a time; the second halves of the locks. */
const offices = { scheduler: 1 } as const;

export interface Leadership {
  /**
   * Whether this process leads; where nobody does, it does from now on. To be asked before each thing that one is to
   * do: a connection may end at any time, and the lead with it.
   *
   * @throws when the database does not answer: then nobody knows
   */
  held(): Promise<boolean>;
  /** Gives the lead up: whoever stands by has it as soon as it asks. */
  stop(): Promise<void>;
}

/**
 * Stands for an office. The lead is an advisory lock on a connection of its own: PostgreSQL gives it up the moment the
 * process or its connection ends, and no clock has a say. It saves work and is no fence: for a moment two may think
 * that they lead, so what a leader does must be harmless when done twice.
 */
export function holdLeadership(database: Database, office: keyof typeof offices): Leadership {
  const connection = database.connectAlone(`vigil ${office}`);
  const second = offices[office];
  return {
    held: async () => {
      const [answer] = await connection<[{ held: boolean }]>`
        select case
          when exists (${locksHeld(connection, 'leader')} and pid = pg_backend_pid() and objid::bigint = ${second}) then true
          else pg_try_advisory_lock(${lockKinds.leader}, ${second})
        end as held`;
      return answer.held;
    },
    stop: () => connection.end({ timeout: 5 }),
  };
}
