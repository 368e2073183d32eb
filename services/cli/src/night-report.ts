import { benchmarkTables } from '@vigil/benchmarks';
import {
  benchmarksLoadedBy,
  countOvertaken,
  readNight,
  readOpenNotices,
  type BenchmarkFile,
  type NightRun,
  type Notice,
} from '@vigil/database';
import type { Installation } from './installation.ts';

/** What `vigil run --format json` prints; stable. */
export interface NightReport {
  readonly runs: readonly ReportedRun[];
  readonly notifications: {
    readonly sent: number;
    readonly suppressed: number;
    readonly uncertain: number;
    readonly failed: number;
  };
  /** What kept a pull from finding a delivery, in words. */
  readonly problems: readonly string[];
  /** What the guards of the sources have noticed, and what has not ended yet. */
  readonly notices: readonly ReportedNotice[];
  /** Published files that were not known before. */
  readonly benchmarks: readonly ReportedBenchmarks[];
}

interface ReportedBenchmarks extends Pick<BenchmarkFile, 'authority' | 'table' | 'release' | 'rows' | 'reason'> {
  readonly file: string;
  /** `table` and `neighbours` are loaded; `refused` has findings; with the rest nothing is compared. */
  readonly kind: BenchmarkFile['kind'];
}

interface ReportedNotice extends Pick<Notice, 'authority' | 'source' | 'kind' | 'words'> {
  /** Null where the whole delivery is meant. */
  readonly list: string | null;
  readonly since: string;
}

interface ReportedRun {
  readonly id: string;
  readonly authority: string;
  readonly source: string;
  readonly asAt: string;
  readonly status: string;
  readonly lists: readonly {
    readonly list: string;
    readonly file: string;
    readonly read: number;
    readonly accepted: number;
    readonly quarantined: number;
    readonly duplicates: number;
    readonly unchanged: number;
  }[];
  readonly snapshots: { readonly new: number; readonly restated: number; readonly unchanged: number };
  /** Of how many indicators something was computed, and of how many nothing that they rest on had changed. */
  readonly indicators: { readonly computed: number; readonly reused: number };
  readonly alerts: { readonly opened: number; readonly continuing: number; readonly recovered: number };
  /** Files that are passed over, and why. */
  readonly ignored: readonly { readonly name: string; readonly reason: string }[];
  /** Why it failed or is held, and what to do about it. */
  readonly causes: readonly { readonly message: string; readonly advice: string }[];
}

/** Gathers what the slots' runs came to. */
export async function nightReport(
  { database }: Installation,
  slots: readonly { readonly authority: string; readonly slot: string }[],
): Promise<NightReport> {
  const runs: ReportedRun[] = [];
  const notifications = { sent: 0, suppressed: 0, uncertain: 0, failed: 0 };
  const problems: string[] = [];
  const notices: ReportedNotice[] = [];
  const benchmarks: ReportedBenchmarks[] = [];
  for (const authority of new Set(slots.map((one) => one.authority))) {
    const own = slots.filter((one) => one.authority === authority).map(({ slot }) => slot);
    await database.forAuthority(authority).transaction(async (tx) => {
      const night = await readNight(tx, own);
      runs.push(...night.runs.map(toReported));
      problems.push(...night.problems);
      notices.push(...(await readOpenNotices(tx)).map(toReportedNotice));
      benchmarks.push(...(await benchmarksLoadedBy(tx, own)).map(toReportedBenchmarks));
      for (const state of night.mails) {
        if (state === 'accepted') notifications.sent += 1;
        else if (state === 'uncertain' || state === 'sending') notifications.uncertain += 1;
        else notifications.failed += 1;
      }
      const ids = night.runs.map(({ run }) => run.id);
      notifications.suppressed += ids.length === 0 ? 0 : await countOvertaken(tx, ids);
    });
  }
  return { runs, notifications, problems, notices, benchmarks };
}

function toReportedBenchmarks({
  authority,
  name,
  kind,
  table,
  release,
  rows,
  reason,
}: BenchmarkFile): ReportedBenchmarks {
  return { authority, file: name, kind, table, release, rows, reason };
}

