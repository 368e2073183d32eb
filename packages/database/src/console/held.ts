import type { IsoDate } from '@vigil/calendar';
import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { delivery } from '../schema/index.ts';

/** A delivery that waits for an operator to accept or reject it. */
export interface HeldDelivery {
  readonly id: string;
  readonly source: string;
  readonly asAt: IsoDate;
  readonly heldBecause: string | null;
}

export async function readHeldDeliveries(tx: Transaction): Promise<readonly HeldDelivery[]> {
  return tx.orm
    .select({ id: delivery.id, source: delivery.source, asAt: delivery.asAt, heldBecause: delivery.heldBecause })
    .from(delivery)
    .where(and(eq(delivery.authority, tx.authority), eq(delivery.state, 'held')))
    .orderBy(asc(delivery.asAt), asc(delivery.source));
}
