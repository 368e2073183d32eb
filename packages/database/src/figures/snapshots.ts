import { and, asc, desc, eq, inArray, lte, max, sql, type SQL } from 'drizzle-orm';
import type { IsoDate, Period } from '@vigil/calendar';
import type { Origin } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { standingOf } from '../deliveries/standing.ts';
import { delivery, file, snapshot, type RestatementReason } from '../schema/index.ts';

export type Snapshot = typeof snapshot.$inferSelect;

/** A figure about to be published. */
export interface FigureToPublish {
  readonly indicator: string;
  readonly period: Period;
  readonly member: string | null;
  readonly origin: Origin;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly text: string | null;
  readonly populationYear: number | null;
}

/** What holds for all figures of an indicator that are published together. */
export interface FigureProvenance {
  readonly asAt: IsoDate;
  readonly definitionVersion: number;
  readonly calendarVersion: string;
  readonly deliveries: Readonly<Record<string, string>>;
  readonly quarantinedShare: number | null;
  readonly run: string;
}

const keyOf = (figure: Pick<Snapshot, 'period' | 'member' | 'origin'>) =>
  `${figure.period}\n${figure.member ?? ''}\n${figure.origin}`;

/** Same figure: nothing that a reader would see differs. */
function sameFigure(
  a: Pick<Snapshot, 'numerator' | 'denominator' | 'value' | 'text'>,
  b: Pick<Snapshot, 'numerator' | 'denominator' | 'value' | 'text'>,
): boolean {
  return (
    sameNumber(a.numerator, b.numerator) &&
    sameNumber(a.denominator, b.denominator) &&
    sameNumber(a.value, b.value) &&
    a.text === b.text
  );
}

/** Whether two of PostgreSQL's decimals are one number, however they are written; nothing is the same as nothing. */
export function sameNumber(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : Number(a) === Number(b);
}

/**
 * The figures of an indicator that stood at an as-at date: one each of period, member and origin.
 *
 * @param wanted.knownAt as known then; without it, as known now
 */
export async function standingFigures(
  tx: Transaction,
  wanted: { indicators?: readonly string[]; asAt: IsoDate; knownAt?: Date; period?: Period; origin?: Origin },
): Promise<readonly Snapshot[]> {
  const conditions: (SQL | undefined)[] = [
    eq(snapshot.authority, tx.authority),
    lte(snapshot.asAt, wanted.asAt),
    wanted.knownAt && lte(snapshot.createdAt, wanted.knownAt),
    wanted.indicators && inArray(snapshot.indicator, [...wanted.indicators]),
    wanted.period === undefined ? undefined : eq(snapshot.period, wanted.period),
    wanted.origin && eq(snapshot.origin, wanted.origin),
  ];
  return tx.orm
    .selectDistinctOn([snapshot.indicator, snapshot.period, snapshot.member, snapshot.origin])
    .from(snapshot)
    .where(and(...conditions))
    .orderBy(
      asc(snapshot.indicator),
      asc(snapshot.period),
      asc(snapshot.member),
      asc(snapshot.origin),
      desc(snapshot.asAt),
      desc(snapshot.version),
    );
}

/** A figure that differs from the one that stood: what it was, and what it is now. */
export interface Restatement {
  readonly before: Snapshot;
  readonly now: FigureToPublish;
}

/** Sorts figures into new, restated and unchanged, against those that stand at the same as-at date. */
export function sortFigures(
  standing: readonly Snapshot[],
  figures: readonly FigureToPublish[],
): { fresh: readonly FigureToPublish[]; restated: readonly Restatement[]; unchanged: number } {
  const before = new Map(standing.map((one) => [keyOf(one), one]));
  const fresh: FigureToPublish[] = [];
  const restated: Restatement[] = [];
  for (const now of figures) {
    const earlier = before.get(keyOf(now));
    if (!earlier) fresh.push(now);
    else if (!sameFigure(earlier, now)) restated.push({ before: earlier, now });
  }
  return { fresh, restated, unchanged: figures.length - fresh.length - restated.length };
}

