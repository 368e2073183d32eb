import type { Owed } from '@vigil/alerts';
import { daysBetween, lastCompletePeriod, todayIn } from '@vigil/calendar';
import {
  byCause,
  correctedAmong,
  deliveredLists,
  lastBenchmarkLook,
  listBackfills,
  listFailedJobs,
  listNotifications,
  listReplays,
  mutedInWords,
  mutesInForce,
  newestDeliveries,
  openWork,
  readHeldDeliveries,
  readBenchmarkFindings,
  readOpenNotices,
  readOwed,
  readSourceFreshness,
  waitingDigest,
  type BackfillOnRecord,
  type Cause,
  type DeliveredList,
  type Delivery,
  type HeldDelivery,
  type Mute,
  type Notice,
  type Notification,
  type OpenWork,
  type ReplayOnRecord,
  type SourceFreshness,
  type Transaction,
} from '@vigil/database';
import { contracts } from '@vigil/extracts';
import { describeQueue } from '@vigil/queue';
import {
  nextTime,
  timeZoneOf,
  type AuthorityConfig,
  type ContributorConfig,
  type ServersDescription,
  type SourceConfig,
} from '@vigil/runtime';
import type { Session } from '../session.ts';
import { stateOf } from './backfill/list.ts';
import { wayOut } from './failed/way-out.ts';

/** What `vigil status --format json` prints. */
export interface Status {
  readonly authority: { readonly code: string; readonly name: string };
  readonly sources: readonly SourceStatus[];
  readonly lists: readonly ListStatus[];
  /** Who owes figures that were due by now, of the last complete month. */
  readonly overdueFigures: readonly OverdueFigures[];
  /** Published statistics as they lay there when last looked at; null where they never were. */
  readonly benchmarks: BenchmarksStatus | null;
  /** What the guards of the sources have noticed, and what has not ended yet; oldest first. */
  readonly notices: readonly NoticeStatus[];
  /** Work that is due or being done, a line a stage. */
  readonly work: readonly OpenWork[];
  readonly failed: readonly FailedStatus[];
  /** Those of which jobs still wait for their turn. */
  readonly replays: readonly (Pick<ReplayOnRecord, 'id' | 'waiting' | 'dispatched' | 'ratePerMinute' | 'reason'> & {
    readonly abort: string;
  })[];
  /** Those that have not ended; of one that nobody works on, the command that goes on with it. */
  readonly backfills: readonly (Pick<BackfillOnRecord, 'id' | 'from' | 'to' | 'done' | 'reason'> & {
    readonly state: ReturnType<typeof stateOf>;
    readonly resume: string | null;
  })[];
  readonly held: readonly (HeldDelivery & { readonly accept: string })[];
  /** Mails that may or may not have arrived, and mails that the server will not take. */
  readonly uncertain: readonly UnsettledMail[];
  readonly refused: readonly UnsettledMail[];
  /** News that waits for its hour, a working day, or the other sources; null where none does. */
  readonly digest: { readonly waitsUntil: string } | null;
  readonly muted: readonly (Pick<Mute, 'id' | 'service' | 'indicator' | 'rule' | 'until' | 'reason'> & {
    readonly what: string;
  })[];
  readonly queue: string;
  readonly database: ServersDescription;
}

/** What failed for one cause; of `state: dead`, the jobs have cost a worker too many. */
interface FailedStatus extends Pick<Cause, 'fingerprint' | 'state' | 'stage' | 'kind' | 'message'> {
  readonly jobs: readonly string[];
  /** Those that lead out of it, in their order. */
  readonly commands: readonly string[];
}

interface UnsettledMail extends Pick<Notification, 'id' | 'kind' | 'recipient' | 'subject' | 'response'> {
  readonly settle: string;
}

interface OverdueFigures {
  readonly contributor: string;
  readonly name: string;
  readonly period: string;
  readonly due: string;
  readonly indicators: readonly string[];
}

export interface BenchmarksStatus {
  readonly lookedAt: string;
  /** Files that are loaded: tables and neighbour models. */
  readonly loaded: number;
  /** The newest year of a table. */
  readonly newest: string | null;
  /** Names of files of which nothing is loaded, because something is wrong with them. */
  readonly refused: readonly string[];
  readonly findings: number;
}