function toReportedNotice({ authority, source, kind, list, since, words }: Notice): ReportedNotice {
  return { authority, source, kind, list: list === '' ? null : list, since: since.toISOString(), words };
}

function toReported({ run, delivery, files, causes }: NightRun): ReportedRun {
  return {
    id: run.id,
    authority: run.authority,
    source: run.source,
    asAt: run.asAt,
    status: run.state,
    lists: files.map(({ list, name, read, accepted, quarantined, duplicates, unchanged }) => ({
      list,
      file: name,
      read,
      accepted,
      quarantined,
      duplicates,
      unchanged,
    })),
    snapshots: { new: run.newFigures, restated: run.restatedFigures, unchanged: run.unchangedFigures },
    indicators: { computed: run.computedIndicators, reused: run.reusedIndicators },
    alerts: { opened: run.alertsOpened, continuing: run.alertsContinuing, recovered: run.alertsRecovered },
    ignored: delivery.ignored,
    causes: delivery.heldBecause === null ? causes : [...causes, heldCause(delivery.id, delivery.heldBecause)],
  };
}

function heldCause(id: string, because: string): { message: string; advice: string } {
  return {
    message: `The delivery is held, and nothing of it is published: ${because}`,
    advice: `Look at it, then say vigil accept ${id} --reason "…" or vigil reject ${id} --reason "…".`,
  };
}

/** The same for people, a line each. */
export function reportInWords(report: NightReport): readonly string[] {
  const lines: string[] = [];
  for (const run of report.runs) {
    const { lists, snapshots, indicators, alerts } = run;
    const rows = lists.reduce((sum, list) => sum + list.read, 0);
    const quarantined = lists.reduce((sum, list) => sum + list.quarantined, 0);
    lines.push(
      `${run.source} of ${run.authority} as at ${run.asAt}: ${run.status}. ` +
        `${count(lists.length, 'list')}, ${count(rows, 'row')} read, ${quarantined} quarantined; ` +
        `figures: ${snapshots.new} new, ${snapshots.restated} restated, ${snapshots.unchanged} unchanged, ` +
        `${count(indicators.computed, 'indicator')} computed of ${indicators.computed + indicators.reused}; ` +
        `alerts: ${alerts.opened} opened, ${alerts.continuing} continuing, ${alerts.recovered} recovered.`,
    );
    for (const { name, reason } of run.ignored) lines.push(`  passed over: ${name} (${reason})`);
    for (const { message, advice } of run.causes) lines.push(`  ${message}`, `  → ${advice}`);
  }
  lines.push(...report.problems);
  // The other kinds are told with the run that they stopped.
  for (const { kind, source, words } of report.notices) {
    if (kind === 'stale' || kind === 'never-arrived') lines.push(`${source}: ${words}`);
  }
  const nothing = report.runs.length + report.problems.length + report.benchmarks.length === 0;
  if (nothing) lines.push('Nothing new: every delivery is published.');
  lines.push(...benchmarksInWords(report.benchmarks));
  const { sent, uncertain, failed } = report.notifications;
  if (sent + uncertain + failed > 0) lines.push(`Mail: ${sent} sent, ${uncertain} uncertain, ${failed} failed.`);
  if (uncertain > 0) {
    lines.push(
      'Whether an uncertain mail arrived nobody can tell from here: see vigil notifications, then resend or confirm it.',
    );
  }
  return lines;
}

/** What was loaded, and what was not and why. */
function benchmarksInWords(files: readonly ReportedBenchmarks[]): readonly string[] {
  return files.map(({ authority, file, kind, table, release, rows, reason }) => {
    const of = `Benchmarks of ${authority}, ${file}:`;
    switch (kind) {
      case 'table':
        return `${of} ${benchmarkTables.get(table ?? '')?.title ?? table}, release ${release}, ${count(rows, 'row')} loaded.`;
      case 'neighbours':
        return `${of} statistical neighbours, edition ${release}, of ${rows} authorities loaded.`;
      case 'not compared':
        return `${of} passed over; ${reason}.`;
      case 'refused':
        return `${of} REFUSED, nothing of it is loaded; vigil benchmarks --findings says why.`;
    }
  });
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`;
}
