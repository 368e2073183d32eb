import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { openDataDirectory } from '@vigil/runtime';
import { ok, problem, said, warning, type Check } from './check.ts';

/** Less than this and a night's extracts may not fit. */
const littleRoom = 2 * 1024 ** 3;

/** Whether the data directory can be written, how large it is, and how much room its disk has. */
export async function* checkDataDirectory(path: string): AsyncGenerator<Check> {
  const check = 'data directory';
  const there = await stat(path).catch(() => null);
  if (there === null) {
    yield ok(check, `${path} is not there yet; it is made when it is first needed`);
    return;
  }
  try {
    await openDataDirectory(path);
    yield ok(check, `${path} can be written; ${inWords(await sizeOf(path))}`);
  } catch (error) {
    yield problem(check, said(error));
    return;
  }
  const { bavail, bsize } = await statfs(path);
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
