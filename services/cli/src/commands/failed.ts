import type { Command } from 'commander';
import {
  byCause,
  correctedAmong,
  listFailedJobs,
  listNotifications,
  readHeldDeliveries,
  readJobs,
  type AttemptOnRecord,
  type Cause,
  type FailedState,
  type JobOnRecord,
} from '@vigil/database';
import type { StageName } from '@vigil/pipeline';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { blocks, causeInWords, jobInWords, millisecondsOf } from './failed/in-words.ts';
import { wayOut } from './failed/way-out.ts';
import { instantsOf } from './instants.ts';
import { idMeant } from './named.ts';
import { authorityOption, formatOption, type CommonOptions } from './options.ts';

interface FailedOptions extends CommonOptions {
  readonly job?: string;
}

/** Failed jobs of one cause, as they are printed; the names are stable. */
interface CauseRow {
  readonly stage: StageName;
  readonly state: FailedState;
  readonly kind: string;
  readonly message: string;
  readonly advice: string;
  /** The commands that lead out of it, in their order. */
  readonly commands: readonly string[];
  readonly count: number;
  readonly jobs: readonly string[];
  readonly runs: readonly { readonly id: string; readonly source: string; readonly asAt: string }[];
  readonly since: string;
  /** The most that any of the jobs has had since it was last replayed. */
  readonly attempts: number;
  readonly blocks: string;
  readonly fingerprint: string;
  readonly jobsDetail: readonly JobRow[];
}

/** A job with its attempts, as it is printed; the names are stable. */
interface JobRow extends Omit<JobOnRecord, 'attempts'> {
  readonly attempts: readonly (Pick<AttemptOnRecord, 'worker' | 'outcome' | 'kind' | 'message' | 'fingerprint'> & {
    readonly at: string;
    readonly milliseconds: number;
  })[];
}

const columns: readonly Column<CauseRow>[] = [
  { name: 'stage' },
  { name: 'state' },
  { name: 'kind' },
  { name: 'message' },
  { name: 'advice' },
  { name: 'commands' },
  { name: 'count' },
  { name: 'jobs' },
  { name: 'runs' },
  { name: 'since' },
  { name: 'attempts' },
  { name: 'blocks' },
  { name: 'fingerprint' },
  { name: 'jobsDetail' },
];

const jobColumns: readonly Column<JobRow>[] = [
  { name: 'job' },
  { name: 'state' },
  { name: 'stage' },
  { name: 'subject' },
  { name: 'source' },
  { name: 'asAt' },
  { name: 'payload' },
  { name: 'attempts' },
];

export function registerFailed(program: Command, context: CommandContext): void {
  program
    .command('failed')
    .description('jobs that failed and wait for you, grouped by cause')
    .option('--job <id>', 'every attempt of one job instead, whatever became of it: when, how long, where, and why')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
What an attempt can mend by itself (a server that was away) has been tried again before it stands here. Of each cause it
says what has stopped meanwhile, and the commands that lead out of it. A job is DEAD when it cost one worker too many:
look into why before you replay it.

Examples:
  vigil failed
  vigil failed --job 3f2a
  vigil failed --format json | jq '.[] | {kind, count, blocks, commands}'
  vigil replay --error 1f0c9a3e --reason "the mail server is back"`,
    )
    .action(async (options: FailedOptions) => {
      await withSession(context, options, (session) =>
        options.job === undefined
          ? printCauses(session, options, context)
          : printJob(session, options.job, options, context),
      );
    });
}

async function printCauses(
  { installation, authority, database }: Session,
  { format }: FailedOptions,
  context: CommandContext,
) {
  const { jobs, corrected, detail, held, mails } = await database.transaction(async (tx) => {
    const failed = await listFailedJobs(tx);
    return {
      jobs: failed,
      corrected: await correctedAmong(tx, failed),
      detail: await readJobs(
        tx,
        failed.map(({ job }) => job),
      ),
      held: (await readHeldDeliveries(tx)).length,
      mails: (await listNotifications(tx, ['uncertain'])).length,
    };
  });
  const { authorities } = installation.configuration;
  const causes = byCause(jobs).map((cause) => ({ cause, commands: wayOut(cause, corrected, authority, authorities) }));
  if (format !== 'table') {
    const rows = causes.map(({ cause, commands }) => toRow(cause, commands, detail));
    printRows(context, format, columns, rows, '');
  } else if (causes.length === 0) {
    context.say('Nothing has failed.');
  } else {
    const say = instantsOf(authority);
    context.out(causes.map(({ cause, commands }) => causeInWords(cause, commands, corrected, detail, say)).join('\n'));
  }
  if (held > 0) context.say(`Held, awaiting your word: ${held} (see vigil status).`);
  if (mails > 0) context.say(`Uncertain mails: ${mails} (see vigil notifications).`);
}

async function printJob(
  { authority, database }: Session,
  typed: string,
  { format }: FailedOptions,
  context: CommandContext,
) {
  const job = await database.transaction(async (tx) => {
    const id = await idMeant(tx, 'job', typed);
    return (await readJobs(tx, [id])).get(id)!;
  });
  if (format === 'table') context.out(jobInWords(job, instantsOf(authority)));
  else printRows(context, format, jobColumns, [toJobRow(job)], '');
}

function toRow(cause: Cause, commands: readonly string[], detail: ReadonlyMap<string, JobOnRecord>): CauseRow {
  const { stage, state, kind, message, advice, jobs, since, fingerprint } = cause;
  const runs = new Map(
    jobs.flatMap(({ run, source, asAt }) => (run === null || asAt === null ? [] : [[run, { id: run, source, asAt }]])),
  );
  return {
    stage,
    state,
    kind,
    message,
    advice,
    commands,
    count: jobs.length,
    jobs: jobs.map(({ job }) => job),
    runs: [...runs.values()],
    since: since.toISOString(),
    attempts: Math.max(...jobs.map(({ attempts }) => attempts)),
    blocks: blocks[stage],
    fingerprint,
    jobsDetail: jobs.map(({ job }) => toJobRow(detail.get(job)!)),
  };
}

function toJobRow({ attempts, ...job }: JobOnRecord): JobRow {
  return {
    ...job,
    attempts: attempts.map((attempt) => ({
      at: attempt.startedAt.toISOString(),
      milliseconds: millisecondsOf(attempt),
      worker: attempt.worker,
      outcome: attempt.outcome,
      kind: attempt.kind,
      message: attempt.message,
      fingerprint: attempt.fingerprint,
    })),
  };
}
