import { stat } from 'node:fs/promises';
import { warning, type Check } from './check.ts';

/** Whether others than its owner and group can read the secret; where it cannot be read at all, Vigil has said so. */
export async function* checkSecretFile(file: string | null): AsyncGenerator<Check> {
  if (file === null || process.platform === 'win32') return;
  const there = await stat(file).catch(() => null);
  if (there === null || (there.mode & 0o004) === 0) return;
  const message = `every account of this machine can read ${file}, and with it tell the children in the data.`;
  yield warning('secret', message, `chmod o-rwx ${file}`);
}
