import { spawn } from 'node:child_process';
import { ServersError } from './errors.ts';
import { systemCode, systemReason } from '../system-error.ts';

/** The account PostgreSQL's programs run as where it cannot be Vigil's own (root). */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** What a child of ours inherits: nothing of PGDATA, PGOPTIONS and the like, and messages in English. */
export const environment: Readonly<Record<string, string>> = { LC_ALL: 'C', TZ: 'UTC' };

/**
 * Runs one of PostgreSQL's programs to its end.
 * @throws ServersError when the program cannot be started at all
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: { account: Account | null; directory: string; input?: string },
): Promise<{ code: number; output: string }> {
  const child = spawn(program, args, {
    cwd: options.directory,
    env: environment,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...asAccount(options.account),
  });
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stdin.on('error', () => {}); // a program that ends without reading its input says why in its output
    child.stdin.end(options.input ?? '');
    child.on('error', (error) => reject(cannotRun(program, options.account, error)));
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.trim() }));
  });
}

export function asAccount(account: Account | null): { uid?: number; gid?: number } {
  return account === null ? {} : { uid: account.uid, gid: account.gid };
}

export function cannotRun(program: string, account: Account | null, error: Error): ServersError {
  const advice =
    systemCode(error) === 'EACCES'
      ? 'put Vigil on a disk that programs may be run from (noexec?)'
      : 'use a system that the embedded PostgreSQL supports';
  return new ServersError(
    `${program} cannot be run${account === null ? '' : ` as ${account.name}`} (${systemReason(error)}); ` +
      `${advice}, or set DATABASE_URL to a PostgreSQL of your own`,
    { cause: error },
  );
}
