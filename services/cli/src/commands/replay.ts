import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  abortReplay,
  onlyMappingFailures,
  planReplay,
  runBehind,
  startReplay,
  undone,
  type LeftAlone,
  type ReplayPlan,
  type SetGoing,
  type Transaction,
  type WantedReplay,
} from '@vigil/database';
import { stageNames } from '@vigil/pipeline';
import { timeZoneOf } from '@vigil/runtime';
import type { NightReport } from '../night-report.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { cameToItsEnd, seeThrough } from './aftermath.ts';
import { idMeant } from './named.ts';
import { authorityOption, reasonOption, reportFormatOption } from './options.ts';
import { choiceOf, wantedOf, type ChoiceOptions } from './replay/choice.ts';
import { mappingAdvice, planInWords, rehearsalInWords, understoodInWords } from './replay/in-words.ts';
import { listOnRecord } from './replay/list.ts';
import { mappingFor, understoodWith } from './replay/mapping.ts';
import { rehearse } from './replay/rehearsal.ts';

interface ReplayOptions extends ChoiceOptions {
  readonly authority?: string;
  readonly rate?: number;
  readonly withMapping?: string;
  readonly reason?: string;
  readonly dryRun?: true;
  readonly list?: true;
  readonly abort?: string;
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
    .option('--since <instant>', 'of that, what failed then or later; alone, all of it')
    .option('--until <instant>', 'of that, what failed then or earlier')
    .addOption(
      new Option('--rate <jobs>', 'at most so many jobs a minute, those of a run together').argParser(parseRate),
    )
    .option('--with-mapping <file>', 'headers and codes for files that failed on theirs, over those of vigil.yaml')
    .addOption(reasonOption())
    .option('--dry-run', 'say what would run and what would change, worked out and undone; do nothing')
    .option('--list', 'show the replays on record instead')
    .option('--abort <replay>', 'leave what still waits in a replay with a rate')
    .addOption(authorityOption())
    .addOption(reportFormatOption())
    .addHelpText(
      'after',
      `
A run goes on as a whole: what else failed in it comes along. Of several runs the next begins when the one before has
ended, unless there is a rate. What succeeded is never done twice, and no mail that was accepted is sent again. A job that
killed its worker again and again is replayed by its id, its run or its cause alone. The jobs are settled when you say so:
what fails later is none of it. The command waits for the end and does the work itself where no vigil up is running;
stopped while jobs wait for their turn, whatever works next goes on with them.

Times are a day, or "2021-01-04 02:17" as vigil failed prints them. A mapping file has headers: and codes: as the mapping
of a source in vigil.yaml; it holds for the files of the replay alone, so put it into vigil.yaml too.

Examples:
  vigil replay --error 1f0c9a3e --dry-run
  vigil replay --error 1f0c9a3e --reason "the mail server is back"
  vigil replay --stage land --since 2021-01-04 --rate 30 --reason "the disk has room again"
  vigil replay --run 3f2a --with-mapping new-headers.yaml --dry-run
  vigil replay --abort 7c1e --reason "the server is needed for the returns"`,
    )
    .action(async (jobs: readonly string[], options: ReplayOptions) => {
      if (options.list) return withSession(context, options, (session) => listOnRecord(session, options, context));
      if (options.abort !== undefined) return abort(options.abort, options, context);
      return replay(jobs, options, context);
    });
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (!Number.isInteger(rate) || rate < 1 || rate > 60_000) {
    throw new InvalidArgumentError('Expected a whole number of jobs a minute, such as 30.');
  }
  return rate;
}

async function replay(jobs: readonly string[], options: ReplayOptions, context: CommandContext): Promise<void> {
  const { reason, dryRun = false } = options;
  if (reason === undefined && !dryRun) {
    throw new WrongUse('Say why with --reason "…": it goes on record. (--dry-run shows what would be done.)');
  }
  await withSession(context, options, async (session) => {
    if (dryRun || reason === undefined) return preview(jobs, options, session, context);
    const { database } = session;
    const { wanted, plan, source, started } = await database.transaction(async (tx) => {
      const made = await planFor(tx, jobs, options, session, context);
      const word = { actor: currentActor(), reason };
      const isAny = made.plan.replayed.length > 0;
      return { ...made, started: isAny ? await startReplay(tx, made.wanted, made.plan, word) : null };
    });
    const { ratePerMinute } = wanted;
    for (const line of planInWords(plan, ratePerMinute === null ? 'is' : 'waits to be')) context.say(line);
    if (started && ratePerMinute !== null) context.say(atRate(started.replay, plan, ratePerMinute));
    const report = started && (await follow(session, plan, started, context));
    if (source !== null && wanted.mapping) context.say(mappingAdvice(source));
    if (options.format === 'json') {
      const printed = { replay: started?.replay ?? null, ...plan, ...report };
      context.out(`${JSON.stringify(printed, null, 2)}\n`);
    }
    if (plan.left.some(refused) || (report && !cameToItsEnd(report))) throw new CommandFailed('');
  });
}

