import { access, constants } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { landingStore, sealedFiles, type LandingStore, type SealedFiles } from '@vigil/connectors';
import type { Configuration, Settings } from '@vigil/runtime';

/** Where delivered files lie, encrypted. */
export function openLandingStore({
  dataDirectory,
  secret,
}: Pick<Configuration, 'dataDirectory' | 'secret'>): LandingStore {
  return landingStore({ directory: directoryIn(dataDirectory), key: secret.key('landing') });
}

/** The same as they lie there, to be taken to a backup and brought back. */
export function openSealedFiles({ dataDirectory }: Pick<Settings, 'dataDirectory'>): SealedFiles {
  return sealedFiles(directoryIn(dataDirectory));
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
  await reach(directoryIn(dataDirectory), rights);
}

function directoryIn(dataDirectory: string): string {
  return join(dataDirectory, 'landing');
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
