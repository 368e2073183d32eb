import { and, desc, eq, gt, ne, sql } from 'drizzle-orm';
import type { StageName } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';
import { daysOf, ownDays } from '../deliveries/standing.ts';
import { delivery, file, run } from '../schema/index.ts';

/** The stages of a delivery that is not live yet. */
const beforePublication: ReadonlySet<StageName> = new Set(['land', 'validate', 'publish']);

/** Whether a stage of a delivery would now put its content in the place of its own correction; the reason, or null. */
export async function correctionOf(
  tx: Transaction,
  job: { readonly run: string | null; readonly stage: StageName },
): Promise<string | null> {
  return job.run !== null && beforePublication.has(job.stage) ? findCorrection(tx, job.run) : null;
}

/** Those of some jobs that nothing waits for any more: a newer delivery for the same date is published. By their ids. */
export async function correctedAmong(
  tx: Transaction,
  jobs: readonly { readonly job: string; readonly run: string | null; readonly stage: StageName }[],
): Promise<ReadonlySet<string>> {
  const corrected = new Set<string>();
  for (const one of jobs) if ((await correctionOf(tx, one)) !== null) corrected.add(one.job);
  return corrected;
}

/**
 * Whether a newer delivery for the same as-at date was published in the meantime and speaks for days of the same lists:
 * then an older one that is still on its way would put its content in the place of its own correction. Of one that was
 * not landed nobody knows what it speaks for: any newer one counts.
 *
 * @returns the reason in words, or null
 */
export async function findCorrection(tx: Transaction, runId: string): Promise<string | null> {
  const [own] = await tx.orm
    .select({ id: delivery.id, source: delivery.source, asAt: delivery.asAt, createdAt: delivery.createdAt })
    .from(run)
    .innerJoin(delivery, eq(delivery.id, run.delivery))
    .where(and(eq(run.authority, tx.authority), eq(run.id, runId)));
  if (!own) throw new Error(`There is no run ${runId}.`);
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
        sql`(
          not exists (select from vigil.file as landed where landed.delivery = ${own.id})
          or exists (
            select from ${file} join vigil.file as landed using (list)
            where ${file.delivery} = ${delivery.id} and landed.delivery = ${own.id}
              and ${ownDays} && ${daysOf(sql`landed.coverage`, sql`${delivery.asAt}`)}
          )
        )`,
      ),
    )
    .orderBy(desc(delivery.createdAt))
    .limit(1);
  if (!newer) return null;
  return `was corrected: a newer delivery as at ${own.asAt} is published, and this one would take its place; say vigil reject ${own.id} to put it aside`;
}
