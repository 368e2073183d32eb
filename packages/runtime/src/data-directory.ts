import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from './configuration/problems.ts';
import { systemReason } from './system-error.ts';

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
    throw new ConfigurationError([
      `the data directory ${path} cannot be written (${systemReason(error)}); ` +
        'set VIGIL_DATA_DIR to a directory that this user can write, on a disk with room',
    ]);
  }
}
