import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServersError } from './errors.ts';
import { systemReason } from '../system-error.ts';
import type { Place } from './place.ts';
import { runProgram } from './program.ts';
import type { Room } from './room.ts';

/** The superuser of the cluster and the database Vigil's tables are in. */
export const owner = 'vigil';
export const databaseName = 'vigil';

/** What a new cluster takes. Where a disk fills up in the middle of it, PostgreSQL may die without saying why. */
const bytesNeeded = 60_000_000;

/**
 * Makes the cluster unless it is there. It gets its name only when it is whole, so a crash in between leaves nothing
 * that is taken for one. Under the lock only.
 *
 * @param password of its owner, where it takes the place of one that has such
 * @throws ServersError when it cannot be made
 */
export async function makeCluster(
  room: Room,
  place: Place,
  password = randomBytes(24).toString('base64url'),
): Promise<void> {
  if (existsSync(place.cluster)) return;
  const { bavail, bsize } = await statfs(place.directory);
  if (bavail * bsize < bytesNeeded) throw cannotMake(place, 'disk is full');
  const making = `${place.cluster}.making`;
  const passwordFile = join(place.directory, 'initdb-password');
  try {
    await rm(making, { recursive: true, force: true });
    await mkdir(making, { mode: 0o700 });
    await writeFile(room.password, password, { mode: 0o600, flush: true });
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (place.account !== null) {
      for (const path of [making, passwordFile]) await chown(path, place.account.uid, place.account.gid);
    }
    await initialise(place, making, passwordFile);
    await createDatabase(place, making);
    await rename(making, place.cluster);
  } catch (error) {
    throw error instanceof ServersError ? error : cannotMake(place, systemReason(error), error);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(making, { recursive: true, force: true });
  }
}

/** @throws ServersError when the password was lost while the cluster was kept */
export async function readPassword(room: Room): Promise<string> {
  try {
    return await readFile(room.password, 'utf8');
  } catch (error) {
    throw new ServersError(
      `the password of the embedded PostgreSQL cannot be read from ${room.password} (${systemReason(error)}); ` +
        'bring the file back from a backup of the data directory',
      { cause: error },
    );
  }
}

async function initialise(place: Place, making: string, passwordFile: string): Promise<void> {
  // The built-in C.UTF-8 sorts the same on every system and after every upgrade of it.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${owner}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const { code, output } = await runProgram(
    place.binaries.initdb,
    ['-D', making, ...locale, ...access, '--no-instructions'],
    place,
  );
  if (code !== 0) throw cannotMake(place, output);
}

/** In single-user mode: there is no client program among the binaries, and nothing listens yet. */
async function createDatabase(place: Place, making: string): Promise<void> {
  const { code, output } = await runProgram(place.binaries.postgres, ['--single', '-D', making, 'postgres'], {
    ...place,
    input: `create database ${databaseName};\n`,
  });
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(output)) throw cannotMake(place, output);
}

function cannotMake(place: Place, output: string, cause?: unknown): ServersError {
  const full = /No space left on device|Disk quota exceeded|disk is full/i.test(output);
  const advice = full
    ? `make room on that disk (a new database takes ${bytesNeeded / 1e6} MB)`
    : /look up effective user/.test(output)
      ? 'give the account Vigil runs as a name (in a container: a line in /etc/passwd)'
      : 'see whether that directory can be written';
  const reason = full ? 'the disk is full' : output;
  return new ServersError(
    `the database cannot be made in ${place.cluster} (${reason}); ${advice}, or set VIGIL_DATA_DIR to another one`,
    { cause },
  );
}
