import type { Command } from 'commander';
import { createApp as createConsole, defaultPort } from '@vigil/console';
import { createApp as createScheduler } from '@vigil/scheduler';
import type { Installation } from '../installation.ts';
import { startServices } from '../services.ts';
import { logger, withConfiguration, type CommandContext } from '../session.ts';
import { loadCatalogue, loadConfiguration, readEnvironment } from '@vigil/runtime';
import { startWorking } from '../work.ts';
import { WrongUse } from '../wrong-use.ts';

export function registerUp(program: Command, context: CommandContext): void {
  program
    .command('up')
    .description('all services in one process, until a signal')
    .option('--port <number>', 'port of the pages on this machine', String(defaultPort))
    .addHelpText(
      'after',
      `
Keeps to the schedules of vigil.yaml and serves the pages on this machine only (http://127.0.0.1:${defaultPort}).
Other commands may be used meanwhile; they find the running database. Log lines go to standard error (VIGIL_LOG_LEVEL).`,
    )
    .action(async (options: { port: string }) => {
      const port = parsePort(options.port);
      const environment = readEnvironment(context.env, context.cwd);
      const catalogue = await loadCatalogue(environment.configPath);
      const configuration = await loadConfiguration(environment, catalogue, context.cwd);
      const given = { configuration, catalogue, log: logger(context, 'info') };
      await withConfiguration(context, given, async (installation) => {
        await startWorking(installation);
        await serve(installation, context, port);
      });
    });
}

/** @throws {WrongUse} when it is no port */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new WrongUse(`--port is "${text}"; expected a number from 1 to 65535 (0: any that is free).`);
  }
  return port;
}

/** Keeps to the schedules and serves the pages until the process is asked to stop. */
export async function serve(installation: Installation, context: CommandContext, port: number): Promise<void> {
  const { configuration, catalogue, database, log } = installation;
  const { authorities, now, proxy } = configuration;
  const pages = createConsole(
    { authorities, port, demonstration: configuration.demonstration },
    { database, catalogue, now, log },
  );
  const scheduler = createScheduler({ authorities }, { database, log, now, proxy, clock: () => new Date() });
  await startServices(installation, [scheduler, pages]);
  context.say(`Vigil is up: ${pages.address()} (this machine only). Stop it with Ctrl-C.`);
  const signal = await context.stopRequested;
  context.say(`${signal}: finishing what is under way, then stopping.`);
}
