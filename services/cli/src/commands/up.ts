import type { Command } from 'commander';
import { createApp as createConsole, defaultPort } from '@vigil/console';
import { createProbeServer, createReadiness, databaseNeed, reachLandingStore, type KeyedHost } from '@vigil/hosting';
import type { App } from '@vigil/queue';
import { hosted as scheduler } from '@vigil/scheduler';
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
Other commands may be used meanwhile; they find the running database. Log lines go to standard error (VIGIL_LOG_LEVEL).
Prometheus asks http://127.0.0.1:${defaultPort}/metrics; VIGIL_PROBE_ADDRESS (host:port) answers /health, /ready and
/metrics for other machines too. Traces go where OTEL_EXPORTER_OTLP_ENDPOINT says.`,
    )
    .action(async (options: { port: string }) => {
      const port = parsePort(options.port);
      const environment = readEnvironment(context.env, context.cwd);
      const catalogue = await loadCatalogue(environment.configPath);
      const configuration = await loadConfiguration(environment, catalogue, context.cwd);
      const given = { configuration, catalogue, log: logger(context, 'info') };
      await withConfiguration(context, given, async (installation) => {
        const host = await startWorking(installation, { watched: true });
        await serve(installation, host, context, port);
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
export async function serve(
  installation: Installation,
  host: KeyedHost,
  context: CommandContext,
  port: number,
): Promise<void> {
  const { authorities, demonstration } = host.configuration;
  const pages = createConsole({ authorities, port, demonstration }, host);
  await startServices(installation, [...scheduler(host), pages, ...probes(host)]);
  context.say(`Vigil is up: ${pages.address()} (this machine only). Stop it with Ctrl-C.`);
  const signal = await context.stopRequested;
  context.say(`${signal}: finishing what is under way, then stopping.`);
}

/** For whoever watches over the process from elsewhere, where VIGIL_PROBE_ADDRESS says so. */
function probes({ configuration, database, queue, metrics, log }: KeyedHost): readonly App[] {
  if (configuration.probe === null || metrics === null) return [];
  const readiness = createReadiness([
    databaseNeed(database),
    { name: 'queue', check: () => queue.ping() },
    { name: 'landing store', check: () => reachLandingStore(configuration, 'write') },
  ]);
  return [createProbeServer(configuration.probe, { readiness, metrics, log })];
}
