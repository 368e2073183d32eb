import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { recordAudit, Refused, type OperatorsWord } from '../operators/word.ts';
import { restricted } from '../schema/index.ts';
import type { Person } from './people.ts';

/** Somebody whose records are shown to few, since when, by whom and why. */
export type Restriction = typeof restricted.$inferSelect;

/**
 * Has somebody's records shown to nobody but those who are named.
 *
 * @throws {Refused} where they are so already
 */
export async function restrict(tx: Transaction, person: Person, word: OperatorsWord): Promise<void> {
  const [added] = await tx.orm
    .insert(restricted)
    .values({ authority: tx.authority, ...person, ...word })
    .onConflictDoNothing()
    .returning({ id: restricted.id });
  if (!added) throw new Refused('Their records are restricted already; vigil restrict --list shows since when.');
  await recordAudit(tx, word, {
    action: 'restrict',
    subject: `a ${person.purpose}`,
    detail: { restriction: added.id },
  });
}

/**
 * Ends that.
 *
 * @throws {Refused} where they are not restricted
 */
export async function liftRestriction(tx: Transaction, person: Person, word: OperatorsWord): Promise<void> {
  const [lifted] = await tx.orm
    .update(restricted)
    .set({ until: sql`now()` })
    .where(and(inForce(tx), eq(restricted.purpose, person.purpose), eq(restricted.pseudonym, person.pseudonym)))
    .returning({ id: restricted.id });
  if (!lifted) throw new Refused('Their records are not restricted; nothing was changed.');
  await recordAudit(tx, word, {
    action: 'lift restriction',
    subject: `a ${person.purpose}`,
    detail: { restriction: lifted.id },
  });
}

/** The restrictions in force, the oldest first. */
export async function restrictionsInForce(tx: Transaction): Promise<readonly Restriction[]> {
  return tx.orm.select().from(restricted).where(inForce(tx)).orderBy(asc(restricted.since));
}

/** Those of some pseudonyms whose records are shown to nobody but those who are named. */
export async function restrictedAmong(tx: Transaction, pseudonyms: readonly string[]): Promise<ReadonlySet<string>> {
  if (pseudonyms.length === 0) return new Set();
  const rows = await tx.orm
    .select({ pseudonym: restricted.pseudonym })
    .from(restricted)
    .where(and(inForce(tx), inArray(restricted.pseudonym, [...new Set(pseudonyms)])));
  return new Set(rows.map(({ pseudonym }) => pseudonym));
}

const inForce = ({ authority }: Transaction) => and(eq(restricted.authority, authority), isNull(restricted.until));