/** A version about to be added, and what it differs from, if anything. */
export interface NewVersion {
  readonly figure: FigureToPublish;
  readonly reason: RestatementReason | null;
  /** The version that stood before it. */
  readonly differsFrom: number | null;
  /** That one had stood as final. */
  readonly afterSettling: boolean;
}

/** Adds versions of an indicator's figures. Nothing is ever updated: what was published stays. */
export async function publishFigures(
  tx: Transaction,
  indicator: string,
  provenance: FigureProvenance,
  figures: readonly NewVersion[],
): Promise<void> {
  if (figures.length === 0) return;
  const versions = await tx.orm
    .select({
      period: snapshot.period,
      member: snapshot.member,
      origin: snapshot.origin,
      version: max(snapshot.version),
    })
    .from(snapshot)
    .where(and(eq(snapshot.authority, tx.authority), eq(snapshot.indicator, indicator)))
    .groupBy(snapshot.period, snapshot.member, snapshot.origin);
  const last = new Map(versions.map((one) => [keyOf(one), one.version ?? 0]));
  await tx.orm.insert(snapshot).values(
    figures.map(({ figure, ...version }) => ({
      authority: tx.authority,
      ...figure,
      ...version,
      asAt: provenance.asAt,
      version: (last.get(keyOf(figure)) ?? 0) + 1,
      definitionVersion: provenance.definitionVersion,
      calendarVersion: provenance.calendarVersion,
      deliveries: provenance.deliveries,
      quarantinedShare: provenance.quarantinedShare === null ? null : String(provenance.quarantinedShare),
      run: provenance.run,
    })),
  );
}

/** What was delivered of a list last, up to an as-at date: one file, or the parts of that date. */
export interface ListState {
  readonly list: string;
  readonly asAt: IsoDate;
  /** The one published last. */
  readonly delivery: string;
  /** Rows, of all parts. */
  readonly read: number;
  readonly quarantined: number;
}

/**
 * How fresh each list was at an as-at date: a list that was not delivered then keeps its earlier date.
 *
 * @param knownAt as known then; without it, as known now
 */
export async function listStates(
  tx: Transaction,
  asAt: IsoDate,
  knownAt?: Date,
): Promise<ReadonlyMap<string, ListState>> {
  const rows = await tx.orm
    .selectDistinctOn([file.list], {
      list: file.list,
      asAt: delivery.asAt,
      delivery: sql<string>`(array_agg(${delivery.id} order by ${delivery.publishedAt} desc))[1]`,
      read: sql<number>`sum(${file.read})::int`,
      quarantined: sql<number>`sum(${file.quarantined})::int`,
    })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(and(standingOf(tx, knownAt), lte(delivery.asAt, asAt)))
    .groupBy(file.list, delivery.asAt)
    .orderBy(asc(file.list), desc(delivery.asAt));
  return new Map(rows.map((row) => [row.list, row]));
}

/** As-at dates of published deliveries after one, oldest first: figures there may rest on what just changed. */
export async function laterAsAtDates(tx: Transaction, asAt: IsoDate): Promise<readonly IsoDate[]> {
  const rows = await tx.sql<{ as_at: string }[]>`
    select distinct as_at from vigil.delivery
    where authority = ${tx.authority} and state = 'published' and as_at > ${asAt}
    order by as_at`;
  return rows.map((row) => row.as_at);
}

/** A reported figure as it stands in the list `reported_figures`. */
export interface ReportedFigure {
  readonly indicator: string;
  readonly period: Period;
  readonly member: string | null;
  readonly value: string | null;
  readonly value_text: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

export async function reportedFigures(tx: Transaction, asAt: IsoDate): Promise<readonly ReportedFigure[]> {
  return tx.sql<ReportedFigure[]>`
    select indicator, period, member, value, value_text, numerator, denominator
    from cohort.reported_figures(${asAt}::date)
    order by indicator, period, member`;
}
