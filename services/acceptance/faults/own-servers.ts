import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startServers } from '@vigil/runtime';
import { inject } from 'vitest';
import { freePort } from '../../../packages/runtime/test/free-port.ts';

const redisProgram = 'redis-server';

/** A Redis of one night, that may be emptied and killed. What it holds is lost with it. */
export interface OwnRedis {
  readonly url: string;
  /** FLUSHALL. */
  empty(): Promise<void>;
  /** kill -9. */
  kill(): void;
  /** Starts it again where it was, empty. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function ownRedis(): Promise<OwnRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'vigil-redis-'));
  const port = await freePort();
  const options = { port, bind: '127.0.0.1', dir: directory, save: '', appendonly: 'no', databases: 1 };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    const started = spawn(redisProgram, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    child = started;
    await new Promise<void>((resolve, reject) => {
      started.once('exit', () => reject(new Error(`${redisProgram} did not start`)));
      createInterface(started.stdout).on('line', (line) => line.includes('Ready to accept') && resolve());
    });
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill: () => void child.kill('SIGKILL'),
    empty: async () => {
      // Only packages/queue names a client of Redis; this is all that is to be said to it.
      const socket = connect(port, '127.0.0.1');
      socket.write('FLUSHALL\r\n');
      const [answer] = (await once(socket, 'data')) as [Buffer];
      socket.destroy();
      if (!answer.toString().startsWith('+OK')) throw new Error(`Redis was not emptied: ${answer.toString()}`);
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A PostgreSQL of one night, that may be restarted. */
export interface OwnPostgres {
  readonly databaseUrl: string;
  /** In good order, or as after a crash; back at the same address when it resolves. */
  restart(how: 'in good order' | 'after a crash'): Promise<void>;
  stop(): Promise<void>;
}

export async function ownPostgres(): Promise<OwnPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'vigil-postgres-'));
  const start = () =>
    startServers({
      dataDirectory: join(directory, 'data'),
      stateDirectory: inject('stateDirectory'),
      databaseUrl: null,
      settings: { fsync: 'off' },
    });
  let servers = await start();
  return {
    databaseUrl: servers.databaseUrl,
    restart: async (how) => {
      const description = servers.describe();
      // SIGQUIT: at once, without a checkpoint; the next start recovers from the log.
      if (how === 'after a crash' && description.kind === 'embedded') process.kill(description.processId, 'SIGQUIT');
      await servers.stop();
      servers = await start();
    },
    stop: async () => {
      await servers.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
