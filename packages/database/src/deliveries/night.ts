import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { attempt, delivery, notification, run, slot, stage, type NotificationState } from '../schema/index.ts';
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

/** What the runs of some slots came to. */
export interface Night {
  readonly runs: readonly NightRun[];
  /** The state of each mail they led to. */
  readonly mails: readonly NotificationState[];
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
  const mails = await tx.orm
    .select({ state: notification.state })
    .from(notification)
    .innerJoin(run, eq(run.id, notification.run))
    .where(and(eq(notification.authority, tx.authority), inArray(run.slot, [...slots])));
  return { runs, mails: mails.map(({ state }) => state), problems: await problemsOf(tx, slots) };
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
    .where(and(eq(attempt.authority, tx.authority), eq(stage.state, 'failed'), eq(attempt.outcome, 'failed'), which))
    .orderBy(attempt.stage, desc(attempt.fence));
  return causes.map(({ message, advice }) => ({ message: message ?? 'It failed.', advice: advice ?? '' }));
}
