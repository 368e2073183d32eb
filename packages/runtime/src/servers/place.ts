import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRoot, nobody } from './account.ts';
import { clearAbandoned, readTether, writeTether } from './abandoned.ts';
import { copyBinaries, findBinaries, type Binaries } from './binaries.ts';
import { ServersError } from './errors.ts';
import { systemReason } from '../system-error.ts';
import { runProgram, type Account } from './program.ts';
import type { Room } from './room.ts';
import type { ServersOptions } from './servers.ts';

/** Where the cluster of a data directory lies, which programs serve it, and as whom. */
export interface Place {
  readonly cluster: string;
  /** The directory the programs start in: their account can enter it. */
  readonly directory: string;
  readonly binaries: Binaries;
  /** Where the programs that serve it are kept for a later Vigil, and those that served it before. */
  readonly kept: string;
  /** Null: Vigil's own. */
  readonly account: Account | null;
}

/** The state directory of root installations, where `nobody` can reach binaries and cluster. */
const systemStateDirectory = '/var/lib/vigil';

/** Finds the place of a data directory's cluster; makes it ready, but not the cluster. Under the lock only. */
export async function findPlace(
  room: Room,
  { stateDirectory, distribution }: Pick<ServersOptions, 'stateDirectory' | 'distribution'>,
): Promise<Place> {
  const binaries = await findBinaries(undefined, distribution);
  if (!isRoot()) {
    const { cluster, directory } = room;
    return { cluster, directory, binaries, kept: join(directory, 'binaries'), account: null };
  }
  const account = await nobody();
  const known = await readPlaceFile(room);
  const candidates =
    known !== null
      ? [dirname(dirname(known))]
      : stateDirectory !== undefined
        ? [stateDirectory]
        : [systemStateDirectory, join(room.dataDirectory, 'state')];
  const state = await enterState(candidates, room, binaries, account);
  const directory = known ?? (await newPlace(room, state.directory));
  await takePossession(room, directory);
  await clearAbandoned(dirname(directory), state.binaries, account);
  const kept = dirname(state.binaries.directory);
  return { cluster: join(directory, 'cluster'), directory, binaries: state.binaries, kept, account };
}

/** The first directory that can be written and in which the account really gets to run PostgreSQL. */
async function enterState(
  candidates: readonly string[],
  room: Room,
  binaries: Binaries,
  account: Account,
): Promise<{ directory: string; binaries: Binaries }> {
  const refusals: string[] = [];
  for (const directory of candidates) {
    try {
      await mkdir(directory, { recursive: true });
      await chmod(directory, 0o755);
      // Inside the data directory the account must be let through, not let see.
      if (dirname(directory) === room.dataDirectory) await chmod(room.dataDirectory, 0o711);
      const copy = await copyBinaries(binaries, join(directory, 'binaries'));
      const { code, output } = await runProgram(copy.postgres, ['--version'], { account, directory });
      if (code === 0) return { directory, binaries: copy };
      refusals.push(`${directory} (${output})`);
    } catch (error) {
      const cause = error instanceof ServersError ? (error.cause ?? error) : error;
      refusals.push(`${directory} (${systemReason(cause)})`);
    }
  }
  throw new ServersError(
    `PostgreSQL refuses to run as root, and ${account.name}, as whom Vigil would start it, gets nowhere in ` +
      `${refusals.join(' or ')}; make room or grant access there, run Vigil as an ordinary user, or set ` +
      'DATABASE_URL to a PostgreSQL of your own',
  );
}

async function readPlaceFile(room: Room): Promise<string | null> {
  if (!existsSync(room.placeFile)) return null;
  const { directory } = JSON.parse(await readFile(room.placeFile, 'utf8')) as { directory: string };
  if (existsSync(directory)) return directory;
  throw new ServersError(
    `the database of ${room.dataDirectory} should lie in ${directory} (PostgreSQL cannot run as root), and is not ` +
      `there; bring it back from a backup, or delete ${room.placeFile} to begin with an empty database`,
  );
}

async function newPlace(room: Room, stateDirectory: string): Promise<string> {
  const clusters = join(stateDirectory, 'clusters');
  const directory = join(clusters, randomUUID());
  await mkdir(directory, { recursive: true });
  for (const entered of [clusters, directory]) await chmod(entered, 0o755);
  // The tether first: a place without a data directory is cleared, a data directory without its place is an error.
  await writeTether(directory, room.dataDirectory);
  await writeFile(room.placeFile, JSON.stringify({ directory }), { mode: 0o600, flush: true });
  return directory;
}

/** A data directory may be moved; a copy of one must not share its database. */
async function takePossession(room: Room, directory: string): Promise<void> {
  const owner = (await readTether(directory))?.dataDirectory ?? room.dataDirectory;
  const placeOfOwner = join(owner, 'postgresql', 'place.json');
  if (owner !== room.dataDirectory && existsSync(placeOfOwner)) {
    const { directory: named } = JSON.parse(await readFile(placeOfOwner, 'utf8')) as { directory: string };
    if (named === directory) {
      throw new ServersError(
        `${room.dataDirectory} is a copy of ${owner}, and its database in ${directory} belongs to that one; ` +
          `delete ${room.placeFile} to begin with an empty database`,
      );
    }
  }
  await writeTether(directory, room.dataDirectory);
}
