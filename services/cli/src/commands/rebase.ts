import { Argument, type Command } from 'commander';
import { periodName, type Period } from '@vigil/calendar';
import { readLimits, recordRebase } from '@vigil/database';
import { limitsInWords } from '@vigil/indicators';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { stateAskedFor } from './asked-for.ts';
import { indicatorMeant } from './named.ts';
import { authorityOption, parsePeriod, reasonOption, type WordOptions } from './options.ts';
import { seriesMeant } from './series-meant.ts';

interface RebaseOptions extends WordOptions {
  readonly member?: string;
  readonly withdraw?: boolean;
}

export function registerRebase(program: Command, context: CommandContext): void {
  program
    .command('rebase')
    .description('let the control limits of a figure begin anew with a month, for a reason that is known')
    .argument('<indicator>', 'by id or code')
    .addArgument(new Argument('<period>', 'the first month of the new limits (YYYY-MM)').argParser(parsePeriod))
    .addOption(reasonOption().makeOptionMandatory())
    .option('--member <name>', 'of this team, age band or gender (default: of the whole alone)')
    .option('--withdraw', 'take the decision back: the limits go on across that month')
    .addOption(authorityOption())
    .addHelpText(
      'after',
      `
Limits begin anew when people know that the process changed and why, never because the figures look better that way: it
is a judgement, and goes on record with your name. vigil limits shows what they make of the months.

Examples:
  vigil rebase icpc-timeliness 2020-05 --reason "a second conference chair since May"
  vigil rebase icpc-timeliness 2020-05 --withdraw --reason "the chair left after a month"`,
    )
    .action(async (indicator: string, period: Period, options: RebaseOptions) => {
      const line = await withSession(context, options, (session) => rebase(session, indicator, period, options));
      const done = options.withdraw ? 'Withdrawn; the limits go on across' : 'On record; the limits begin anew with';
      context.say(`${done} ${periodName(period)}. Now: ${line}.`);
    });
}

/** @returns what the limits say by the decisions that stand then */
async function rebase(
  session: Session,
  typed: string,
  period: Period,
  { member, withdraw = false, reason }: RebaseOptions,
): Promise<string> {
  const definition = indicatorMeant(session.installation.catalogue, typed);
  return session.database.transaction(async (tx) => {
    const series = await seriesMeant(tx, session, definition, await stateAskedFor(tx, session, {}), member);
    if (!withdraw && definition.rolling) {
      throw new WrongUse(`${definition.id} looks back over a year each month: no limits are taken of it.`);
    }
    if (!withdraw && !series.judged.some(({ figure }) => figure.period === period)) {
      throw new WrongUse(`${definition.id} has no figure for ${period}; the limits begin anew with a month that has.`);
    }
    const word = { actor: currentActor(), reason };
    await recordRebase(tx, { indicator: definition.id, member: series.member }, { period, withdraw }, word);
    return limitsInWords((await readLimits(tx, [series])).get(series)!);
  });
}
