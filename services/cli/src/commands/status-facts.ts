import { daysBetween, todayIn } from '@vigil/calendar';
import {
  byCause,
  listFailedJobs,
  listNotifications,
  listStates,
  newestDeliveries,
  newestDelivery,
  openWork,
  readHeldDeliveries,
  readSourceFreshness,
  unreadLists,
  type Cause,
  type Delivery,
  type HeldDelivery,
  type ListState,
  type Notification,
  type OpenWork,
  type SourceFreshness,
  type Transaction,
} from '@vigil/database';
import { contracts, knownLists } from '@vigil/extracts';
import { describeQueue } from '@vigil/queue';
import type { ServersDescription, SourceConfig } from '@vigil/runtime';
import { nextSlot } from '@vigil/scheduler';
import type { Session } from '../session.ts';

/** What `vigil status --format json` prints. */
export interface Status {
  readonly authority: { readonly code: string; readonly name: string };
  readonly sources: readonly SourceStatus[];
  readonly lists: readonly ListStatus[];
  /** Delivered and known, but not read by this version. */
  readonly notRead: readonly { readonly list: string; readonly asAt: string }[];
  /** Work that is due or being done, a line a stage. */
  readonly work: readonly OpenWork[];
  readonly failed: readonly Pick<Cause, 'fingerprint' | 'stage' | 'kind' | 'message'>[];
  readonly held: readonly (HeldDelivery & { readonly accept: string })[];
  readonly uncertain: readonly (Pick<Notification, 'id' | 'recipient' | 'subject' | 'response'> & {
    readonly settle: string;
  })[];
  readonly queue: string;
  readonly database: ServersDescription;
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

export interface ListStatus {
  readonly list: string;
  readonly title: string;
  /** Null where it was never delivered. */
  readonly asAt: string | null;
  readonly read: number;
  readonly quarantined: number;
  /** 0 to 1; null where nothing was read. */
  readonly quarantinedShare: number | null;
}

/** Gathers how things stand with an authority. */
export async function readStatus({ installation, authority, database }: Session): Promise<Status> {
  const { configuration, servers } = installation;
  const now = configuration.now();
  const stored = await database.transaction(readStored);
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
    lists: [...contracts.keys()].map((list) => listStatus(list, stored.lists.get(list))),
    notRead: stored.notRead,
    work: stored.work,
    failed: stored.failed.map(({ fingerprint, stage, kind, message }) => ({ fingerprint, stage, kind, message })),
    held: stored.held.map((one) => ({ ...one, accept: `vigil accept ${one.id} --reason "…"` })),
    uncertain: stored.uncertain.map(({ id, recipient, subject, response }) => ({
      id,
      recipient,
      subject,
      response,
      settle: `vigil notifications confirm|resend ${id} --reason "…"`,
    })),
    queue: describeQueue(configuration.redisUrl),
    database: servers.describe(),
  };
}

async function readStored(tx: Transaction) {
  const live = await newestDelivery(tx);
  return {
    newest: await newestDeliveries(tx),
    freshness: await readSourceFreshness(tx),
    lists: live === null ? new Map<string, ListState>() : await listStates(tx, live.asAt),
    notRead: await unreadLists(tx),
    work: await openWork(tx),
    failed: byCause(await listFailedJobs(tx)),
    held: await readHeldDeliveries(tx),
    uncertain: await listNotifications(tx, ['uncertain']),
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
    nextSlot: schedule === null ? null : nextSlot({ expression: schedule, timeZone }, now).toISOString(),
    overdue: overdue && { expectedBy: overdue.expectedBy.toISOString(), problems: overdue.problems },
  };
}

function listStatus(list: string, state: ListState | undefined): ListStatus {
  const { asAt = null, read = 0, quarantined = 0 } = state ?? {};
  return {
    list,
    title: knownLists.get(list) ?? list,
    asAt,
    read,
    quarantined,
    quarantinedShare: read === 0 ? null : quarantined / read,
  };
}
