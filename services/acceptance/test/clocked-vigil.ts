import { EventEmitter, once } from 'node:events';
import type { Database } from '@vigil/database';
import { createLogger, loadCatalogue, loadConfiguration, readEnvironment } from '@vigil/runtime';
import { createApp as createScheduler } from '@vigil/scheduler';
import { openInstallation } from '../../cli/src/installation.ts';
import { startWorking } from '../../cli/src/work.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

/** An installation that is up, whose clock stands until a test moves it. */
export interface ClockedVigil extends VigilUnderTest {
  /** The scheduler ticks at this moment, and what comes of it is worked through. */
  at(instant: string): Promise<void>;
}

export async function clockedVigil(options: Parameters<typeof newVigil>[0]): Promise<ClockedVigil> {
  const vigil = await newVigil(options);
  const { at, stop } = await keepTime(vigil, { schedulers: 1 });
  return {
    ...vigil,
    at,
    dispose: async () => {
      await stop();
      await vigil.dispose();
    },
  };
}

/**
 * Brings an installation up.
 *
 * @param options.schedulers how many tick at once
 */
export async function keepTime(
  vigil: VigilUnderTest,
  options: { readonly schedulers: number },
): Promise<Pick<ClockedVigil, 'at'> & { stop(): Promise<void> }> {
  const environment = readEnvironment(vigil.env, vigil.directory);
  const catalogue = await loadCatalogue(environment.configPath);
  const loaded = await loadConfiguration(environment, catalogue, vigil.directory);
  let moment = new Date(0);
  const now = () => moment;
  const log = createLogger({ service: 'test', level: 'silent' });
  const installation = await openInstallation({ ...loaded, now }, catalogue, log, {
    progress: () => {},
    lost: () => {},
  });
  await startWorking(installation);
  const { database } = installation;
  const { authorities, proxy } = loaded;
  const schedulers = Array.from({ length: options.schedulers }, () =>
    createScheduler({ authorities }, { database, log, now, proxy, clock: () => new Date() }),
  );
  return {
    at: async (instant) => {
      moment = new Date(instant);
      vigil.env['VIGIL_NOW'] = moment.toISOString();
      await passTime(database);
      await Promise.all(schedulers.map((scheduler) => scheduler.tick()));
      await settled(database);
    },
    stop: () => installation.lifecycle.stop(),
  };
}

/** What rests by the clock of PostgreSQL has rested long enough: a night lies between two moments of a test. */
async function passTime(database: Database): Promise<void> {
  await database.acrossAuthorities(async ({ sql }) => {
    await sql`update vigil.stage set due_at = now() where state = 'due' and due_at > now()`;
    await sql`update vigil.outbox set due_at = now() where due_at > now()`;
    await sql`select pg_notify('vigil_work', '')`;
  });
}

/** Resolves when nothing is at work, nor due. */
async function settled(database: Database): Promise<void> {
  const news = new EventEmitter();
  const listening = await database.listen('vigil_work', () => news.emit('changed'));
  try {
    for (;;) {
      const changed = once(news, 'changed');
      const [work] = await database.acrossAuthorities(
        (tx) => tx.sql<[{ open: number }]>`
          select count(*)::int as open from vigil.stage
          where state = 'running' or (state = 'due' and due_at <= now())`,
      );
      if (work.open === 0) return;
      await changed;
    }
  } finally {
    await listening.stop();
  }
}
