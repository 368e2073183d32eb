import { join } from 'node:path';
import type { Command } from 'commander';
import { defaultPort } from '@vigil/console';
import { exampleAsAtDates, generateExample } from '@vigil/example';
import {
  isDemonstration,
  loadCatalogue,
  loadConfiguration,
  markDemonstration,
  openDataDirectory,
  readEnvironment,
} from '@vigil/runtime';
import { demonstrationReport } from '../demonstration-report.ts';
import { reportInWords } from '../night-in-words.ts';
import { logger, withConfiguration, type CommandContext } from '../session.ts';
import { startWorking } from '../work.ts';
import { CommandFailed } from '../wrong-use.ts';
import { runNight } from './run.ts';
import { parsePort, serve } from './up.ts';

/** `pnpm start`: an invented council, two nights, a report, and the pages. */
export function registerStart(program: Command, context: CommandContext): void {
  program
    .command('start')
    .description('the demonstration: an invented council, two nights, a report, then the pages')
    .option('--once', 'end after the report')
    .option('--port <number>', 'port of the pages on this machine', String(defaultPort))
    .addHelpText(
      'after',
      '\nNeeds nothing but an empty data directory; used again, it finds its nights done and serves them.',
    )
    .action(async (options: { once?: true; port: string }) => {
      const port = parsePort(options.port);
      const environment = readEnvironment(context.env, context.cwd);
      if (environment.configPath !== null) {
        throw new CommandFailed(
          'VIGIL_CONFIG is set, so this is no demonstration. Use vigil up (or vigil run) with your own configuration, or unset it.',
        );
      }
      const { dataDirectory } = environment;
      await openDataDirectory(dataDirectory);
      const example = join(dataDirectory, 'example');
      await markDemonstrationOnce(dataDirectory, example, context);
      const catalogue = await loadCatalogue();
      const loaded = await loadConfiguration(environment, catalogue, context.cwd);
      let now = loaded.now;
      const configuration = { ...loaded, now: () => now() };
      await withConfiguration(context, { configuration, catalogue, log: logger(context) }, async (installation) => {
        const host = await startWorking(installation, { watched: !options.once });
        for (const asAt of exampleAsAtDates) {
          context.say(`The night before ${asAt} …`);
          // Each on its own working day: nobody is written to twice a day.
          now = () => new Date(`${asAt}T06:00:00Z`);
          const report = await runNight(installation, context, { asAt });
          const failed = report.runs.find(({ status }) => status !== 'done' && status !== 'unchanged');
          if (report.problems.length > 0) throw new CommandFailed(report.problems.join('\n'));
          if (failed) throw new CommandFailed(reportInWords(report).join('\n'));
        }
        now = loaded.now;
        context.out(await demonstrationReport(installation));
        if (!options.once) await serve(installation, host, context, port);
      });
    });
}

async function markDemonstrationOnce(dataDirectory: string, example: string, context: CommandContext): Promise<void> {
  if (await isDemonstration(dataDirectory)) return;
  context.say(`Making an invented council in ${example} …`);
  const { configPath } = await generateExample({ directory: example });
  await markDemonstration(dataDirectory, configPath);
}
