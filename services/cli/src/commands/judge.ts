import { Argument, Option, type Command } from 'commander';
import { lastDay, periodName, type Period } from '@vigil/calendar';
import { recordJudgement } from '@vigil/database';
import { placeNames, places, type Place } from '@vigil/indicators';
import { withSession, type CommandContext } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { indicatorMeant } from './named.ts';
import { authorityOption, parsePeriod, reasonOption, type WordOptions } from './options.ts';

interface JudgeOptions extends WordOptions {
  readonly place?: Place;
  readonly withdraw?: true;
}

export function registerJudge(program: Command, context: CommandContext): void {
  program
    .command('judge')
    .description("put a figure of a month in one of the pack's three lists, whatever Vigil suggests")
    .argument('<indicator>', 'by id or code')
    .addArgument(new Argument('<period>', 'the month (YYYY-MM)').argParser(parsePeriod))
    .addOption(new Option('--place <list>', 'the list it belongs in').choices(places))
    .option('--withdraw', 'take the word back: the suggestion counts again')
    .addOption(reasonOption().makeOptionMandatory())
    .addOption(authorityOption())
    .addHelpText(
      'after',
      `
What stands in the pack's lists is a human judgement. Your word goes on record with your name and reason, beside what
Vigil suggests; the last one counts. vigil scorecard shows both.

Examples:
  vigil judge re-referrals-percent 2020-12 --place watch --reason "on target, but up four months running"
  vigil judge re-referrals-percent 2020-12 --withdraw --reason "agreed at the board to leave it out"`,
    )
    .action(async (typed: string, period: Period, { place, withdraw, reason, authority }: JudgeOptions) => {
      if ((place === undefined) === (withdraw === undefined)) {
        throw new WrongUse(`Say one of --place ${places.join('|')} and --withdraw.`);
      }
      const id = await withSession(context, { authority }, async ({ installation, database }) => {
        const { id: indicator } = indicatorMeant(installation.catalogue, typed);
        if (lastDay(period) >= installation.configuration.now().toISOString().slice(0, 10)) {
          throw new WrongUse(`${periodName(period)} is not over yet.`);
        }
        const word = { actor: currentActor(), reason };
        await database.transaction((tx) => recordJudgement(tx, { indicator, period }, place ?? null, word));
        return indicator;
      });
      const done = place === undefined ? 'The word on it is withdrawn' : `On record under "${placeNames[place]}"`;
      context.say(`${done}: ${id}, ${periodName(period)}. vigil scorecard shows it.`);
    });
}
