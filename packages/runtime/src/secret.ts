import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join, relative, isAbsolute } from 'node:path';
import { inspect } from 'node:util';
import { ConfigurationError } from './configuration/problems.ts';
import type { GivenSecret } from './environment.ts';
import { systemCode } from './system-error.ts';

const keyBytes = 32;
const minimumLength = 32;
const howToMake = `node -e "console.log(require('node:crypto').randomBytes(48).toString('base64'))" makes a good one`;

/**
 * The installation's secret, from which every key is derived (HKDF-SHA-256, RFC 5869): one key for each purpose and
 * authority, so that none can be computed from another. It never shows itself in a log or an error.
 */
export class Secret {
  readonly #master: string;
  /** Public: says which secret it is, without saying anything about it. */
  readonly keyId: string;
  /** Public: kept in the database, to refuse a start with another secret. */
  readonly checkValue: string;

  /** @throws ConfigurationError when it is shorter than 32 characters */
  constructor(master: string) {
    if (master.length < minimumLength) {
      throw new ConfigurationError([
        `the secret has ${master.length} characters; expected at least ${minimumLength}: ${howToMake}`,
      ]);
    }
    this.#master = master;
    this.keyId = this.#derive('public', 'key id').subarray(0, 6).toString('hex');
    this.checkValue = this.#derive('public', 'check value').toString('hex');
  }

  /**
   * The key (32 bytes) for a purpose, of one authority or of the whole installation; the same for ever.
   * @param purpose in the code's own words, such as 'pseudonym' or 'landing store'
   */
  key(purpose: string, authority?: string): Buffer {
    return this.#derive('key', purpose, ...(authority === undefined ? [] : [authority]));
  }

  toJSON(): string {
    return `[secret ${this.keyId}]`;
  }

  toString(): string {
    return this.toJSON();
  }

  [inspect.custom](): string {
    return this.toJSON();
  }

  #derive(...context: string[]): Buffer {
    // As JSON no two contexts read alike, whatever is in them.
    return Buffer.from(hkdfSync('sha256', this.#master, 'vigil', JSON.stringify(context), keyBytes));
  }
}

/**
 * The secret of an installation: as given; the demonstration makes its own and keeps it in its data directory.
 * @throws ConfigurationError when there is none, or it is too short, or lies beside what it protects
 */
export async function loadSecret(
  given: GivenSecret | null,
  dataDirectory: string,
  demonstration: boolean,
): Promise<Secret> {
  if (given === null) {
    if (demonstration) return new Secret(await ownSecret(dataDirectory));
    throw new ConfigurationError([
      'VIGIL_SECRET_KEY is not set; expected a secret of at least 32 characters, or VIGIL_SECRET_KEY_FILE naming a ' +
        `file with one, kept apart from the data directory: ${howToMake}`,
    ]);
  }
  if (given.file !== null && (await isInside(given.file, dataDirectory))) {
    throw new ConfigurationError([
      `VIGIL_SECRET_KEY_FILE is '${given.file}', inside the data directory ${dataDirectory}: whoever copies or backs ` +
        'that up would have the key to the identifiers in it as well; keep the file elsewhere',
    ]);
  }
  return new Secret(given.value);
}

async function ownSecret(dataDirectory: string): Promise<string> {
  const file = join(dataDirectory, 'demonstration.secret');
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  try {
    const made = randomBytes(48).toString('base64');
    await writeFile(file, made, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    return readFile(file, 'utf8');
  }
}

async function isInside(file: string, directory: string): Promise<boolean> {
  const [inner, outer] = await Promise.all([file, directory].map((path) => realpath(path).catch(() => path)));
  const path = relative(outer!, inner!);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}
