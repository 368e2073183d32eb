import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@vigil/database';
import { recordFailure } from '@vigil/pipeline';

/** Something that a service cannot work without. */
export interface Need {
  readonly name: string;
  /** Throws when it is not there. */
  check(): Promise<void>;
}

export interface Readiness {
  readonly ready: boolean;
  /** `ready`, or in a word why not, by name. */
  readonly needs: Readonly<Record<string, string>>;
}

/** In milliseconds. An answer that says who is missing is better than none: probers wait three seconds and more. */
const patience = 2000;

/** Asks for everything at once, each within a bound. Probes that come meanwhile are given the same answer. */
export function createReadiness(needs: readonly Need[], within = patience): () => Promise<Readiness> {
  let asking: Promise<Readiness> | null = null;
  return async () => {
    asking ??= askAll(needs, within).finally(() => {
      asking = null;
    });
    return asking;
  };
}

async function askAll(needs: readonly Need[], within: number): Promise<Readiness> {
  const answers = await Promise.all(needs.map(async (need) => [need.name, await ask(need, within)] as const));
  return { ready: answers.every(([, answer]) => answer === 'ready'), needs: Object.fromEntries(answers) };
}

async function ask({ check }: Need, within: number): Promise<string> {
  const answered = new AbortController();
  const late = pause(within, 'does not answer', { signal: answered.signal });
  const asked = check().then(
    () => 'ready',
    // The short word alone: a message may name users and hosts.
    (error: unknown) => recordFailure(error).kind,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    answered.abort();
    await late.catch(() => {});
  }
}

/** A database that answers and lets itself be written, as a standby does not: stages can be claimed. */
export function databaseNeed(database: Database): Need {
  return {
    name: 'database',
    check: async () => {
      const [row] = await database.acrossAuthorities(
        ({ sql }) => sql<[{ writable: boolean }]>`select not pg_is_in_recovery() as writable`,
      );
      if (!row.writable) throw Object.assign(new Error('The database is a standby.'), { name: 'ReadOnly' });
    },
  };
}
