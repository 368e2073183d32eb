import { existsSync } from 'node:fs';
import { chown, copyFile, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { databaseName, makeCluster, owner, readPassword } from './cluster.ts';
import { ServersError } from './errors.ts';
import { findKept, majorOf } from './kept-binaries.ts';
import type { Place } from './place.ts';
import { findPostmaster, startPostmaster, stopPostmaster, type Postmaster } from './postmaster.ts';
import type { Progress } from './progress.ts';
import type { Room } from './room.ts';
import { systemReason } from '../system-error.ts';

/**
 * Moves all that Vigil has in a database into an empty one, of another major version of PostgreSQL; changes nothing
 * where it came from. Throws unless all of it arrived.
 */
export type MoveDatabase = (from: string, to: string, reason: string) => Promise<unknown>;

/** Beside the database itself: what PostgreSQL writes of its own while it is filled. */
const spareBytes = 200_000_000;

/**
 * Sees to it that the cluster is of the major version that this Vigil brings. One of an earlier version is moved: a new
 * cluster is made beside it, both are started, and all is copied and counted. The old one is not touched until then, and
 * is kept afterwards under another name. A crash leaves the old one in its place, or the new one whole: the next start
 * goes on from there. Under the lock only, and while no server runs.
 *
 * @throws ServersError where that cannot be done; everything is as it was
 */
export async function bringToOurMajor(
  room: Room,
  place: Place,
  {
    move,
    settings,
    progress,
  }: {
    readonly move: MoveDatabase | undefined;
    readonly settings: Readonly<Record<string, string>>;
    readonly progress: Progress;
  },
): Promise<void> {
  const next: Place = { ...place, cluster: `${place.cluster}.upgrading` };
  await finishRenaming(place, next);
  if (!existsSync(place.cluster)) return;
  const [made, ours] = [
    majorOf(await readFile(join(place.cluster, 'PG_VERSION'), 'utf8')),
    majorOf(place.binaries.version),
  ];
  if (made === ours) return;
  const what = `the database in ${place.cluster} was made by PostgreSQL ${made}, and this Vigil brings PostgreSQL ${ours}`;
  if (made > ours) throw new ServersError(`${what}; start the newer Vigil again, which this database belongs to`);
  const programs = await findKept(place.kept, made, place.binaries);
  if (programs === null || move === undefined) {
    throw new ServersError(
      `${what}, and the programs that can read it are not in ${place.kept}; with the Vigil that made it, say ` +
        `vigil backup FILE, move ${place.cluster} elsewhere, and with this one say vigil restore FILE`,
    );
  }
  const bytes = await sizeOf(place.cluster);
  const { bavail, bsize } = await statfs(dirname(place.cluster));
  if (bavail * bsize < bytes + spareBytes) {
    throw new ServersError(
      `${what}; moving it takes ${megabytes(bytes + spareBytes)} beside it, and its disk has ` +
        `${megabytes(bavail * bsize)}: make room there, and start again (nothing was changed)`,
    );
  }
  progress(
    `Moving the database from PostgreSQL ${made} to ${ours} (${megabytes(bytes)}); nothing is changed where it is`,
  );
  try {
    await discard(next);
    await fill(room, { ...place, binaries: programs }, next, settings, (from, to) =>
      move(from, to, `Vigil brings PostgreSQL ${ours} instead of ${made}`),
    );
  } catch (error) {
    await discard(next).catch(() => {});
    throw new ServersError(`${what}; it could not be moved (${systemReason(error)}), and is as it was`, {
      cause: error,
    });
  }
  const aside = await freeName(`${place.cluster}.postgresql-${made}`);
  await rename(place.cluster, aside);
  await rename(next.cluster, place.cluster);
  progress(
    `The database was moved to PostgreSQL ${ours}. The old one is kept in ${aside} (${megabytes(bytes)}): ` +
      'delete it once you have seen that all is well',
  );
}

/** A crash between the two names: the new cluster was whole, or the old one would still have its own. */
async function finishRenaming(place: Place, next: Place): Promise<void> {
  if (existsSync(place.cluster) || !existsSync(next.cluster)) return;
  const beside = await readdir(dirname(place.cluster));
  const moved = beside.some((name) => name.startsWith(`${basename(place.cluster)}.postgresql-`));
  if (moved) await rename(next.cluster, place.cluster);
}

/** What a crash left of an attempt: perhaps with its server still running. */
async function discard(next: Place): Promise<void> {
  if ((await findPostmaster(next.cluster)) !== null) await stopPostmaster(next);
  await rm(next.cluster, { recursive: true, force: true });
}

async function fill(
  room: Room,
  old: Place,
  next: Place,
  settings: Readonly<Record<string, string>>,
  copy: (from: string, to: string) => Promise<unknown>,
): Promise<void> {
  const password = await readPassword(room);
  await makeCluster(room, next, password);
  await serving(old, room, settings, (from) =>
    serving(next, room, settings, (to) => copy(urlOf(from, password), urlOf(to, password))),
  );
  // It holds the port: a Power BI or Excel that connects to it finds the new one there again.
  const [options, kept] = [old, next].map(({ cluster }) => join(cluster, 'postmaster.opts'));
  await copyFile(options!, kept!);
  if (next.account !== null) await chown(kept!, next.account.uid, next.account.gid);
}

async function serving(
  place: Place,
  room: Room,
  settings: Readonly<Record<string, string>>,
  work: (server: Postmaster) => Promise<unknown>,
): Promise<void> {
  const server = await startPostmaster(place, room.log, settings);
  try {
    await work(server);
  } finally {
    await stopPostmaster(place);
  }
}

function urlOf({ port }: Postmaster, password: string): string {
  return `postgres://${owner}:${password}@127.0.0.1:${port}/${databaseName}`;
}

async function freeName(wanted: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!existsSync(name)) return name;
  }
}

async function sizeOf(directory: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
