import type { Command } from 'commander';
import {
  byCause,
  listFailedJobs,
  listNotifications,
  readHeldDeliveries,
  type Cause,
  type FailedJob,
} from '@vigil/database';
import type { StageName } from '@vigil/pipeline';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext } from '../session.ts';
import { instantsOf } from './instants.ts';
import { authorityOption, formatOption, type CommonOptions } from './options.ts';

/** Failed jobs of one cause, as they are printed; the names are stable. */
interface CauseRow {
  readonly stage: StageName;
  readonly kind: string;
  readonly message: string;
  readonly advice: string;
  readonly count: number;
  readonly jobs: readonly string[];
  readonly runs: readonly { readonly id: string; readonly source: string; readonly asAt: string }[];
  readonly since: string;
  /** The most that any of the jobs has had since it was last replayed. */
  readonly attempts: number;
  readonly blocks: string;
  readonly fingerprint: string;
}

const columns: readonly Column<CauseRow>[] = [
  { name: 'stage' },
  { name: 'kind' },
  { name: 'message' },
  { name: 'advice' },
  { name: 'count' },
  { name: 'jobs' },
  { name: 'runs' },
  { name: 'since' },
  { name: 'attempts' },
  { name: 'blocks' },
  { name: 'fingerprint' },
];

/** What does not happen for as long as a stage has failed. */
const blocks: Readonly<Record<StageName, string>> = {
  pull: 'no delivery is looked for at the source in this slot',
  land: 'the delivery is not read; the figures stay as they were',
  validate: 'the delivery is not published, none of its lists; the figures stay as they were',
  publish: 'the delivery is not published; the figures stay as they were',
  aggregate: 'the delivery is live, but no figure is computed from it',
  evaluate: 'the figures are computed, but not judged; nobody is told',
  notify: 'the figures are judged, but somebody was not written to',
  benchmarks: 'no newer published statistics are loaded; figures are compared with those at hand',
};

export function registerFailed(program: Command, context: CommandContext): void {
  program
    .command('failed')
    .description('jobs that failed and wait for you, grouped by cause')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
What an attempt can mend by itself (a server that was away) has been tried again before it stands here.

Examples:
  vigil failed
  vigil failed --format json | jq '.[] | {kind, count, blocks}'
  vigil replay --error 1f0c9a3e --reason "the mail server is back"`,
    )
    .action(async (options: CommonOptions) => {
      await withSession(context, options, async ({ authority, database }) => {
        const { jobs, held, mails } = await database.transaction(async (tx) => ({
          jobs: await listFailedJobs(tx),
          held: (await readHeldDeliveries(tx)).length,
          mails: (await listNotifications(tx, ['uncertain'])).length,
        }));
        const causes = byCause(jobs);
        if (options.format !== 'table') printRows(context, options.format, columns, causes.map(toRow), '');
        else if (causes.length === 0) context.say('Nothing has failed.');
        else context.out(causes.map((cause) => inWords(cause, instantsOf(authority))).join('\n'));
        if (held > 0) context.say(`Held, awaiting your word: ${held} (see vigil status).`);
        if (mails > 0) context.say(`Uncertain mails: ${mails} (see vigil notifications).`);
      });
    });
}

function toRow({ stage, kind, message, advice, jobs, since, fingerprint }: Cause): CauseRow {
  const runs = new Map(
    jobs.flatMap(({ run, source, asAt }) => (run === null || asAt === null ? [] : [[run, { id: run, source, asAt }]])),
  );
  return {
    stage,
    kind,
    message,
    advice,
    count: jobs.length,
    jobs: jobs.map(({ job }) => job),
    runs: [...runs.values()],
    since: since.toISOString(),
    attempts: Math.max(...jobs.map(({ attempts }) => attempts)),
    blocks: blocks[stage],
    fingerprint,
  };
}

function inWords(cause: Cause, say: (instant: Date) => string): string {
  const { stage, kind, message, advice, jobs, since, fingerprint } = cause;
  const { attempts } = toRow(cause);
  return [
    `${stage}: ${kind} (${times(jobs.length, 'job')} since ${say(since)}, ${times(attempts, 'attempt')})`,
    `  ${message}`,
    ...(advice === '' ? [] : [`  → ${advice}`]),
    `  Meanwhile ${blocks[stage]}.`,
    ...jobs.map((job) => `  job ${job.job.slice(0, 8)}: ${about(job)}`),
    `  vigil replay --error ${fingerprint} --reason "…"`,
    '',
  ].join('\n');
}

function about({ subject, source, asAt }: FailedJob): string {
  const list = subject === '' ? '' : `${subject} of `;
  return asAt === null ? source : `${list}${source} as at ${asAt}`;
}

function times(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
