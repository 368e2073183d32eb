import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, readIdentity, thisProcess, type ProcessIdentity } from './processes.ts';

/**
 * Who uses the servers of a data directory: a file a process. The first starts them, the last stops them; one that
 * was killed is recognised as dead and not counted. Read and written under the lock only.
 */
export async function enter(directory: string): Promise<{ leave(): Promise<void> }> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const self = await thisProcess();
  const file = join(directory, `${self.pid}-${randomUUID()}.json`);
  await writeFile(file, JSON.stringify(self), { mode: 0o600 });
  return { leave: () => rm(file, { force: true }) };
}

/** The living users; forgets the dead ones. */
export async function presentUsers(directory: string): Promise<ProcessIdentity[]> {
  const present: ProcessIdentity[] = [];
  for (const name of await readdir(directory).catch(() => [])) {
    const file = join(directory, name);
    const user = readIdentity(await readFile(file, 'utf8'));
    if (user !== null && (await isRunning(user))) present.push(user);
    else await rm(file, { force: true });
  }
  return present;
}
