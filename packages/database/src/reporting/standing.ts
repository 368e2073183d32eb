import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Calendar, IsoDate } from '@vigil/calendar';
import {
  describeTarget,
  threshold,
  type Catalogue,
  type IndicatorDefinition,
  type JudgedFigure,
  type Target,
} from '@vigil/indicators';
import { standingCalendar } from '../calendars.ts';
import type { ComparedAuthority } from '../benchmarks/compared.ts';
import type { Database, Transaction } from '../database.ts';
import { newestDelivery } from '../figures/movement.ts';
import { readSeries, type Series } from '../figures/series.ts';
import type { Snapshot } from '../figures/snapshots.ts';
import { authority as authorityTable, definition, standingFigure } from '../schema/index.ts';
import { keepBenchmarks } from './benchmarks.ts';
import { keepRows } from './keep-rows.ts';

/** A figure of a series by itself, with its definition and what is known of its making. */
export interface StandingFigure extends JudgedFigure, Pick<Snapshot, 'version' | 'definitionVersion' | 'reason'> {
  readonly definition: IndicatorDefinition;
  /** The date of the lists it rests on. */
  readonly asAt: IsoDate;
  /** Of the rows of the lists it needs, the share (0 to 1) in quarantine; null where nothing was read. */
  readonly quarantinedShare: number | null;
}

/** The figures of a series one by one, oldest first. */
export function figuresOf({
  definition: defined,
  judged,
  snapshots,
  asAts,
  quarantinedShare,
}: Series): readonly StandingFigure[] {
  return judged.map((one) => {
    const { version, definitionVersion, reason } = snapshots.get(one.figure.period)!;
    const asAt = asAts.get(one.figure.period)!;
    return { ...one, definition: defined, version, definitionVersion, reason, asAt, quarantinedShare };
  });
}

/** By what figures are named, judged and compared: code and configuration, which SQL cannot see. */
export interface Judging {
  readonly catalogue: Catalogue;
  readonly authority: ComparedAuthority & { readonly targets: ReadonlyMap<string, readonly Target[]> };
}

/**
 * Brings what the views of the schema `reporting` show up to date: definitions, the figures that stand as at the newest
 * delivery, judged, and what they are compared with. To be called where figures were published, in the transaction that
 * judges them.
 */
export async function keepReporting(tx: Transaction, { catalogue, authority }: Judging): Promise<void> {
  const { targets } = authority;
  const calendar = await standingCalendar(tx);
  // One at a time: whoever comes second waits for this row, and reads what is there then.
  await tx.orm
    .update(authorityTable)
    .set({ judgedBy: judgingDigest(rulesDigest(catalogue, calendar), authority) })
    .where(eq(authorityTable.code, tx.authority));
  const asAt = (await newestDelivery(tx))?.asAt;
  const series = asAt === undefined ? [] : await readSeries(tx, catalogue.all(), { asAt, calendar, targets });
  const definitions = catalogue.all().map((one) => definitionRow(tx.authority, one));
  await keepRows(tx, definition, definitions);
  const figures = series.flatMap(figuresOf).map((one) => figureRow(tx.authority, one));
  await keepRows(tx, standingFigure, figures);
  await keepBenchmarks(tx, authority);
}

/** The same for each authority whose definitions, targets or calendar are others than when it was last done: at a start. */
export async function keepReportingUnlessKept(
  database: Database,
  catalogue: Catalogue,
  authorities: readonly Judging['authority'][],
): Promise<void> {
  const { rules, kept } = await database.acrossAuthorities(async (tx) => ({
    rules: rulesDigest(catalogue, await standingCalendar(tx)),
    kept: await tx.orm.select({ code: authorityTable.code, judgedBy: authorityTable.judgedBy }).from(authorityTable),
  }));
  const judgedBy = new Map(kept.map((one) => [one.code, one.judgedBy]));
  for (const authority of authorities) {
    if (judgedBy.get(authority.code) === judgingDigest(rules, authority)) continue;
    await database.forAuthority(authority.code).transaction((tx) => keepReporting(tx, { catalogue, authority }));
  }
}

/** Of what holds for all authorities alike. */
function rulesDigest(catalogue: Catalogue, { version }: Calendar): string {
  return digestOf([catalogue.all(), version]);
}

function judgingDigest(rules: string, { targets, benchmarks }: Judging['authority']): string {
  return digestOf([rules, [...targets], benchmarks?.neighbours ?? null]);
}

function digestOf(said: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

type DefinitionRow = typeof definition.$inferInsert;
type FigureRow = typeof standingFigure.$inferInsert;

function definitionRow(code: string, one: IndicatorDefinition): DefinitionRow {
  const { id, title, heading, section, service, meaning, unit, decimals, polarity, measure, lists } = one;
  return {
    authority: code,
    indicator: id,
    code: one.code,
    title,
    heading,
    section,
    service,
    meaning,
    unit,
    decimals,
    polarity,
    measure,
    lists: lists.join(', '),
    rolling: one.rolling,
    smallCohort: one.smallCohort,
    companionOf: one.companionOf && one.companionOf.indicator,
    origin: one.cohort === null ? 'reported' : 'computed',
    settleWorkingDays: one.settleWorkingDays,
    definitionVersion: one.definitionVersion,
  };
}

function figureRow(code: string, one: StandingFigure): FigureRow {
  const { definition: defined, figure, target, rag, change } = one;
  const limit = target && threshold(target);
  return {
    authority: code,
    ...figure,
    targetComparator: limit && limit.comparator,
    target: limit && limit.value,
    targetInWords: target && describeTarget(target, defined.unit),
    yearToDate: one.yearToDate?.value ?? null,
    rag,
    change: change && Number(change.amount.toFixed(4)),
    changeVerdict: change && change.verdict,
    version: one.version,
    asAt: one.asAt,
    definitionVersion: one.definitionVersion,
    reason: one.reason,
    quarantinedShare: one.quarantinedShare,
  };
}
