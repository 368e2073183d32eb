import { and, eq, inArray } from 'drizzle-orm';
import type { TurnedMonth } from '@vigil/alerts';
import type { Calendar } from '@vigil/calendar';
import { judgeSeries, type Target } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { toFigure, type Series } from '../figures/series.ts';
import type { Snapshot } from '../figures/snapshots.ts';
import { run, snapshot } from '../schema/index.ts';

/** A version of a figure, and the slot whose run published it. */
interface Version {
  readonly snapshot: Snapshot;
  readonly slot: string;
}

/**
 * Settled months whose verdict the restatements of a run have turned, against what stood before its slot: what several
 * deliveries of a batch say after one another, nobody has read. A run that was judged before has said so then, and
 * nothing of it is new.
 */
export async function readTurned(
  tx: Transaction,
  series: readonly Series[],
  judged: string,
  by: { readonly calendar: Calendar; readonly targets: ReadonlyMap<string, readonly Target[]> },
): Promise<ReadonlyMap<Series, readonly TurnedMonth[]>> {
  const restated = series.flatMap((one) =>
    [...one.snapshots.values()].flatMap((now) => (now.run === judged && now.afterSettling ? [{ one, now }] : [])),
  );
  const turned = new Map<Series, TurnedMonth[]>();
  const slot = restated.length === 0 ? null : await slotToJudge(tx, judged);
  if (slot === null) return turned;
  const versions = await versionsOf(
    tx,
    restated.map(({ now }) => now),
  );
  for (const { one, now } of restated) {
    const before = stoodBefore(now, slot, versions);
    const month = before && turn(one, before, now, by);
    if (month) turned.set(one, [...(turned.get(one) ?? []), month]);
  }
  return turned;
}

/** The slot of a run that has not been judged; null where it has. */
async function slotToJudge(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx.orm
    .select({ slot: run.slot, evaluatedAt: run.evaluatedAt })
    .from(run)
    .where(and(eq(run.authority, tx.authority), eq(run.id, id)));
  return row === undefined || row.evaluatedAt !== null ? null : row.slot;
}

/** All versions of the figures of these indicators and months. */
async function versionsOf(tx: Transaction, figures: readonly Snapshot[]): Promise<readonly Version[]> {
  return tx.orm
    .select({ snapshot, slot: run.slot })
    .from(snapshot)
    .innerJoin(run, eq(run.id, snapshot.run))
    .where(
      and(
        eq(snapshot.authority, tx.authority),
        inArray(snapshot.indicator, [...new Set(figures.map(({ indicator }) => indicator))]),
        inArray(snapshot.period, [...new Set(figures.map(({ period }) => period))]),
      ),
    );
}

/** The version that a figure differs from, or the one that this differs from, until it is of another slot. */
function stoodBefore(now: Snapshot, slot: string, versions: readonly Version[]): Snapshot | null {
  const before = versions.find(
    ({ snapshot: one }) =>
      one.version === now.differsFrom &&
      one.indicator === now.indicator &&
      one.period === now.period &&
      one.member === now.member &&
      one.origin === now.origin,
  );
  if (before === undefined) return null;
  return before.slot === slot ? stoodBefore(before.snapshot, slot, versions) : before.snapshot;
}

/** The month with the colour it had and the colour it has; null where that is the same. */
function turn(
  { definition, judged, asAts }: Series,
  before: Snapshot,
  now: Snapshot,
  { calendar, targets }: Parameters<typeof readTurned>[3],
): TurnedMonth | null {
  const { period } = now;
  const at = judged.findIndex(({ figure }) => figure.period === period);
  const figures = judged.map(({ figure }) => figure);
  const then = figures.with(at, toFigure(definition, before, asAts.get(period)!, calendar));
  const from = judgeSeries(definition, then, targets.get(definition.id) ?? [])[at]!.rag;
  const to = judged[at]!.rag;
  return from === to ? null : { period, from, to, reason: now.reason ?? 'correction' };
}
