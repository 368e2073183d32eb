import type { AttemptOnRecord, Cause, FailedJob, JobOnRecord } from '@vigil/database';
import type { StageName } from '@vigil/pipeline';
import { counted } from '../../counted.ts';
import { printColumns } from '../../output.ts';

/** What does not happen for as long as a stage has failed. */
export const blocks: Readonly<Record<StageName, string>> = {
  pull: 'no delivery is looked for at the source in this slot',
  land: 'the delivery is not read; the figures stay as they were',
  validate: 'the delivery is not published, none of its lists; the figures stay as they were',
  publish: 'the delivery is not published; the figures stay as they were',
  aggregate: 'the delivery is live, but no figure is computed from it',
  evaluate: 'the figures are computed, but not judged; nobody is told',
  notify: 'the figures are judged, but somebody was not written to',
  benchmarks: 'no newer published statistics are loaded; figures are compared with those at hand',
};

type Say = (instant: Date) => string;

/** A cause with its jobs and the last attempt at each, and the commands that lead out of it. */
export function causeInWords(
  cause: Cause,
  commands: readonly string[],
  corrected: ReadonlySet<string>,
  detail: ReadonlyMap<string, JobOnRecord>,
  say: Say,
): string {
  const { stage, state, kind, message, advice, jobs, since } = cause;
  const attempts = Math.max(...jobs.map((job) => job.attempts));
  return [
    `${stage}: ${kind}${state === 'dead' ? ', DEAD' : ''} (${counted(jobs.length, 'job')} since ${say(since)}, ${counted(attempts, 'attempt')})`,
    `  ${message}`,
    ...(advice === '' ? [] : [`  → ${advice}`]),
    ...(state === 'dead' ? ['  No replay of a whole stage or time takes it along.'] : []),
    `  Meanwhile ${blocks[stage]}.`,
    ...jobs.map(
      (job) =>
        `  job ${job.job.slice(0, 8)}: ${about(job)}${lastTried(detail.get(job.job), say)}` +
        (corrected.has(job.job) ? '; a newer delivery for that date is published' : ''),
    ),
    ...commands.map((command) => `  ${command}`),
    '',
  ].join('\n');
}

/** A job with its attempts, a line each, and what was said of them. */
export function jobInWords(job: JobOnRecord, say: Say): string {
  const { attempts, stage, state, payload } = job;
  const ids = Object.entries(payload as Record<string, string>).map(([name, id]) => `${name} ${id}`);
  const words = new Map(
    attempts.flatMap(({ fingerprint, message }) => (fingerprint === null ? [] : [[fingerprint, message ?? '']])),
  );
  return [
    `job ${job.job}: ${stage}, ${about(job)}: ${state}`,
    `  ${ids.join(', ')}`,
    ...(attempts.length === 0 ? ['  No attempt has ended yet.'] : ['', ...attemptTable(attempts, say), '']),
    ...[...words].map(([fingerprint, message]) => `  ${fingerprint}: ${message}`),
    '',
  ].join('\n');
}

function attemptTable(attempts: readonly AttemptOnRecord[], say: Say): readonly string[] {
  const heading = ['', 'Began', 'Took', 'Worker', 'Outcome', 'Cause', 'Print'];
  const lines = attempts.map((attempt, index) => [
    `${index + 1}`,
    say(attempt.startedAt),
    duration(millisecondsOf(attempt)),
    attempt.worker,
    attempt.outcome,
    attempt.kind ?? '',
    attempt.fingerprint ?? '',
  ]);
  return printColumns([heading, ...lines], [true, false, true])
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
}

function lastTried(job: JobOnRecord | undefined, say: Say): string {
  const last = job?.attempts.at(-1);
  return last ? `; tried ${say(last.startedAt)} for ${duration(millisecondsOf(last))} by ${last.worker}` : '';
}

export function millisecondsOf({ startedAt, finishedAt }: AttemptOnRecord): number {
  return finishedAt.getTime() - startedAt.getTime();
}

function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

function about({ subject, source, asAt }: Pick<FailedJob, 'subject' | 'source' | 'asAt'>): string {
  const list = subject === '' ? '' : `${subject} of `;
  return asAt === null ? source : `${list}${source} as at ${asAt}`;
}
