import { dateName, daysBetween, todayIn } from '@vigil/calendar';
import {
  byCause,
  listFailedJobs,
  listStates,
  mutedInWords,
  mutesInForce,
  newestDelivery,
  readHeldDeliveries,
  readLedger,
  readSourceFreshness,
  recentRuns,
  waitingDigest,
  type Cause,
  type ListState,
  type Run,
  type RunState,
  type SourceFreshness,
  type Transaction,
} from '@vigil/database';
import { shareInWords } from '@vigil/indicators';
import { timeZoneOf, type SourceConfig } from '@vigil/runtime';
import type { ConsoleDeps } from './app.ts';
import { instantsOf } from './instants.ts';
import type { Page } from './page.ts';
import type { Visit } from './visit.ts';

const shownRuns = 10;
const shownMails = 20;

const runStates: Readonly<Record<RunState, { readonly word: string; readonly tone: string }>> = {
  waiting: { word: 'Waiting', tone: 'grey' },
  running: { word: 'Running', tone: 'blue' },
  done: { word: 'Done', tone: 'green' },
  failed: { word: 'Failed', tone: 'red' },
  held: { word: 'Held', tone: 'yellow' },
  rejected: { word: 'Rejected', tone: 'grey' },
  unchanged: { word: 'Unchanged', tone: 'grey' },
};

/** How the nights go: what needs somebody, how fresh the sources and lists are, the recent runs. */
export async function statusPage(visit: Visit, { now }: Pick<ConsoleDeps, 'now'>): Promise<Page> {
  const { authority } = visit;
  const say = instantsOf(authority);
  const today = (source?: string) => todayIn(timeZoneOf(authority, source), now());
  const { sources, lists, runs, failed, held, mails, digest, mutes } = await visit.database.transaction((tx) =>
    readStatus(tx, today()),
  );
  const known = withUnseenSources(sources, authority.sources);
  return {
    template: 'status',
    title: 'Status',
    model: {
      option: visit.option,
      overdue: sources.flatMap(({ source, overdue }) =>
        overdue ? [{ source, expectedBy: say(overdue.expectedBy), problems: overdue.problems }] : [],
      ),
      failed: failed.map((cause) => failedLine(cause, say)),
      held: held.map((one) => ({ ...one, name: `${one.source}@${one.asAt}`, asAt: dateName(one.asAt) })),
      mails: mails.map(({ id, recipient, state, response }) => ({
        id,
        href: visit.url(`/mail/${id}`),
        recipient,
        response,
        uncertain: state === 'uncertain',
      })),
      sources: known.map(({ source, newest, overdue }) => ({
        source,
        newest: newest && {
          asAt: dateName(newest.asAt),
          publishedAt: say(newest.publishedAt),
          age: ageOf(newest.asAt, today(source)),
        },
        overdue: overdue !== null,
      })),
      lists: lists.map(listLine),
      runs: runs.map((run) => runLine(run, say)),
      waits: digest && digest.until > now() ? say(digest.until) : null,
      mutes: mutes.map((mute) => ({
        id: mute.id.slice(0, 8),
        what: mutedInWords(mute),
        until: dateName(mute.until),
        reason: mute.reason,
      })),
    },
  };
}

async function readStatus(tx: Transaction, today: string) {
  const newest = await newestDelivery(tx);
  return {
    sources: await readSourceFreshness(tx),
    lists: newest === null ? [] : [...(await listStates(tx, newest.asAt)).values()],
    runs: await recentRuns(tx, shownRuns),
    failed: byCause(await listFailedJobs(tx)),
    held: await readHeldDeliveries(tx),
    mails: await readLedger(tx, { limit: shownMails, states: ['uncertain', 'refused'] }),
    digest: await waitingDigest(tx),
    mutes: await mutesInForce(tx, today),
  };
}

/** A source that is configured stands in the table also before it was ever looked into. */
function withUnseenSources(
  seen: readonly SourceFreshness[],
  configured: readonly SourceConfig[],
): readonly SourceFreshness[] {
  const unseen = configured.filter(({ id }) => !seen.some(({ source }) => source === id));
  return [...seen, ...unseen.map(({ id }) => ({ source: id, newest: null, overdue: null }))];
}

function ageOf(asAt: string, today: string): string {
  const days = daysBetween(asAt, today);
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${days.toLocaleString('en-GB')} days ago`;
}

function failedLine(cause: Cause, say: (instant: Date) => string) {
  const { state, stage, message, advice, since, jobs, fingerprint } = cause;
  const named = jobs.map(({ source, asAt }) => (asAt === null ? source : `${source} as at ${dateName(asAt)}`));
  return {
    stage,
    dead: state === 'dead',
    message,
    advice,
    fingerprint,
    times: jobs.length,
    of: [...new Set(named)],
    since: say(since),
  };
}

function listLine({ list, asAt, read, quarantined }: ListState) {
  return {
    list: list.replaceAll('_', ' '),
    asAt: dateName(asAt),
    read: read.toLocaleString('en-GB'),
    quarantined: quarantined.toLocaleString('en-GB'),
    share: read === 0 ? null : shareInWords(quarantined / read),
  };
}

function runLine(run: Run, say: (instant: Date) => string) {
  return {
    source: run.source,
    asAt: dateName(run.asAt),
    startedAt: say(run.createdAt),
    state: runStates[run.state],
    late: run.late,
    figures: [run.newFigures, run.restatedFigures, run.unchangedFigures],
    alerts: run.evaluatedAt === null ? null : [run.alertsOpened, run.alertsContinuing, run.alertsRecovered],
  };
}
