import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import type { Servers, ServersDescription } from '../src/servers/servers.ts';

export const asRoot = process.getuid?.() === 0;
/** nobody, on Linux: whom the tests that run as root also play the ordinary user with. */
export const ordinary = { uid: 65_534, gid: 65_534 };

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const keeperFile = fileURLToPath(new URL('keeper.ts', import.meta.url));

const temporary: string[] = [];

/** A temporary directory that PostgreSQL's user can enter, removed by `removeTemporary`. */
export async function temporaryDirectory(owner?: { uid: number; gid: number }): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'vigil-test-'));
  temporary.push(directory);
  await chmod(directory, 0o755);
  if (owner !== undefined) await chown(directory, owner.uid, owner.gid);
  return directory;
}

/** For the end of a suite. */
export async function removeTemporary(): Promise<void> {
  await Promise.all(temporary.splice(0).map((directory) => rm(directory, { recursive: true, force: true })));
}

interface Kept {
  readonly owned: boolean;
  readonly address: string;
  readonly cluster: string;
  readonly processId: number;
  readonly error?: string;
}

/** Another Vigil, as a process of its own. */
export interface Keeper {
  /** What it found when the servers were there, or why they were not. */
  readonly kept: Promise<Kept>;
  /** Has it leave, and waits until it has. */
  leave(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

export function keep(
  dataDirectory: string,
  stateDirectory?: string,
  account: { uid?: number; gid?: number } = {},
): Keeper {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@vigil/source',
      '--import',
      'tsx',
      keeperFile,
      dataDirectory,
      ...(stateDirectory ? [stateDirectory] : []),
    ],
    { cwd: repository, env: { PATH: process.env['PATH'] ?? '' }, stdio: ['pipe', 'pipe', 'inherit'], ...account },
  );
  const ended = once(child, 'close');
  const line = once(createInterface(child.stdout), 'line').then(([text]) => JSON.parse(text as string) as Kept);
  return {
    kept: Promise.race([line, ended.then(([code]) => Promise.reject(new Error(`the keeper ended with ${code}`)))]),
    leave: async () => {
      child.stdin.end('leave\n');
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export function embedded(servers: Servers): Extract<ServersDescription, { kind: 'embedded' }> {
  const description = servers.describe();
  if (description.kind !== 'embedded') throw new Error('expected the embedded PostgreSQL');
  return description;
}
