import { Option, type Command } from 'commander';
import {
  carryOut,
  planReplay,
  type LeftAlone,
  type ReplayChoice,
  type ReplayPlan,
  type SetGoing,
  type Transaction,
} from '@vigil/database';
import { stageNames, type StageName } from '@vigil/pipeline';
import type { NightReport } from '../night-report.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { cameToItsEnd, seeThrough } from './aftermath.ts';
import { idMeant } from './named.ts';
import { authorityOption, reasonOption, reportFormatOption } from './options.ts';

interface ReplayOptions {
  readonly authority?: string;
  readonly run?: string;
  readonly stage?: StageName;
  readonly error?: string;
  readonly reason?: string;
  readonly dryRun?: true;
  readonly format: 'text' | 'json';
}

export function registerReplay(program: Command, context: CommandContext): void {
  program
    .command('replay')
    .description('failed jobs once more, and their runs from there to the end')
    .argument('[jobs...]', 'ids of jobs, or as much of each as tells it apart')
    .option('--run <id>', 'whatever failed in this run')
    .addOption(new Option('--stage <name>', 'whatever failed in this stage').choices(stageNames))
    .option('--error <fingerprint>', 'whatever failed for this cause')
    .addOption(reasonOption())
    .option('--dry-run', 'say what would be done, and do nothing')
    .addOption(authorityOption())
    .addOption(reportFormatOption())
    .addHelpText(
      'after',
      `
A run goes on as a whole: what else failed in it comes along. What succeeded is never done twice, and no mail that was
accepted is sent again. The command waits for the end and does the work itself where no vigil up is running.

Examples:
  vigil replay --error 1f0c9a3e --dry-run
  vigil replay --error 1f0c9a3e --reason "the mail server is back"
  vigil replay --run 3f2a --reason "the column is mapped now"`,
    )
    .action(async (jobs: readonly string[], options: ReplayOptions) => {
      const wanted = wantedOf(jobs, options);
      const { reason } = options;
      if (reason === undefined && !options.dryRun) {
        throw new WrongUse('Say why with --reason "…": it goes on record. (--dry-run shows what would be done.)');
      }
      await withSession(context, options, async (session) => {
        const { plan, going } = await session.database.transaction(async (tx) => {
          const made = await planReplay(tx, await choiceOf(tx, wanted));
          const word = reason === undefined || options.dryRun ? null : { actor: currentActor(), reason };
          return { plan: made, going: word === null ? null : await carryOut(tx, made, word) };
        });
        describePlan(plan, context, options.dryRun === true);
        const report = going && going.slots.length > 0 ? await follow(session, plan, going, context) : null;
        if (options.format === 'json') context.out(`${JSON.stringify({ ...plan, ...report }, null, 2)}\n`);
        if (plan.left.some(refused) || (report && !cameToItsEnd(report))) throw new CommandFailed('');
      });
    });
}

function follow(session: Session, plan: ReplayPlan, going: SetGoing, context: CommandContext): Promise<NightReport> {
  const pulled = plan.replayed.some(({ run }) => run === null);
  return seeThrough(session, pulled ? { ...going, runs: null } : going, context);
}

/**
 * What is meant, its ids as typed.
 *
 * @throws {WrongUse} unless exactly one way to choose was used
 */
function wantedOf(jobs: readonly string[], { run, stage, error }: ReplayOptions): ReplayChoice {
  const ways: readonly ReplayChoice[] = [
    ...(jobs.length > 0 ? [{ by: 'jobs', jobs } as const] : []),
    ...(run === undefined ? [] : [{ by: 'run', run } as const]),
    ...(stage === undefined ? [] : [{ by: 'stage', stage } as const]),
    ...(error === undefined ? [] : [{ by: 'error', fingerprint: error } as const]),
  ];
  const [only, ...others] = ways;
  if (!only || others.length > 0) {
    throw new WrongUse(
      'Say what to replay in one way: the ids of jobs, --run ID, --stage NAME or --error FINGERPRINT; vigil failed lists them.',
    );
  }
  return only;
}

async function choiceOf(tx: Transaction, wanted: ReplayChoice): Promise<ReplayChoice> {
  if (wanted.by === 'run') return { by: 'run', run: await idMeant(tx, 'run', wanted.run) };
  if (wanted.by !== 'jobs') return wanted;
  const jobs: string[] = [];
  for (const typed of wanted.jobs) jobs.push(await idMeant(tx, 'job', typed));
  return { by: 'jobs', jobs };
}

function describePlan({ replayed, left }: ReplayPlan, context: CommandContext, dryRun: boolean): void {
  for (const { job, stage, subject } of replayed) {
    const what = [stage, subject].filter((word) => word !== '').join(' ');
    context.say(`${what} (job ${job.slice(0, 8)}) ${dryRun ? 'would be' : 'is'} replayed.`);
  }
  for (const { job, stage, reason } of left) context.say(`${stage} (job ${job.slice(0, 8)}) ${reason}.`);
  if (replayed.length === 0 && left.length === 0)
    context.say('Nothing has failed that way: there is nothing to replay.');
}

/** What is done already is no failure of a replay. */
function refused({ because }: LeftAlone): boolean {
  return because !== 'done';
}
