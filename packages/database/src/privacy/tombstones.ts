import { eq } from 'drizzle-orm';
import type { Identified } from '@vigil/extracts';
import type { Transaction } from '../database.ts';
import { erased } from '../schema/index.ts';

/** Somebody who was erased. */
export type Tombstone = typeof erased.$inferSelect;

/** People who were erased, of one kind and told by one key. */
export interface ErasedPeople {
  readonly purpose: Identified;
  /** The key of their pseudonyms, encrypted, where it is not the present secret's. */
  readonly sealedKey: Buffer | null;
  readonly pseudonyms: readonly string[];
}

/** All who were erased; a look at an empty table where nobody was. */
export async function readTombstones(tx: Transaction): Promise<readonly Tombstone[]> {
  return tx.orm.select().from(erased).where(eq(erased.authority, tx.authority));
}

/** Those whose rows are to be left out of what is read. */
export async function erasedPeople(tx: Transaction): Promise<readonly ErasedPeople[]> {
  const groups = new Map<string, { purpose: Identified; sealedKey: Buffer | null; pseudonyms: string[] }>();
  for (const { purpose, sealedKey, pseudonym } of await readTombstones(tx)) {
    const key = `${purpose} ${sealedKey?.toString('hex') ?? ''}`;
    const group = groups.get(key) ?? { purpose, sealedKey, pseudonyms: [] };
    group.pseudonyms.push(pseudonym);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const turns = ({ authority }: Transaction): string => `erasures of ${authority}`;

/**
 * Holds off erasures until the transaction ends: what it reads and writes of people is gone through by the next one,
 * and what comes after that knows of it.
 */
export async function holdOffErasures(tx: Transaction): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock_shared(hashtextextended(${turns(tx)}, 0))`;
}

/** Waits until nobody reads or publishes anything of the authority, and has them wait until the transaction ends. */
export async function takeTurnToErase(tx: Transaction): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${turns(tx)}, 0))`;
}
