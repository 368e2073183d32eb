import { and, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import type { Matter } from '@vigil/alerts';
import type { Transaction } from '../database.ts';
import { readOpenNotices, type Notice } from '../deliveries/notices.ts';
import { byCause, listFailedJobs, type Cause } from '../operators/failed.ts';
import { notification, stage, type NoticeKind } from '../schema/index.ts';
import type { Notification } from './ledger.ts';
import { keepTold, toldAmong } from './told.ts';

/** A matter that is open, and the keys by which it is known whether operators have been told of all that is in it. */
export interface OpenMatter extends Omit<Matter, 'fresh'> {
  readonly keys: readonly string[];
}

/** A stage that has been due for so long without being claimed has nobody who works on it. */
const stuckAfterMinutes = 15;

/** All that operators should know of: what has failed or is stuck, mail whose fate is theirs to settle, and notices. */
export async function openMatters(tx: Transaction): Promise<readonly OpenMatter[]> {
  // That mails cannot be sent is nothing that a mail could tell.
  const failed = (await listFailedJobs(tx)).filter((job) => job.stage !== 'notify');
  return [
    ...byCause(failed).map(failedMatter),
    ...(await stuckMatter(tx)),
    ...(await mailMatters(tx)),
    ...(await readOpenNotices(tx)).map(noticeMatter),
  ];
}

/** Those that operators have not been told of, at least in part. */
export async function freshMatters(tx: Transaction, open?: readonly OpenMatter[]): Promise<readonly OpenMatter[]> {
  const matters = open ?? (await openMatters(tx));
  const known = await toldAmong(
    tx,
    matters.flatMap(({ keys }) => keys),
  );
  return matters.filter(({ keys }) => keys.some((key) => !known.has(key)));
}

/** Operators have been told of these. */
export function markMattersTold(tx: Transaction, matters: readonly OpenMatter[]): Promise<void> {
  return keepTold(
    tx,
    matters.flatMap(({ keys }) => keys),
  );
}

function failedMatter({ fingerprint, state, stage: name, message, advice, since, jobs }: Cause): OpenMatter {
  const { source, asAt } = jobs.at(-1)!;
  const what = `${name} of ${source}${asAt === null ? '' : ` as at ${asAt}`}`;
  return {
    key: `${state} ${fingerprint} ${name}`,
    // A job that is replayed and fails again is new.
    keys: jobs.map(({ job, failedAt }) => `failed ${job} ${failedAt.toISOString()}`),
    kind: 'failed',
    subject: jobs.length === 1 ? what : `${what}, and ${jobs.length - 1} more with the same cause`,
    since: since.toISOString(),
    words: message,
    advice,
  };
}

async function stuckMatter(tx: Transaction): Promise<readonly OpenMatter[]> {
  const [row] = await tx.orm
    .select({
      stages: sql<number>`count(*)::int`,
      oldest: sql<string | null>`min(${stage.dueAt})`,
      name: sql<string>`(array_agg(${stage.name} order by ${stage.dueAt}))[1]`,
    })
    .from(stage)
    .where(
      and(
        eq(stage.authority, tx.authority),
        eq(stage.state, 'due'),
        lt(stage.dueAt, sql`now() - make_interval(mins => ${stuckAfterMinutes})`),
      ),
    );
  if (!row || row.oldest === null) return [];
  const since = new Date(row.oldest).toISOString();
  const key = `stuck ${since}`;
  return [
    {
      key,
      keys: [key],
      kind: 'stuck',
      subject: row.name,
      since,
      words: `${row.stages === 1 ? 'A job waits' : `${row.stages} jobs wait`} for a worker that does not come.`,
      advice: 'Check that vigil up is running, and the queue it uses; then vigil rebuild-queue.',
    },
  ];
}

/** Uncertain and refused mails. One to an operator is left to vigil status: telling of it would need another. */
async function mailMatters(tx: Transaction): Promise<readonly OpenMatter[]> {
  const mails = await tx.orm
    .select()
    .from(notification)
    .where(
      and(
        eq(notification.authority, tx.authority),
        inArray(notification.state, ['uncertain', 'refused']),
        ne(notification.kind, 'operators'),
      ),
    )
    .orderBy(notification.createdAt);
  return mails.map(mailMatter);
}

function mailMatter({ id, recipient, state, fence, response, sendingAt, createdAt }: Notification): OpenMatter {
  const uncertain = state === 'uncertain';
  const key = `${state} ${id} ${fence}`;
  return {
    key,
    keys: [key],
    kind: uncertain ? 'uncertain' : 'refused',
    subject: recipient,
    since: (sendingAt ?? createdAt).toISOString(),
    words: `${uncertain ? 'Whether this mail arrived is not known' : 'The mail server refuses this mail for good'}: ${response ?? 'it gave no reason'}`,
    advice: uncertain
      ? `Look into the inbox or the log of the server, then say vigil notifications confirm|resend ${id} --reason "…".`
      : `Check the address in vigil.yaml, then say vigil notifications resend ${id} --reason "…".`,
  };
}

const notices: Readonly<Record<NoticeKind, { readonly kind: Matter['kind']; readonly advice: string }>> = {
  'never-arrived': { kind: 'missing', advice: 'Ask whoever makes the extract; what comes late is still taken.' },
  empty: { kind: 'empty', advice: 'Look at the extract; vigil accept lets it pass, vigil reject puts it aside.' },
  shrunken: { kind: 'shrunken', advice: 'Look at the extract; vigil accept lets it pass, vigil reject puts it aside.' },
  stale: { kind: 'stale', advice: 'Ask whether the extract is made anew: the same content keeps coming.' },
  held: { kind: 'held', advice: 'Look at it with vigil status, then say vigil accept or vigil reject.' },
};

function noticeMatter({ id, source, kind, list, since, words }: Notice): OpenMatter {
  const key = `notice ${id}`;
  return {
    key,
    keys: [key],
    kind: notices[kind].kind,
    subject: list === '' ? source : `${list} of ${source}`,
    since: since.toISOString(),
    words,
    advice: notices[kind].advice,
  };
}
