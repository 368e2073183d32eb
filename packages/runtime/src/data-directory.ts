import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigurationError } from './configuration/problems.ts';
import { systemCode, systemReason } from './system-error.ts';

/**
 * Makes the data directory, for its owner's eyes only, and proves that it can be written.
 * @throws ConfigurationError naming the directory, the reason and the way out
 */
export async function openDataDirectory(path: string): Promise<void> {
  const probe = join(path, `.probe-${randomUUID()}`);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await writeFile(probe, 'can this be written?\n');
    await rm(probe);
  } catch (error) {
    await rm(probe, { force: true }).catch(() => {});
    throw cannotBeWritten(path, await behind(path, error));
  }
}

/**
 * The same without making it: whether it could be.
 * @throws ConfigurationError as `openDataDirectory` does
 */
export async function checkRoomForDataDirectory(path: string): Promise<void> {
  try {
    await access(await nearestThere(path), constants.W_OK);
  } catch (error) {
    throw cannotBeWritten(path, error);
  }
}

/** Node's recursive mkdir says "no such directory" where the file system is read-only. */
async function behind(path: string, error: unknown): Promise<unknown> {
  if (systemCode(error) !== 'ENOENT') return error;
  return nearestThere(path)
    .then((parent) => access(parent, constants.W_OK))
    .then(
      () => error,
      (real: unknown) => real,
    );
}

/** The directory itself, or the nearest one above it that is there. */
async function nearestThere(path: string): Promise<string> {
  const there = await stat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  return there !== null || dirname(path) === path ? path : nearestThere(dirname(path));
}

function cannotBeWritten(path: string, error: unknown): ConfigurationError {
  return new ConfigurationError([
    `the data directory ${path} cannot be written (${systemReason(error)}); ` +
      'set VIGIL_DATA_DIR to a directory that this user can write, on a disk with room',
  ]);
}
