import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * One process, and no later one that was given the same number. `started` is an opaque text that differs between
 * two processes of one pid; null where the system does not tell (then the pid alone has to do).
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly started: string | null;
}

/** What a process wrote about itself; null when it says nobody, or was cut short by a power failure. */
export function readIdentity(text: string): ProcessIdentity | null {
  try {
    return JSON.parse(text) as ProcessIdentity | null;
  } catch {
    return null;
  }
}

interface ProcessDescription {
  readonly started: string | null;
  readonly command: string | null;
}

/** Reads one process; null when it has ended (a zombie has ended). */
export type ProcessReader = (pid: number) => Promise<ProcessDescription | null>;

export async function thisProcess(): Promise<ProcessIdentity> {
  self ??= describeProcess(process.pid).then((found) => ({ pid: process.pid, started: found?.started ?? null }));
  return self;
}

let self: Promise<ProcessIdentity> | null = null;

export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  const found = await describeProcess(identity.pid);
  if (found === null) return false;
  return found.started === null || identity.started === null || found.started === identity.started;
}

/** When a process of that pid runs: when it started and its command line; null when there is none. */
export async function describeProcess(pid: number): Promise<ProcessDescription | null> {
  if (!pidExists(pid)) return null;
  const read = readers[process.platform] ?? readWithPs;
  try {
    return await read(pid);
  } catch {
    // Another user's process that the system hides: it exists, and that is all there is to know.
    return pidExists(pid) ? { started: null, command: null } : null;
  }
}

/** Whether a process of that number exists, whoever owns it. Cheap enough to be asked every second. */
export function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const run = promisify(execFile);

/** Linux: ticks since boot, which no change of the clock moves, and the boot. */
export const readFromProc: ProcessReader = async (pid) => {
  const [stat, command, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
  ]);
  // The second field, the program's name, may hold spaces and brackets: count from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ticks] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X') return null;
  return { started: `${boot.trim()}:${ticks}`, command: command.replaceAll('\0', ' ').trim() };
};

/** macOS and the BSDs. */
export const readWithPs: ProcessReader = async (pid) => {
  const env = { LC_ALL: 'C', TZ: 'UTC', PATH: '/bin:/usr/bin' };
  const { stdout } = await run('ps', ['-ww', '-o', 'stat=,lstart=,command=', '-p', String(pid)], { env });
  const match = /^\s*(\S+)\s+(\w{3}\s+\w{3}\s+\d+\s+[\d:]+\s+\d{4})\s+(.*)$/s.exec(stdout);
  if (match === null || match[1]!.startsWith('Z')) return null;
  return { started: match[2]!.replace(/\s+/g, ' '), command: match[3]!.trim() };
};

/** Windows. */
const readWithPowerShell: ProcessReader = async (pid) => {
  const script =
    `$p = Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}'; ` +
    'if ($p) { $p.CreationDate.ToUniversalTime().Ticks; $p.CommandLine }';
  const { stdout } = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script], {
    windowsHide: true,
  });
  const [started, ...command] = stdout.trim().split(/\r?\n/);
  return started === undefined || started === '' ? null : { started, command: command.join(' ') };
};

const readers: Partial<Record<NodeJS.Platform, ProcessReader>> = { linux: readFromProc, win32: readWithPowerShell };
