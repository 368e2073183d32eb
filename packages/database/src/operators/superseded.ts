import { and, desc, eq, gt, ne } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { readRun } from '../deliveries/runs.ts';
import { delivery } from '../schema/index.ts';

/**
 * Whether a newer delivery for the same as-at date was published in the meantime: then an older one that is still
 * on its way would put its content in the place of its own correction.
 *
 * @returns the reason in words, or null
 */
export async function findCorrection(tx: Transaction, runId: string): Promise<string | null> {
  const { delivery: own } = await readRun(tx, runId);
  const [newer] = await tx.orm
    .select({ id: delivery.id })
    .from(delivery)
    .where(
      and(
        eq(delivery.authority, tx.authority),
        eq(delivery.source, own.source),
        eq(delivery.asAt, own.asAt),
        eq(delivery.state, 'published'),
        ne(delivery.id, own.id),
        gt(delivery.createdAt, own.createdAt),
      ),
    )
    .orderBy(desc(delivery.createdAt))
    .limit(1);
  if (!newer) return null;
  return `was corrected: a newer delivery as at ${own.asAt} is published, and this one would take its place; say vigil reject ${own.id} to put it aside`;
}
