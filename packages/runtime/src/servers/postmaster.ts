import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { chmod, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ServersError } from './errors.ts';
import { systemCode } from '../system-error.ts';
import { describeProcess, pidExists } from './processes.ts';
import { asAccount, cannotRun, environment, runProgram } from './program.ts';
import type { Place } from './place.ts';

/** A running PostgreSQL server. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const pollMs = 20;
const stopSeconds = 10;
const portAttempts = 5;
const largestLog = 10_000_000;

/**
 * Modest, for one council machine. The log holds no statements, details or values: they could be about a child.
 * A killed client's statement ends within a second: nothing of a dead worker goes on writing.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  max_logical_replication_workers: '0',
  // Windows cannot tell, and PostgreSQL refuses to start when asked to there.
  client_connection_check_interval: process.platform === 'win32' ? '0' : '1s',
};

/**
 * The server that runs a cluster, ready or not; null when none does. A postmaster.pid that a crash left behind, its
 * number perhaps some other program's by now, is not taken for one.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const status = await readStatus(cluster);
  if (status === null) return null;
  const found = await describeProcess(status.pid);
  // Where the system hides command lines, PostgreSQL's own check is the better judge.
  const ours = found !== null && (found.command === null || found.command.includes(cluster));
  return ours ? { pid: status.pid, port: status.port } : null;
}

/**
 * Starts the server of a cluster on the port it had last, or a free one, and waits until it takes connections.
 * @throws ServersError when it cannot be started, with what it said
 */
export async function startPostmaster(
  place: Place,
  log: string,
  extra: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  await rm(pidFile(place.cluster), { force: true }); // its process is known to be dead
  // PostgreSQL refuses a cluster that a chmod -R or a restored copy has opened to others.
  if (process.platform !== 'win32') await chmod(place.cluster, 0o700);
  await rotate(log);
  const before = await lastPort(place.cluster);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? before : 0);
    const said = await launch(place, log, { ...settings, ...extra, port: String(port) });
    if (typeof said !== 'string') return said;
    const portTaken = /could not bind/i.test(said);
    if (!portTaken || attempt === portAttempts) throw cannotStart(place, log, said);
  }
}

/** Waits for a server that another process has started to take connections; false when it ends or does not answer. */
export async function answers(cluster: string, server: Postmaster, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline && pidExists(server.pid)) {
    if ((await readStatus(cluster))?.ready && (await accepts(server.port))) return true;
    await pause(pollMs);
  }
  return false;
}

/** Stops a server: connections are ended, then, when it will not end in time, without a checkpoint. */
export async function stopPostmaster(place: Omit<Place, 'kept'>): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    const { code } = await runProgram(
      place.binaries.pgCtl,
      ['stop', '-D', place.cluster, '-m', mode, '-t', String(stopSeconds), '-s'],
      place,
    );
    if (code === 0 || (await findPostmaster(place.cluster)) === null) return;
  }
  throw new ServersError(`the PostgreSQL server of ${place.cluster} does not stop; end its process by hand`);
}

/** The running server, or what a failed one said. */
async function launch(
  place: Place,
  log: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Postmaster | string> {
  const args = Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(log, 'a', 0o600);
  const before = (await stat(log)).size;
  const child = spawn(place.binaries.postgres, ['-D', place.cluster, ...args], {
    cwd: place.directory,
    env: environment,
    // A session of its own: Ctrl-C ends Vigil, and Vigil ends the server when its work is done.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output, output],
    ...asAccount(place.account),
  });
  closeSync(output);
  child.unref();
  let ended = false;
  let failure: Error | null = null;
  child.once('error', (error) => (failure = error));
  child.once('exit', () => (ended = true));
  for (;;) {
    if (failure !== null) throw cannotRun(place.binaries.postgres, place.account, failure);
    if (ended) return (await readFile(log)).subarray(before).toString('utf8').trim();
    const status = await readStatus(place.cluster);
    if (status?.ready && status.pid === child.pid) return { pid: status.pid, port: status.port };
    await pause(pollMs);
  }
}

/** The lines of postmaster.pid that matter here: 1 the process, 4 the port, 8 whether it takes connections. */
async function readStatus(cluster: string): Promise<(Postmaster & { ready: boolean }) | null> {
  let text: string;
  try {
    text = await readFile(pidFile(cluster), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/** The port that it ran on before: a Power BI or Excel that connects to it finds it there again. 0: none. */
async function lastPort(cluster: string): Promise<number> {
  // PostgreSQL writes down how it was started, and leaves that behind.
  const options = await readFile(join(cluster, 'postmaster.opts'), 'utf8').catch(() => '');
  return Number(/"port=(\d+)"/.exec(options)?.[1] ?? 0);
}

/** The one wanted, or any; between here and PostgreSQL another program may take it, so starting tries again. */
async function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (wanted === 0) reject(error);
      else resolve(freePort(0));
    });
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1000 });
    const answer = (accepted: boolean): void => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });
}

async function rotate(log: string): Promise<void> {
  const size = await stat(log)
    .then((found) => found.size)
    .catch(() => 0);
  if (size > largestLog) await rename(log, `${log}.1`);
}

function cannotStart(place: Place, log: string, said: string): ServersError {
  const reason = said.split('\n').slice(-5).join('; ') || 'it said nothing';
  const advice = /No space left on device|Disk quota exceeded/i.test(said)
    ? `the disk of ${place.cluster} is full: make room there`
    : /could not bind/i.test(said)
      ? 'every free port was taken by another program before PostgreSQL had it: start again'
      : /lock file|shared memory block is still in use/i.test(said)
        ? 'another PostgreSQL runs on this cluster: end it first'
        : /administrative permissions/i.test(said)
          ? 'PostgreSQL refuses to run as an administrator: run Vigil as an account that is none'
          : `its log is ${log}`;
  return new ServersError(`PostgreSQL does not start in ${place.cluster}; ${advice}. It said: ${reason}`);
}
