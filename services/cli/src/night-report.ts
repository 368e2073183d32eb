import {
  benchmarksLoadedBy,
  countSuppressed,
  readNight,
  readOpenNotices,
  type BenchmarkFile,
  type NightMail,
  type NightRun,
  type Notice,
} from '@vigil/database';
import type { Installation } from './installation.ts';

/** What `vigil run --format json` prints; stable. */
export interface NightReport {
  readonly runs: readonly ReportedRun[];
  readonly notifications: ReportedMails;
  /** What kept a pull from finding a delivery, in words. */
  readonly problems: readonly string[];
  /** What the guards of the sources have noticed, and what has not ended yet. */
  readonly notices: readonly ReportedNotice[];
  /** Published files that were not known before. */
  readonly benchmarks: readonly ReportedBenchmarks[];
}

export interface ReportedMails {
  /** Digests that were accepted: at most one a person. */
  readonly sent: number;
  /** News that nobody was told by itself: told with newer news of its rule, muted, or left for the next working day. */
  readonly suppressed: number;
  /** Mails of any kind. */
  readonly uncertain: number;
  readonly failed: number;
  /** Mails to operators, summaries for the director, and mails to contributors who owe figures, that were accepted. */
  readonly operators: number;
  readonly weekly: number;
  readonly chasers: number;
}

export interface ReportedBenchmarks extends Pick<BenchmarkFile, 'authority' | 'table' | 'release' | 'rows' | 'reason'> {
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
    /** Rows of people who were erased (vigil forget), where there are any. */
    readonly leftOut?: number;
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
  const notifications = { sent: 0, suppressed: 0, uncertain: 0, failed: 0, operators: 0, weekly: 0, chasers: 0 };
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
      for (const mail of night.mails) notifications[countedAs(mail)] += 1;
      notifications.suppressed += await countSuppressed(
        tx,
        night.runs.map(({ run }) => run.id),
      );
    });
  }
  return { runs, notifications, problems, notices, benchmarks };
}

function countedAs({ kind, state }: NightMail): Exclude<keyof ReportedMails, 'suppressed'> {
  switch (state) {
    case 'accepted':
      if (kind === 'chaser') return 'chasers';
      return kind === 'operators' || kind === 'weekly' ? kind : 'sent';
    case 'uncertain':
    case 'sending':
      return 'uncertain';
    case 'prepared':
    case 'refused':
      return 'failed';
  }
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
    lists: files.map(({ list, name, read, accepted, quarantined, duplicates, unchanged, leftOut }) => ({
      list,
      file: name,
      read,
      accepted,
      quarantined,
      duplicates,
      unchanged,
      ...(leftOut > 0 && { leftOut }),
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
