import { and, asc, desc, eq, inArray, lte, type SQL } from 'drizzle-orm';
import type { IsoDate, Period } from '@vigil/calendar';
import type { Origin } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { standingReported, type FormSources, type ReportedFigure } from './reported.ts';
import { snapshot, type RestatementReason } from '../schema/index.ts';

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

/** A figure that stands at an as-at date, as far as another is compared with it. */
export interface EarlierFigure extends Pick<
  Snapshot,
  | 'period'
  | 'member'
  | 'origin'
  | 'asAt'
  | 'version'
  | 'numerator'
  | 'denominator'
  | 'value'
  | 'text'
  | 'definitionVersion'
  | 'calendarVersion'
> {
  /** What it was computed from, where it is of that very date; null of those that are older. */
  readonly deliveries: Snapshot['deliveries'] | null;
}

/** The figures of one origin that stand for some months of several indicators, of each as at a date of its own. */
export async function earlierFigures(
  tx: Transaction,
  wanted: readonly { readonly indicator: string; readonly asAt: IsoDate; readonly periods: readonly Period[] }[],
  origin: Origin,
): Promise<ReadonlyMap<string, readonly EarlierFigure[]>> {
  const months = wanted.flatMap(({ periods, ...one }) => periods.map((period) => ({ ...one, period })));
  const rows = await tx.sql<(EarlierFigure & { readonly indicator: string })[]>`
    select distinct on (told.indicator, told.period, told.member) told.indicator, told.period, told.member, told.origin,
      told.as_at::text as "asAt", told.version, told.numerator, told.denominator, told.value, told.text,
      told.definition_version as "definitionVersion", told.calendar_version as "calendarVersion",
      case when told.as_at = wanted.as_at then told.deliveries end as deliveries
    from unnest(${months.map(({ indicator }) => indicator)}::text[], ${months.map(({ asAt }) => asAt)}::text[]::date[],
      ${months.map(({ period }) => period)}::text[]) as wanted(indicator, as_at, period)
    join vigil.snapshot as told
      on told.authority = ${tx.authority} and told.indicator = wanted.indicator and told.period = wanted.period
        and told.as_at <= wanted.as_at
    where told.origin = ${origin}
    order by told.indicator, told.period, told.member, told.as_at desc, told.version desc`;
  const standing = new Map(wanted.map(({ indicator }) => [indicator, new Array<EarlierFigure>()]));
  for (const { indicator, ...one } of rows) standing.get(indicator)!.push(one);
  return standing;
}

/** A figure that differs from the one that stood: what it was, and what it is now. */
export interface Restatement {
  readonly before: EarlierFigure;
  readonly now: FigureToPublish;
}

/** Sorts figures into new, restated and unchanged, against those that stand at the same as-at date. */
export function sortFigures(
  standing: readonly EarlierFigure[],
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

/** Versions of figures that are added together. */
export interface Publication {
  readonly provenance: FigureProvenance;
  readonly figures: readonly NewVersion[];
}

/** Adds versions of figures. Nothing is ever updated: what was published stays. */
export async function publishFigures(tx: Transaction, publications: readonly Publication[]): Promise<void> {
  const rows = publications.flatMap(({ provenance, figures }) =>
    figures.map(({ figure, ...version }) => ({ ...figure, ...version, ...provenance })),
  );
  if (rows.length === 0) return;
  // A parameter for all of them: a value each for every column of every row would cost more than the rest of a night.
  await tx.sql`
    insert into vigil.snapshot (authority, indicator, period, member, origin, as_at, version, numerator, denominator, value,
      text, definition_version, calendar_version, population_year, deliveries, quarantined_share, reason, differs_from,
      after_settling, run)
    select ${tx.authority}, indicator, period, member, origin, "asAt", coalesce((
        select max(told.version) from vigil.snapshot as told
        where told.authority = ${tx.authority} and told.indicator = row.indicator and told.period = row.period
          and told.origin = row.origin and (told.member = row.member or told.member is null and row.member is null)
      ), 0) + 1, numerator, denominator, value, text, "definitionVersion", "calendarVersion", "populationYear", deliveries,
      "quarantinedShare", reason, "differsFrom", "afterSettling", run
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row(indicator text, period text, member text,
      origin text, "asAt" date, numerator numeric, denominator numeric, value numeric, text text,
      "definitionVersion" int, "calendarVersion" text, "populationYear" int, deliveries jsonb, "quarantinedShare" numeric,
      reason text, "differsFrom" int, "afterSettling" boolean, run uuid)`;
}

/** As-at dates of published deliveries after one, oldest first: figures there may rest on what just changed. */
export async function laterAsAtDates(tx: Transaction, asAt: IsoDate): Promise<readonly IsoDate[]> {
  const rows = await tx.sql<{ as_at: string }[]>`
    select distinct as_at from vigil.delivery
    where authority = ${tx.authority} and state = 'published' and as_at > ${asAt}
    order by as_at`;
  return rows.map((row) => row.as_at);
}

/** The figures that people reported, as at a date. */
export async function reportedFigures(
  tx: Transaction,
  asAt: IsoDate,
  forms: FormSources,
): Promise<readonly ReportedFigure[]> {
  return (await standingReported(tx, asAt, forms)).map(({ source: _source, note: _note, ...figure }) => figure);
}
