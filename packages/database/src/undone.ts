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
 *
 * @param transaction begins one, of an authority or across all of them
 */
export async function undone<Tx, T>(
  transaction: <R>(work: (tx: Tx) => Promise<R>) => Promise<R>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    return await transaction(async (tx): Promise<never> => {
      throw new Found(await work(tx));
    });
  } catch (error) {
    if (error instanceof Found) return error.what as T;
    throw error;
  }
}
