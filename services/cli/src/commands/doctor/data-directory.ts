import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { checkRoomForDataDirectory, openDataDirectory } from '@vigil/runtime';
import { ok, problem, said, warning, type Check } from './check.ts';

/** Less than this and a night's extracts may not fit. */
const littleRoom = 2 * 1024 ** 3;

/** Linux's numbers of file systems that another machine keeps. */
const remote: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
]);

/** Whether the data directory can be written, by whom it can be read, how large it is, and what its disk is like. */
export async function* checkDataDirectory(path: string): AsyncGenerator<Check> {
  const check = 'data directory';
  const there = await stat(path).catch(() => null);
  try {
    if (there === null) {
      await checkRoomForDataDirectory(path);
      yield ok(check, `${path} is not there yet; it is made when it is first needed`);
      return;
    }
    await openDataDirectory(path);
    yield ok(check, `${path} can be written; ${inWords(await sizeOf(path))}`);
  } catch (error) {
    yield problem(check, said(error));
    return;
  }
  if (isOpenToOthers(there.mode)) {
    yield warning(check, `every account of this machine can look into ${path}.`, `chmod o-rwx ${path}`);
  }
  const { bavail, bsize, type } = await statfs(path);
  const elsewhere = process.platform === 'linux' ? remote.get(type) : undefined;
  if (elsewhere !== undefined) {
    yield warning(
      'disk',
      `${path} lies on another machine (${elsewhere}): the embedded PostgreSQL is not safe there, and slow.`,
      'Set VIGIL_DATA_DIR to a directory on a local disk.',
    );
  }
  const free = bavail * bsize;
  yield free < littleRoom
    ? warning(
        'disk',
        `${inWords(free)} free where the data directory lies`,
        'Make room: when the disk is full, nights fail.',
      )
    : ok('disk', `${inWords(free)} free where the data directory lies`);
}

/** What it holds, as far as this user may look. */
async function sizeOf(directory: string): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) bytes += await sizeOf(path);
    else if (entry.isFile()) bytes += (await stat(path).catch(() => null))?.size ?? 0;
  }
  return bytes;
}

function inWords(bytes: number): string {
  const [unit, size] = bytes < 1024 ** 3 ? (['MB', 1024 ** 2] as const) : (['GB', 1024 ** 3] as const);
  return `${(bytes / size).toLocaleString('en-GB', { maximumFractionDigits: 1 })} ${unit}`;
}

/** More than entering: root's own data directory lets PostgreSQL's account through, and no further. */
function isOpenToOthers(mode: number): boolean {
  return process.platform !== 'win32' && (mode & 0o006) !== 0;
}
