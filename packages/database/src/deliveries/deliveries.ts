import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { delivery, file } from '../schema/index.ts';
import { correctedBySource } from './standing.ts';

export type Delivery = typeof delivery.$inferSelect;

/** A delivery as a connector sees it. */
export interface SeenDelivery {
  readonly asAt: string;
  readonly location: string;
  readonly fingerprint: string;
  readonly ignored: readonly { readonly name: string; readonly reason: string }[];
}

/** What Vigil knows of deliveries that a connector sees, by place, as-at date and fingerprint. */
export async function recogniseDelivery(
  tx: Transaction,
  source: string,
  seen: SeenDelivery,
): Promise<Delivery | undefined> {
  const [known] = await tx.orm
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.authority, tx.authority),
        eq(delivery.source, source),
        eq(delivery.asAt, seen.asAt),
        eq(delivery.fingerprint, seen.fingerprint),
        eq(delivery.location, seen.location),
      ),
    );
  return known;
}

/**
 * What the source delivered for an as-at date and was published, should it be of the same content. Had a correction of
 * any of its days come in between, the same content once more would be a correction in its turn. What Vigil itself read
 * again does not count: the source knows nothing of it.
 */
export async function findSameContent(
  tx: Transaction,
  wanted: { delivery: Delivery; content: string },
): Promise<Delivery | undefined> {
  const [same] = await tx.orm
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.authority, tx.authority),
        eq(delivery.source, wanted.delivery.source),
        eq(delivery.asAt, wanted.delivery.asAt),
        eq(delivery.state, 'published'),
        isNull(delivery.replayOf),
        eq(delivery.content, wanted.content),
        ne(delivery.id, wanted.delivery.id),
        sql`not exists (select from ${file} where ${file.delivery} = ${delivery.id} and ${correctedBySource})`,
      ),
    )
    .limit(1);
  return same;
}

export async function setDeliveryState(
  tx: Transaction,
  id: string,
  change: Partial<Pick<Delivery, 'state' | 'heldBecause' | 'accepted' | 'publishedAt'>>,
): Promise<void> {
  await tx.orm
    .update(delivery)
    // The database's clock, as everything that is compared with it; that of now, since publications take turns.
    .set({ ...(change.state === 'published' && { publishedAt: sql`clock_timestamp()` }), ...change })
    .where(and(eq(delivery.authority, tx.authority), eq(delivery.id, id)));
}

/** Publishing one source's deliveries is done one at a time; the turn ends with the transaction. */
export async function takeTurnsOnSource(tx: Transaction, source: string): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${turnOn(tx, source)}, 0))`;
}

/** The same for who has something else to do meanwhile. @returns false where it is another's turn */
export async function tryTurnOnSource(tx: Transaction, source: string): Promise<boolean> {
  const [row] = await tx.sql<[{ taken: boolean }]>`
    select pg_try_advisory_xact_lock(hashtextextended(${turnOn(tx, source)}, 0)) as taken`;
  return row.taken;
}

const turnOn = (tx: Transaction, source: string): string => `${tx.authority}/${source}`;
