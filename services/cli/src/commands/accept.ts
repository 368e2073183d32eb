import type { Command } from 'commander';
import { acceptDelivery } from '@vigil/database';
import { withSession, type CommandContext } from '../session.ts';
import { CommandFailed } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { cameToItsEnd, seeThrough } from './aftermath.ts';
import { deliveryArgument, deliveryMeant } from './named.ts';
import { authorityOption, reasonOption, reportFormatOption, type WordOptions } from './options.ts';

interface AcceptOptions extends WordOptions {
  readonly format: 'text' | 'json';
}

export function registerAccept(program: Command, context: CommandContext): void {
  program
    .command('accept')
    .description('let a delivery pass that is held, or that failed because a file of it is too small')
    .addArgument(deliveryArgument())
    .addOption(reasonOption().makeOptionMandatory())
    .addOption(authorityOption())
    .addOption(reportFormatOption())
    .addHelpText(
      'after',
      `
A delivery is held when it would delete more than 5 % of a list (and more than 20 records); a file is too small when it
has fewer than half the rows of the last one. vigil status says which are held, and why.

Example:
  vigil accept casework@2021-01-04 --reason "closed cases were archived; agreed with the data team"`,
    )
    .action(async (typed: string, options: AcceptOptions) => {
      await withSession(context, options, async (session) => {
        const going = await session.database.transaction(async (tx) => {
          const id = await deliveryMeant(tx, typed);
          return acceptDelivery(tx, id, { actor: currentActor(), reason: options.reason });
        });
        context.say('Accepted; it goes on from here.');
        const report = await seeThrough(session, going, context);
        if (options.format === 'json') context.out(`${JSON.stringify(report, null, 2)}\n`);
        if (!cameToItsEnd(report)) throw new CommandFailed('');
      });
    });
}