/** Works out what would come of it in a transaction that is undone. */
async function preview(
  jobs: readonly string[],
  options: ReplayOptions,
  session: Session,
  context: CommandContext,
): Promise<void> {
  const { plan, understood, rehearsal, wanted, source } = await undone(session.database.transaction, async (tx) => {
    const made = await planFor(tx, jobs, options, session, context);
    const { mapping } = made.wanted;
    return {
      ...made,
      understood: mapping ? await understoodWith(tx, session, made.plan, mapping) : [],
      rehearsal: await rehearse(tx, session, made.plan, made.wanted),
    };
  });
  for (const line of [...understoodInWords(understood), ...rehearsalInWords(rehearsal, plan)]) context.say(line);
  if (source !== null && wanted.mapping) context.say(mappingAdvice(source));
  if (options.format === 'json') {
    const would = { ...rehearsal, ...(wanted.mapping && { understood }) };
    context.out(`${JSON.stringify({ ...plan, would }, null, 2)}\n`);
  }
  if (plan.left.some(refused)) throw new CommandFailed('');
}

interface Planned {
  readonly wanted: WantedReplay;
  readonly plan: ReplayPlan;
  /** Of the first run that is replayed; null where there is none. */
  readonly source: string | null;
}

async function planFor(
  tx: Transaction,
  jobs: readonly string[],
  { rate, withMapping, ...options }: ReplayOptions,
  { authority }: Session,
  context: CommandContext,
): Promise<Planned> {
  const choice = await choiceOf(tx, wantedOf(jobs, options, timeZoneOf(authority)));
  const all = await planReplay(tx, choice);
  const plan = withMapping === undefined ? all : await onlyMappingFailures(tx, all);
  const mapping = withMapping === undefined ? null : await mappingFor(tx, plan, withMapping, context);
  const run = plan.replayed.find((one) => one.run !== null)?.run;
  const source = run ? (await runBehind(tx, run)).source : null;
  const runs = new Set(plan.replayed.flatMap((one) => one.run ?? []));
  return { wanted: { choice, ratePerMinute: rate ?? null, oneByOne: runs.size > 1, mapping }, plan, source };
}

function atRate(id: string, { replayed }: ReplayPlan, rate: number): string {
  const minutes = Math.max(1, Math.ceil(replayed.length / rate));
  return (
    `Replay ${id.slice(0, 8)}: ${replayed.length} jobs, ${rate} a minute, the last of them in about ` +
    `${minutes === 1 ? 'a minute' : `${minutes} minutes`}. To end it: vigil replay --abort ${id.slice(0, 8)} --reason "…"`
  );
}

function follow(
  session: Session,
  plan: ReplayPlan,
  going: SetGoing & { readonly replay: string },
  context: CommandContext,
): Promise<NightReport> {
  const pulled = plan.replayed.some(({ run }) => run === null);
  return seeThrough(session, pulled ? { ...going, runs: null } : going, context);
}

async function abort(typed: string, options: ReplayOptions, context: CommandContext): Promise<void> {
  const { reason } = options;
  if (reason === undefined) throw new WrongUse('Say why with --reason "…": it goes on record.');
  const { id, left } = await withSession(context, options, ({ database }) =>
    database.transaction(async (tx) => {
      const meant = await idMeant(tx, 'replay', typed);
      return { id: meant, left: await abortReplay(tx, meant, { actor: currentActor(), reason }) };
    }),
  );
  context.say(`Aborted: ${left} jobs of replay ${id.slice(0, 8)} are left as they are (see vigil failed).`);
  if (options.format === 'json') context.out(`${JSON.stringify({ replay: id, left }, null, 2)}\n`);
}

/** What is done already is no failure of a replay. */
function refused({ because }: LeftAlone): boolean {
  return because !== 'done';
}
