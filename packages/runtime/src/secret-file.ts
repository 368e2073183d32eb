import { readFile } from 'node:fs/promises';
import { systemReason } from './system-error.ts';

/**
 * A secret of a connector, out of the file that vigil.yaml names; the line break at its end is not part of it.
 * @throws Error naming the file, and what to do
 */
export async function readSecretFile(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const advice = 'give the account Vigil runs as the right to read it, and nobody else';
    throw new Error(`The secret in ${file} cannot be read (${systemReason(error)}): ${advice}.`);
  });
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw new Error(`The file ${file} is empty, but should hold a secret.`);
  return secret;
}
