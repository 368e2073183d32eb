import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, openManualSlot } from '@vigil/database';
import { expect, inject } from 'vitest';
import { openCommitProxy } from '../test/commit-proxy.ts';
import type { VigilUnderTest } from '../test/vigil.ts';
import { inDatabase, type Ending, type Night } from './night.ts';

/** The services, and how often each commits in a small night at the least. */
export const services = { scheduler: 2, ingest: 5, validator: 7, aggregator: 4, alerter: 5, notifier: 6 } as const;
export type Service = keyof typeof services;

const names = Object.keys(services) as Service[];

/** All services, each a process of its own, one of which is killed at a commit of its own and started again. */
export async function serviceKilled(
  { vigil }: Night,
  { service, commit }: { readonly service: Service; readonly commit: number },
): Promise<boolean> {
  await vigil.json('status'); // prepares the database, which a service that runs alone does not
  let struck = false;
  const started = await Promise.all(
    names.map((name) =>
      startService(vigil, name, (number, kill) => {
        if (struck || name !== service || number !== commit) return;
        struck = true;
        kill();
      }),
    ),
  );
  try {
    await openSlot(vigil);
    await nightIsOver(vigil);
  } finally {
    const endings = await Promise.all(started.map((one) => one.stop()));
    const unwell = names.flatMap((name, index) => {
      const [code, signal] = endings[index]!;
      // The one that was started again may be told to stop before it listens.
      if (code === 0 || (name === service && signal === 'SIGTERM')) return [];
      return [`${name} ended with ${String(code ?? signal)}`];
    });
    expect(unwell.join(', '), 'told to stop, each ends well').toBe('');
  }
  return struck;
}

interface RunningService {
  /** Asks it to stop, as a supervisor does. */
  stop(): Promise<Ending>;
}

/** Starts a service and sees to it, as a supervisor does, that it is started again when it is killed. */
async function startService(
  vigil: VigilUnderTest,
  name: Service,
  onCommit: (number: number, kill: () => void) => void,
): Promise<RunningService> {
  let child: ReturnType<typeof spawn>;
  const proxy = await openCommitProxy(vigil.databaseUrl, {
    onCommit: (number) => onCommit(number, () => child.kill('SIGKILL')),
    counts: (applicationName) => applicationName.startsWith('vigil') && !applicationName.includes('queue'),
  });
  let ended: Promise<Ending>;
  const start = (): void => {
    child = spawn(process.execPath, [join(inject('emittedServices'), `${name}.mjs`)], {
      env: { PATH: process.env['PATH'], ...vigil.env, DATABASE_URL: proxy.url },
      stdio: 'ignore',
    });
    ended = once(child, 'exit') as unknown as Promise<Ending>;
    void ended.then(([, signal]) => signal === 'SIGKILL' && start());
  };
  start();
  return {
    stop: async () => {
      for (;;) {
        child.kill('SIGTERM');
        const ending = await ended;
        // Killed at this very moment: another has been started in its place.
        if (ending[1] === 'SIGKILL') continue;
        await proxy.close();
        return ending;
      }
    },
  };
}

async function openSlot(vigil: VigilUnderTest): Promise<void> {
  const database = openDatabase(vigil.databaseUrl, { connections: 1 });
  await database
    .forAuthority('852')
    .transaction((tx) => openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'a test' }));
  await database.close();
}

/** Resolves when every slot is closed and what has come of them is told. */
async function nightIsOver(vigil: VigilUnderTest): Promise<void> {
  await inDatabase(vigil, async (sql) => {
    for (;;) {
      const [slots] = await sql<[{ told: number; open: number }]>`
        select count(*) filter (where source = 'digests')::int as told,
          count(*) filter (where state <> 'closed')::int as open
        from vigil.slot`;
      if (slots?.open === 0 && slots.told > 0) return;
      await pause(200);
    }
  });
}
