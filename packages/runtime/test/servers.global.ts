import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, constants, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { startServers } from '../src/servers/servers.ts';
import { freePort } from './free-port.ts';

/**
 * Starts one PostgreSQL and one Redis for the whole run of vitest; suites make databases and key prefixes of their
 * own and take the addresses with `inject('databaseUrl')` and `inject('redisUrl')`. Without redis-server the latter
 * is null and suites that need it skip, naming `redisMissing`; on CI that fails the run.
 */
declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
    redisUrl: string | null;
    /** For suites that start an embedded PostgreSQL of their own, as root: the programs are there already. */
    stateDirectory: string;
  }
}

const redisProgram = 'redis-server';
export const redisMissing = `${redisProgram} is missing: apt-get install redis-server`;

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), prefix));
  const data = await mkdtemp(join(await placeOfData(), `${prefix}${process.pid}-`));
  const started: { stop(): Promise<void> }[] = [];
  const teardown = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.stop()));
    await Promise.all([directory, data].map((one) => rm(one, { recursive: true, force: true })));
  };
  try {
    for (const one of [directory, data]) await chmod(one, 0o755); // root's PostgreSQL runs as another user
    const redis = await startRedis(directory);
    if (redis !== null) started.push(redis);
    if (redis === null && process.env['CI'] === 'true') throw new Error(redisMissing);
    const stateDirectory = join(directory, 'state');
    const servers = await startServers({
      dataDirectory: join(data, 'data'),
      stateDirectory,
      databaseUrl: null,
      settings: { max_connections: '300', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    });
    started.push(servers);
    project.provide('databaseUrl', servers.databaseUrl);
    project.provide('stateDirectory', stateDirectory);
    project.provide('redisUrl', redis?.url ?? null);
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}

const prefix = 'vigil-test-servers-';
const inMemory = '/dev/shm';

/**
 * Suites make and drop some hundreds of databases of 800 files each, which is three times as fast in memory: there,
 * where the system offers that and has room. What a run that was killed left behind is in nobody's way any longer.
 */
async function placeOfData(): Promise<string> {
  const room = await statfs(inMemory).catch(() => null);
  const isWritable = await access(inMemory, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (room === null || !isWritable || room.bavail * room.bsize < 4e9) return tmpdir();
  for (const name of await readdir(inMemory)) {
    const [, owner] = new RegExp(`^${prefix}(\\d+)-`, 'u').exec(name) ?? [];
    if (owner !== undefined && !isRunning(Number(owner)))
      await rm(join(inMemory, name), { recursive: true, force: true });
  }
  return inMemory;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function startRedis(directory: string): Promise<{ url: string; stop(): Promise<void> } | null> {
  const port = await freePort();
  const options = { port, bind: '127.0.0.1', dir: directory, save: '', appendonly: 'no', databases: 64 };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(redisProgram, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'close').catch(() => []);
  const started = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', () => resolve(false));
    createInterface(child.stdout).on('line', (line) => line.includes('Ready to accept') && resolve(true));
  });
  if (!started) return null;
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
