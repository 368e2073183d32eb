import type { Command } from 'commander';
import { rejectDelivery } from '@vigil/database';
import { withSession, type CommandContext } from '../session.ts';
import { currentActor } from './actor.ts';
import { deliveryArgument, deliveryMeant } from './named.ts';
import { authorityOption, reasonOption, type WordOptions } from './options.ts';

export function registerReject(program: Command, context: CommandContext): void {
  program
    .command('reject')
    .description('put a delivery aside that is held or has failed; the last good data stays live')
    .addArgument(deliveryArgument())
    .addOption(reasonOption().makeOptionMandatory())
    .addOption(authorityOption())
    .addHelpText(
      'after',
      `
It will not be taken up again as it is. When the source sends the same date anew, that is a new delivery.

Example:
  vigil reject casework@2021-01-04 --reason "the supplier's filter was wrong; a new export is on its way"`,
    )
    .action(async (typed: string, options: WordOptions) => {
      await withSession(context, options, ({ database }) =>
        database.transaction(async (tx) => {
          const id = await deliveryMeant(tx, typed);
          await rejectDelivery(tx, id, { actor: currentActor(), reason: options.reason });
        }),
      );
      context.say('Rejected; what was live before stays live.');
    });
}
