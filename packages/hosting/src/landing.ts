import { access, constants } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { landingStore, type LandingStore } from '@vigil/connectors';
import type { Configuration, Settings } from '@vigil/runtime';

/** Where delivered files lie, encrypted. */
export function openLandingStore({
  dataDirectory,
  secret,
}: Pick<Configuration, 'dataDirectory' | 'secret'>): LandingStore {
  return landingStore({ directory: join(dataDirectory, 'landing'), key: secret.key('landing') });
}

/**
 * Whether landed files can be read, or written too: the volume is there and this user may use it.
 * @throws what the system says when not
 */
export async function reachLandingStore(
  { dataDirectory }: Pick<Settings, 'dataDirectory'>,
  to: 'read' | 'write',
): Promise<void> {
  const rights = constants.R_OK | constants.X_OK | (to === 'write' ? constants.W_OK : 0);
  await reach(join(dataDirectory, 'landing'), rights);
}

/** What is not there yet is made with the first file: then the place it will be made in counts. */
async function reach(directory: string, rights: number): Promise<void> {
  try {
    await access(directory, rights);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(directory) === directory) throw error;
    await reach(dirname(directory), rights);
  }
}