export interface SourceStatus {
  readonly source: string;
  /** The last delivery, whatever became of it. */
  readonly newest: Pick<Delivery, 'id' | 'asAt' | 'state'> | null;
  /** The one whose data is live. */
  readonly live: { readonly asAt: string; readonly publishedAt: string; readonly daysOld: number } | null;
  /** Null without a schedule. */
  readonly nextSlot: string | null;
  /** Expected, and not there. */
  readonly overdue: { readonly expectedBy: string; readonly problems: readonly string[] } | null;
}

interface NoticeStatus extends Pick<Notice, 'source' | 'kind' | 'words'> {
  /** Null where the whole delivery is meant. */
  readonly list: string | null;
  readonly since: string;
}

/** A list of a source; or, without one, a list that nobody ever delivered. */
export interface ListStatus {
  readonly source: string | null;
  readonly list: string;
  readonly title: string;
  /** As-at date of the last delivery that had it; null where it was never delivered. */
  readonly asAt: string | null;
  readonly daysOld: number | null;
  /** The newest delivery of its source did not have it: its records stay as they were at that date. */
  readonly stale: boolean;
  readonly read: number;
  readonly quarantined: number;
  /** 0 to 1; null where nothing was read. */
  readonly quarantinedShare: number | null;
}

/** Gathers how things stand with an authority. */
export async function readStatus({ installation, authority, database }: Session): Promise<Status> {
  const { configuration, servers } = installation;
  const now = configuration.now();
  const today = todayIn(timeZoneOf(authority), now);
  const stored = await database.transaction(async (tx) => ({
    ...(await readStored(tx, today)),
    owed: await readOwed(tx, authority, lastCompletePeriod(today), { now }),
  }));
  return {
    authority: { code: authority.code, name: authority.name },
    sources: authority.sources.map((source) =>
      sourceStatus(
        source,
        stored.newest.get(source.id),
        stored.freshness.find((one) => one.source === source.id),
        now,
      ),
    ),
    lists: listsStatus(stored.lists, authority, now),
    overdueFigures: authority.contributors.flatMap((one) => overdueOf(one, stored.owed)),
    benchmarks: stored.benchmarks,
    notices: stored.notices.map(noticeStatus),
    work: stored.work,
    failed: byCause(stored.failed).map((cause) =>
      failedStatus(cause, wayOut(cause, stored.corrected, authority, configuration.authorities)),
    ),
    replays: stored.replays.flatMap(replayStatus),
    backfills: stored.backfills.flatMap(backfillStatus),
    held: stored.held.map((one) => ({ ...one, accept: `vigil accept ${one.id} --reason "…"` })),
    uncertain: unsettled(stored.uncertain, 'confirm|resend'),
    refused: unsettled(stored.refused, 'resend'),
    digest: stored.digest && stored.digest.until > now ? { waitsUntil: stored.digest.until.toISOString() } : null,
    muted: stored.mutes.map(({ id, service, indicator, rule, until, reason }) => ({
      id,
      service,
      indicator,
      rule,
      until,
      reason,
      what: mutedInWords({ service, indicator, rule }),
    })),
    queue: describeQueue(configuration.redisUrl),
    database: servers.describe(),
  };
}

function overdueOf({ id, name }: ContributorConfig, owed: readonly Owed[]): readonly OverdueFigures[] {
  const own = owed.filter(({ contributor, state }) => contributor.id === id && state === 'overdue');
  const [first] = own;
  if (first === undefined) return [];
  const { period, due } = first;
  return [{ contributor: id, name, period, due, indicators: own.map(({ indicator }) => indicator) }];
}

function failedStatus(
  { fingerprint, state, stage, kind, message, jobs }: Cause,
  commands: readonly string[],
): FailedStatus {
  return { fingerprint, state, stage, kind, message, jobs: jobs.map(({ job }) => job), commands };
}

function replayStatus({
  id,
  state,
  waiting,
  dispatched,
  ratePerMinute,
  reason,
}: ReplayOnRecord): Status['replays'][number][] {
  if (state !== 'going') return [];
  const abort = `vigil replay --abort ${id.slice(0, 8)} --reason "…"`;
  return [{ id, waiting, dispatched, ratePerMinute, reason, abort }];
}

