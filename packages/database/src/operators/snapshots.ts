import { and, asc, eq, inArray, lte, min } from 'drizzle-orm';
import type { IsoDate, Period } from '@vigil/calendar';
import type { Origin } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { readRun } from '../deliveries/runs.ts';
import type { Snapshot } from '../figures/snapshots.ts';
import { alertEvent, notification, snapshot } from '../schema/index.ts';

/** What was known when a run told people: the state of the world it spoke of, and the moment. */
export interface Knowledge {
  readonly asAt: IsoDate;
  readonly knownAt: Date;
}

/**
 * The moment at which what a run came to was first told, so that what stands in the mail can be found again. For a run
 * that nobody was told of, the moment its figures were judged; for one that has not got so far, now.
 */
export async function knowledgeOf(tx: Transaction, runId: string, now: Date): Promise<Knowledge> {
  const { run } = await readRun(tx, runId);
  const [mail] = await tx.orm
    .select({ writtenAt: min(notification.createdAt) })
    .from(notification)
    .innerJoin(alertEvent, eq(alertEvent.toldIn, notification.id))
    .where(and(eq(notification.authority, tx.authority), eq(alertEvent.run, runId)));
  return { asAt: run.asAt, knownAt: mail?.writtenAt ?? run.evaluatedAt ?? run.finishedAt ?? now };
}

/** All versions of figures, oldest first within an indicator, period, member and origin. */
export async function listVersions(
  tx: Transaction,
  wanted: {
    indicators: readonly string[];
    period?: Period;
    origin?: Origin;
    asAt?: IsoDate;
    knownAt?: Date;
  },
): Promise<readonly Snapshot[]> {
  return tx.orm
    .select()
    .from(snapshot)
    .where(
      and(
        eq(snapshot.authority, tx.authority),
        inArray(snapshot.indicator, [...wanted.indicators]),
        wanted.period === undefined ? undefined : eq(snapshot.period, wanted.period),
        wanted.origin && eq(snapshot.origin, wanted.origin),
        wanted.asAt === undefined ? undefined : lte(snapshot.asAt, wanted.asAt),
        wanted.knownAt && lte(snapshot.createdAt, wanted.knownAt),
      ),
    )
    .orderBy(
      asc(snapshot.indicator),
      asc(snapshot.period),
      asc(snapshot.member),
      asc(snapshot.origin),
      asc(snapshot.version),
    );
}
