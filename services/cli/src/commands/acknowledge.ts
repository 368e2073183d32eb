import { InvalidArgumentError, Option, type Command } from 'commander';
import { ruleTitles } from '@vigil/alerts';
import { todayIn, type IsoDate } from '@vigil/calendar';
import { acknowledgeAlert, type Alert } from '@vigil/database';
import { timeZoneOf } from '@vigil/runtime';
import { withSession, type CommandContext } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { idMeant } from './named.ts';
import { authorityOption, parseDate } from './options.ts';

interface AcknowledgeOptions {
  readonly authority?: string;
  readonly comment: string;
  readonly response?: string;
  readonly owner?: string;
  readonly due?: IsoDate;
}

export function registerAcknowledge(program: Command, context: CommandContext): void {
  program
    .command('acknowledge')
    .description('put on record that alerts were seen, and what is being done about them')
    .argument('<alert...>', 'its id, as it stands in the mail, or as much of it as tells it apart; or several')
    .addOption(
      new Option('--comment <text>', 'what there is to say to it; it goes on record with your name')
        .argParser(inWords)
        .makeOptionMandatory(),
    )
    .option('--response <text>', 'what is being done, as the board pack says it', inWords)
    .option('--owner <name>', 'who does it (default: the head of the service)', inWords)
    .option('--due <date>', 'by when (YYYY-MM-DD)', parseDate)
    .addOption(authorityOption())
    .addHelpText(
      'after',
      `
An alert that is acknowledged is told less often, never escalated, and told at once when it gets worse. Acknowledge it
again to say something else: the last word is shown, all are kept (vigil alerts --history ALERT).

Examples:
  vigil acknowledge 3f2a91c4 --comment "conferences moved by the October backlog"
  vigil acknowledge 3f2a --comment "seen" --response "two more chairs from February" --owner "J. Smith" --due 2021-02-26`,
    )
    .action(
      async (typed: readonly string[], { comment, response, owner, due, authority: code }: AcknowledgeOptions) => {
        const done = await withSession(context, { authority: code }, async ({ authority, installation, database }) => {
          const today = todayIn(timeZoneOf(authority), installation.configuration.now());
          if (due !== undefined && due < today)
            throw new WrongUse(`${due} is over; --due is a day that is still to come.`);
          const said = { comment, response: response ?? null, owner: owner ?? null, due: due ?? null };
          const word = { actor: currentActor(), reason: comment };
          return database.transaction(async (tx) => {
            const alerts: Alert[] = [];
            for (const one of typed)
              alerts.push(await acknowledgeAlert(tx, await idMeant(tx, 'alert', one), said, word));
            return alerts;
          });
        });
        for (const { indicator, rule, id } of done) {
          const history = `vigil alerts --history ${id.slice(0, 8)}`;
          context.say(`On record: ${indicator}, ${ruleTitles[rule]}. ${history} shows all that was said.`);
        }
      },
    );
}

/** @throws InvalidArgumentError, which commander turns into wrong use */
function inWords(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Expected words.');
  return text.trim();
}
