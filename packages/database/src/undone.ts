import type { AuthorityDatabase, Transaction } from './database.ts';

/** Carries what was found out of a transaction that is undone. */
class Found<T> extends Error {
  readonly what: T;

  constructor(what: T) {
    super('undone');
    this.what = what;
  }
}

/**
 * Does something to see what would come of it, by the very code that does it, and undoes all of it: no row, notification
 * or lock outlives it.
 */
export async function undone<T>(database: AuthorityDatabase, work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await database.transaction(async (tx): Promise<never> => {
      throw new Found(await work(tx));
    });
  } catch (error) {
    if (error instanceof Found) return error.what as T;
    throw error;
  }
}
