import { chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openDataDirectory } from '../data-directory.ts';
import { ServersError } from './errors.ts';
import { systemReason } from '../system-error.ts';

/** What the data directory holds of its PostgreSQL, whoever the server runs as. */
export interface Room {
  readonly dataDirectory: string;
  readonly directory: string;
  readonly lock: string;
  readonly users: string;
  readonly password: string;
  readonly log: string;
  /** The cluster, for an ordinary user. */
  readonly cluster: string;
  /** Where the cluster lies instead, for root. */
  readonly placeFile: string;
}

/** @throws ServersError when the data directory cannot be written, or is another user's */
export async function openRoom(path: string): Promise<Room> {
  await openDataDirectory(path);
  // By one name, whatever links it was reached through: processes recognise the cluster by its path.
  const dataDirectory = await realpath(path);
  const directory = join(dataDirectory, 'postgresql');
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await refuseForeign(directory);
    if (process.platform !== 'win32') await chmod(directory, 0o700);
  } catch (error) {
    if (error instanceof ServersError) throw error;
    throw new ServersError(`${directory} cannot be used (${systemReason(error)})`, { cause: error });
  }
  return {
    dataDirectory,
    directory,
    lock: join(directory, 'lock'),
    users: join(directory, 'users'),
    password: join(directory, 'password'),
    log: join(directory, 'server.log'),
    cluster: join(directory, 'cluster'),
    placeFile: join(directory, 'place.json'),
  };
}

/** Root could open it, and would leave files behind that its owner cannot touch. */
async function refuseForeign(directory: string): Promise<void> {
  const self = process.getuid?.();
  const { uid } = await stat(directory);
  if (self === undefined || uid === self) return;
  throw new ServersError(
    `${directory} belongs to the user with id ${uid}, and this is the user with id ${self}; ` +
      'run Vigil as the user who made the data directory, or set VIGIL_DATA_DIR to another one',
  );
}
