import { and, asc, desc, eq, exists, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import { digestsSource } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';
import { attempt, delivery, failedStates, notification, run, slot, stage } from '../schema/index.ts';
import { filesOf, type DeliveredFile } from './files.ts';
import { type Delivery } from './deliveries.ts';
import { type Run } from './runs.ts';

export interface NightRun {
  readonly run: Run;
  readonly delivery: Delivery;
  readonly files: readonly DeliveredFile[];
  /** Why its failed stages failed, the last word of each. */
  readonly causes: readonly { readonly message: string; readonly advice: string }[];
}

export type NightMail = Pick<typeof notification.$inferSelect, 'kind' | 'state'>;

/** What the runs of some slots came to. */
export interface Night {
  readonly runs: readonly NightRun[];
  /** The mails that their digest slots prepared, or sent for others. */
  readonly mails: readonly NightMail[];
  /** What kept a pull from finding a delivery, in words. */
  readonly problems: readonly string[];
}

export async function readNight(tx: Transaction, slots: readonly string[]): Promise<Night> {
  const rows = await tx.orm
    .select({ run, delivery })
    .from(run)
    .innerJoin(delivery, eq(delivery.id, run.delivery))
    .where(and(eq(run.authority, tx.authority), inArray(run.slot, [...slots])))
    .orderBy(asc(run.createdAt), asc(run.asAt));
  const runs: NightRun[] = [];
  for (const row of rows) {
    runs.push({
      ...row,
      files: await filesOf(tx, row.delivery.id),
      causes: await causesOf(tx, eq(stage.run, row.run.id)),
    });
  }
  return { runs, mails: await mailsOf(tx, slots), problems: await problemsOf(tx, slots) };
}

async function mailsOf(tx: Transaction, slots: readonly string[]): Promise<readonly NightMail[]> {
  const sentMeanwhile = tx.orm
    .select({ id: slot.id })
    .from(slot)
    .where(
      and(
        inArray(slot.id, [...slots]),
        eq(slot.source, digestsSource),
        gte(notification.sendingAt, slot.createdAt),
        or(isNull(slot.closedAt), lte(notification.sendingAt, slot.closedAt)),
      ),
    );
  return tx.orm
    .select({ kind: notification.kind, state: notification.state })
    .from(notification)
    .where(
      and(eq(notification.authority, tx.authority), or(inArray(notification.slot, [...slots]), exists(sentMeanwhile))),
    );
}

async function problemsOf(tx: Transaction, slots: readonly string[]): Promise<readonly string[]> {
  const opened = await tx.orm
    .select({ id: slot.id, problems: slot.problems })
    .from(slot)
    .where(and(eq(slot.authority, tx.authority), inArray(slot.id, [...slots])));
  const problems = opened.flatMap((one) => one.problems);
  for (const { id } of opened) {
    const failed = await causesOf(tx, and(eq(stage.slot, id), isNull(stage.run)));
    problems.push(...failed.map(({ message, advice }) => `${message} ${advice}`));
  }
  return problems;
}

async function causesOf(
  tx: Transaction,
  which: ReturnType<typeof and>,
): Promise<readonly { message: string; advice: string }[]> {
  const causes = await tx.orm
    .selectDistinctOn([attempt.stage], { message: attempt.message, advice: attempt.advice })
    .from(attempt)
    .innerJoin(stage, eq(stage.id, attempt.stage))
    .where(
      and(
        eq(attempt.authority, tx.authority),
        inArray(stage.state, failedStates),
        inArray(attempt.outcome, ['failed', 'lost']),
        which,
      ),
    )
    .orderBy(attempt.stage, desc(attempt.fence));
  return causes.map(({ message, advice }) => ({ message: message ?? 'It failed.', advice: advice ?? '' }));
}
