import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, pidExists, readIdentity, thisProcess, type ProcessIdentity } from './processes.ts';
import { ServersError } from './errors.ts';
import { systemCode } from '../system-error.ts';

/**
 * A lock between processes that a kill -9 cannot leave closed, without asking the system for one (Node has none).
 *
 * The directory holds numbered files; the highest names the process that has the lock, or nobody. To take the lock
 * from nobody, or from a process that is dead, is to create the next number, which `link` lets one process do. The
 * highest file is never deleted, so a slow process that comes back with an old number sees that it is not the highest
 * and steps back: breaking a dead lock has no race.
 */
export async function withLock<T>(
  directory: string,
  onWait: (holder: ProcessIdentity) => void,
  work: () => Promise<T>,
): Promise<T> {
  const generation = await acquire(directory, onWait);
  try {
    return await work();
  } finally {
    await claim(directory, generation + 1, null);
    await sweep(directory, generation + 1);
  }
}

const waitMs = 40;
let drafts = 0;

async function acquire(directory: string, onWait: (holder: ProcessIdentity) => void): Promise<number> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const self = await thisProcess();
  for (;;) {
    const current = await highest(directory);
    const holder = current === 0 ? null : await readHolder(directory, current);
    if (holder === 'gone') continue;
    if (holder !== null && (await isRunning(holder))) {
      onWait(holder);
      await pause(waitMs);
      continue;
    }
    const mine = current + 1;
    if (!(await claim(directory, mine, self))) continue;
    if ((await highest(directory)) === mine) {
      await sweep(directory, mine);
      return mine;
    }
    await rm(join(directory, String(mine)), { force: true });
  }
}

async function claim(directory: string, generation: number, holder: ProcessIdentity | null): Promise<boolean> {
  drafts += 1;
  const draft = join(directory, `draft-${process.pid}-${drafts}`);
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    await link(draft, join(directory, String(generation)));
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw new ServersError(
      `${directory}: no lock can be made there (${systemCode(error)}: a file system with hard links is needed); ` +
        'set VIGIL_DATA_DIR to a directory on a local disk',
      { cause: error },
    );
  } finally {
    await rm(draft, { force: true });
  }
}

async function highest(directory: string): Promise<number> {
  const generations = (await readdir(directory)).filter((name) => /^\d+$/.test(name)).map(Number);
  return Math.max(0, ...generations);
}

async function readHolder(directory: string, generation: number): Promise<ProcessIdentity | null | 'gone'> {
  try {
    return readIdentity(await readFile(join(directory, String(generation)), 'utf8'));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'gone';
    throw error;
  }
}

/** Removes what is older than the lock in force, and drafts whose process died while it wrote them. */
async function sweep(directory: string, inForce: number): Promise<void> {
  for (const name of await readdir(directory)) {
    const author = /^draft-(\d+)-/.exec(name)?.[1];
    const stale = author === undefined ? /^\d+$/.test(name) && Number(name) < inForce : !pidExists(Number(author));
    if (stale) await rm(join(directory, name), { force: true });
  }
}
