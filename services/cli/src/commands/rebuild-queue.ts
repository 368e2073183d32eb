import type { Command } from 'commander';
import { recordAudit } from '@vigil/database';
import { recordFailure } from '@vigil/pipeline';
import { openQueue, rebuildQueue } from '@vigil/queue';
import { withInstallation, type CommandContext } from '../session.ts';
import { currentActor } from './actor.ts';
import { reasonOption, reportFormatOption } from './options.ts';

export function registerRebuildQueue(program: Command, context: CommandContext): void {
  program
    .command('rebuild-queue')
    .description('empty the queue, and dispatch again whatever PostgreSQL says is due')
    .addOption(reasonOption().makeOptionMandatory())
    .addOption(reportFormatOption())
    .addHelpText(
      'after',
      `
The queue only says what may be worked on; what is due is in PostgreSQL, so that nothing can be lost. Vigil mends the
queue by itself within half a minute: this is for when you do not want to wait, or do not trust what is in it. It is
about all authorities, harms nothing when done twice, and may be done while vigil up is running.

Examples:
  vigil rebuild-queue --reason "Redis was emptied"`,
    )
    .action(async ({ reason, format }: { readonly reason: string; readonly format: 'text' | 'json' }) => {
      const { cleared, dispatched } = await withInstallation(context, async (installation) => {
        const { id, database, configuration, servers } = installation;
        const word = { actor: currentActor(), reason };
        for (const { code } of configuration.authorities) {
          await database
            .forAuthority(code)
            .transaction((tx) => recordAudit(tx, word, { action: 'rebuild-queue', subject: 'queue' }));
        }
        const queue = await openQueue({
          redisUrl: configuration.redisUrl,
          databaseUrl: servers.databaseUrl,
          installation: id,
          onError: (error) => context.say(`The queue does not answer: ${recordFailure(error).message}`),
        });
        try {
          return await rebuildQueue(database, queue);
        } finally {
          await queue.close();
        }
      });
      if (format === 'json') context.out(`${JSON.stringify({ cleared, dispatched }, null, 2)}\n`);
      else context.say(`Taken out of the queue: ${cleared}. Due, and dispatched again: ${dispatched}.`);
    });
}
