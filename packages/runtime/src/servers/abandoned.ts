import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDemonstration } from '../demonstration.ts';
import type { Binaries } from './binaries.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';
import { isRunning, thisProcess, type ProcessIdentity } from './processes.ts';
import type { Account } from './program.ts';

/** Lies beside a root installation's cluster and says whose it is. */
interface Tether {
  readonly dataDirectory: string;
  readonly demonstration: boolean;
  readonly lastStartedBy: ProcessIdentity;
  /** When the data directory was first found missing. */
  readonly missingSince: string | null;
}

const graceDays = 7;
const dayMs = 86_400_000;

export async function readTether(directory: string): Promise<Tether | null> {
  try {
    return JSON.parse(await readFile(tetherFile(directory), 'utf8')) as Tether;
  } catch {
    return null;
  }
}

export async function writeTether(directory: string, dataDirectory: string): Promise<void> {
  const demonstration = await isDemonstration(dataDirectory);
  await save(directory, { dataDirectory, demonstration, lastStartedBy: await thisProcess(), missingSince: null });
}

/**
 * Clears the clusters whose data directory is gone. A demonstration's goes at once. Another's data directory may only
 * have been moved, or lie on a disk that is not mounted just now, and its database cannot be made again: it goes when
 * its data directory has been missing for a week.
 */
export async function clearAbandoned(clusters: string, binaries: Binaries, account: Account): Promise<void> {
  for (const name of await readdir(clusters)) {
    const directory = join(clusters, name);
    const tether = await readTether(directory);
    if (tether === null || (await isTied(tether, directory)) || (await isRunning(tether.lastStartedBy))) continue;
    const cluster = join(directory, 'cluster');
    if ((await findPostmaster(cluster)) !== null) await stopPostmaster({ cluster, directory, binaries, account });
    const missingSince = tether.missingSince ?? new Date().toISOString();
    if (tether.demonstration || Date.now() - Date.parse(missingSince) > graceDays * dayMs) {
      await rm(directory, { recursive: true, force: true });
    } else if (tether.missingSince === null) {
      await save(directory, { ...tether, missingSince });
    }
  }
}

async function isTied(tether: Tether, directory: string): Promise<boolean> {
  const placeFile = join(tether.dataDirectory, 'postgresql', 'place.json');
  try {
    const place = JSON.parse(await readFile(placeFile, 'utf8')) as { directory: string };
    return place.directory === directory;
  } catch {
    return existsSync(placeFile);
  }
}

async function save(directory: string, tether: Tether): Promise<void> {
  await writeFile(tetherFile(directory), JSON.stringify(tether), { mode: 0o600 });
}

function tetherFile(directory: string): string {
  return join(directory, 'data-directory.json');
}