function backfillStatus(one: BackfillOnRecord): Status['backfills'][number][] {
  const { id, from, to, done, reason } = one;
  const state = stateOf(one);
  if (state === 'done') return [];
  const resume = state === 'going' ? null : `vigil backfill --resume ${id.slice(0, 8)} --reason "…"`;
  return [{ id, from, to, done, reason, state, resume }];
}

function unsettled(mails: readonly Notification[], by: string): readonly UnsettledMail[] {
  return mails.map(({ id, kind, recipient, subject, response }) => ({
    id,
    kind,
    recipient,
    subject,
    response,
    settle: `vigil notifications ${by} ${id} --reason "…"`,
  }));
}

async function readStored(tx: Transaction, today: string) {
  const failed = await listFailedJobs(tx);
  return {
    newest: await newestDeliveries(tx),
    freshness: await readSourceFreshness(tx),
    lists: await deliveredLists(tx),
    benchmarks: await readBenchmarks(tx),
    notices: await readOpenNotices(tx),
    work: await openWork(tx),
    failed,
    corrected: await correctedAmong(tx, failed),
    replays: await listReplays(tx, 0),
    backfills: await listBackfills(tx, 0),
    held: await readHeldDeliveries(tx),
    uncertain: await listNotifications(tx, ['uncertain']),
    refused: await listNotifications(tx, ['refused']),
    digest: await waitingDigest(tx),
    mutes: await mutesInForce(tx, today),
  };
}

async function readBenchmarks(tx: Transaction): Promise<BenchmarksStatus | null> {
  const look = await lastBenchmarkLook(tx);
  if (look === null) return null;
  const named = (kind: string) => look.files.filter((file) => file.kind === kind);
  const releases = named('table').flatMap(({ release }) => release ?? []);
  return {
    lookedAt: look.at.toISOString(),
    loaded: named('table').length + named('neighbours').length,
    newest: releases.toSorted().at(-1) ?? null,
    refused: named('refused').map(({ name }) => name),
    findings: (await readBenchmarkFindings(tx, look.files)).length,
  };
}

function sourceStatus(
  source: SourceConfig,
  newest: Delivery | undefined,
  freshness: SourceFreshness | undefined,
  now: Date,
): SourceStatus {
  const { id, schedule, timeZone } = source;
  const live = freshness?.newest ?? null;
  const overdue = freshness?.overdue ?? null;
  return {
    source: id,
    newest: newest ? { id: newest.id, asAt: newest.asAt, state: newest.state } : null,
    live: live && {
      asAt: live.asAt,
      publishedAt: live.publishedAt.toISOString(),
      daysOld: daysBetween(live.asAt, todayIn(timeZone, now)),
    },
    nextSlot: schedule === null ? null : nextTime({ expression: schedule, timeZone }, now).toISOString(),
    overdue: overdue && { expectedBy: overdue.expectedBy.toISOString(), problems: overdue.problems },
  };
}

/** Each list that is read, of each source that ever delivered it; in the order of the contracts. */
function listsStatus(
  delivered: readonly DeliveredList[],
  authority: AuthorityConfig,
  now: Date,
): readonly ListStatus[] {
  const newest = new Map<string, string>();
  for (const { source, asAt } of delivered) {
    if (asAt > (newest.get(source) ?? '')) newest.set(source, asAt);
  }
  return [...contracts.values()].flatMap(({ list, title }): readonly ListStatus[] => {
    const own = delivered.filter((one) => one.list === list);
    if (own.length === 0) return [{ list, title, ...neverDelivered }];
    return own.map(({ source, asAt, read, quarantined }) => {
      return {
        source,
        list,
        title,
        asAt,
        daysOld: daysBetween(asAt, todayIn(timeZoneOf(authority, source), now)),
        stale: asAt < newest.get(source)!,
        read,
        quarantined,
        quarantinedShare: read === 0 ? null : quarantined / read,
      };
    });
  });
}

const neverDelivered = {
  source: null,
  asAt: null,
  daysOld: null,
  stale: false,
  read: 0,
  quarantined: 0,
  quarantinedShare: null,
} as const;

function noticeStatus({ source, kind, list, since, words }: Notice): NoticeStatus {
  return { source, kind, list: list === '' ? null : list, since: since.toISOString(), words };
}
