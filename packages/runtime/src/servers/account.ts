import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ServersError } from './errors.ts';
import type { Account } from './program.ts';

const run = promisify(execFile);

/** Whether this process runs as root, as which PostgreSQL refuses to run. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The account that owns the cluster of a root installation: nobody, who is on every system and needs no useradd. */
export async function nobody(): Promise<Account> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'nobody'])));
    // macOS writes -2 as 4294967294; spawn and chown want the signed number.
    return { name: 'nobody', uid: Number(uid!.stdout) | 0, gid: Number(gid!.stdout) | 0 };
  } catch (error) {
    throw new ServersError(
      'PostgreSQL refuses to run as root, and this system has no user nobody to run it as (id -u nobody failed); ' +
        'run Vigil as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own',
      { cause: error },
    );
  }
}
