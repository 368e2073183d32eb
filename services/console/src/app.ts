import type { Database } from '@vigil/database';
import type { Host, Metrics } from '@vigil/hosting';
import type { Catalogue } from '@vigil/indicators';
import type { App } from '@vigil/queue';
import type { AuthorityConfig, Logger } from '@vigil/runtime';
import { systemProblem } from './ports.ts';
import type { Server } from './server.ts';

export { defaultPort, PortNotFree } from './ports.ts';

export interface ConsoleConfig {
  /** At least one; the first is shown unless a page is asked for another. */
  readonly authorities: readonly AuthorityConfig[];
  /** On 127.0.0.1; 0 takes any that is free. */
  readonly port: number;
  /** Says on every page that the council is invented. */
  readonly demonstration: boolean;
}

export interface ConsoleDeps {
  readonly database: Database;
  readonly catalogue: Catalogue;
  /** The domain's clock. */
  readonly now: () => Date;
  readonly log: Logger;
  /** Of the process it runs in; null where nobody measures, and then it has no /metrics. */
  readonly metrics: Pick<Metrics, 'read'> | null;
}

export interface ConsoleApp extends App {
  /**
   * Where it listens: 'http://127.0.0.1:4600'.
   *
   * @throws Error before it has started
   */
  address(): string;
}

/**
 * The pages of an installation, for reading on the machine it runs on: status, scorecard and mail; and probes and
 * metrics. It has no actions and shows nothing about single children.
 *
 * `start` throws {@link PortNotFree} when the port is taken.
 */
export function createApp(config: ConsoleConfig, deps: ConsoleDeps): ConsoleApp {
  const log = deps.log.child({ service: 'console' });
  let server: Server | null = null;
  let address: string | null = null;
  return {
    name: 'console',
    start: async () => {
      // Loaded when there are pages to serve: no other command needs it.
      const { createServer } = await import('./server.ts');
      server = await createServer(config, { ...deps, log });
      try {
        address = await server.listen({ host: '127.0.0.1', port: config.port });
      } catch (error) {
        await server.close();
        throw systemProblem(error, config.port);
      }
      log.debug({ address }, 'started');
    },
    stop: async () => {
      await server?.close();
      server = null;
      address = null;
    },
    address: () => {
      if (address === null) throw new Error('The console has no address: it is not started.');
      return address;
    },
  };
}

/** The console in a process of its own. */
export function hosted(host: Host): readonly App[] {
  const { authorities, consolePort, demonstration } = host.configuration;
  return [createApp({ authorities, port: consolePort, demonstration }, host)];
}
