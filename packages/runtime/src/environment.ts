import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigurationError } from './configuration/problems.ts';
import { systemReason } from './system-error.ts';

/** What the environment says: the only place that reads it. Empty variables count as unset. */
export interface Environment {
  /** A vigil.yaml, or a directory with one file an authority. */
  readonly configPath: string | null;
  readonly dataDirectory: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly smtpUrl: string | null;
  readonly secretKey: GivenSecret | null;
  readonly proxy: Proxy;
  /** The domain's clock: VIGIL_NOW where set, else the real one. Leases and backoff never use it. */
  readonly now: () => Date;
}

/** How HTTPS leaves the network: `url` as HTTPS_PROXY has it (it may hold a password), `except` as NO_PROXY. */
export interface Proxy {
  readonly url: string | null;
  readonly except: string;
}

/** `file`: where VIGIL_SECRET_KEY_FILE points, null for VIGIL_SECRET_KEY. */
export interface GivenSecret {
  readonly value: string;
  readonly file: string | null;
}

/**
 * Reads VIGIL_CONFIG, VIGIL_DATA_DIR, DATABASE_URL, REDIS_URL, SMTP_URL, VIGIL_SECRET_KEY and VIGIL_NOW, each also
 * from the file that `<name>_FILE` names; HTTPS_PROXY and NO_PROXY as other programs do, in capitals or not.
 * @throws ConfigurationError with every problem; values that may hold a password are not in it
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  workingDirectory: string,
): Environment {
  const problems: string[] = [];
  const read = (name: string): GivenSecret | null => readVariable(env, name, problems);
  const url = (name: string, schemes: readonly string[]): string | null => {
    const value = read(name)?.value ?? null;
    if (value !== null && !isUrl(value, schemes)) {
      problems.push(
        `${name} is not an address that Vigil can use; expected ${schemes.map((scheme) => `${scheme}…`).join(' or ')}`,
      );
    }
    return value;
  };
  const configPath = read('VIGIL_CONFIG')?.value ?? null;
  const environment: Environment = {
    configPath: configPath === null ? null : resolve(workingDirectory, configPath),
    dataDirectory: resolve(workingDirectory, read('VIGIL_DATA_DIR')?.value ?? '.vigil'),
    databaseUrl: url('DATABASE_URL', ['postgres://', 'postgresql://']),
    redisUrl: url('REDIS_URL', ['redis://', 'rediss://']),
    smtpUrl: url('SMTP_URL', ['smtp://', 'smtps://']),
    secretKey: read('VIGIL_SECRET_KEY'),
    proxy: readProxy(env, problems),
    now: clock(read('VIGIL_NOW')?.value ?? null, problems),
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return environment;
}

function readVariable(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  problems: string[],
): GivenSecret | null {
  const value = env[name] || null;
  const file = env[`${name}_FILE`] || null;
  if (file === null) return value === null ? null : { value, file };
  if (value !== null) {
    problems.push(`${name} and ${name}_FILE are both set; expected one of them`);
    return null;
  }
  try {
    return { value: readFileSync(file, 'utf8').trim(), file };
  } catch (error) {
    problems.push(`${name}_FILE is '${file}', which cannot be read (${systemReason(error)})`);
    return null;
  }
}

function readProxy(env: Readonly<Record<string, string | undefined>>, problems: string[]): Proxy {
  const url = env['https_proxy'] || env['HTTPS_PROXY'] || null;
  if (url !== null && !isUrl(url, ['http://', 'https://'])) {
    problems.push('HTTPS_PROXY is not an address that Vigil can use; expected http://… or https://…');
  }
  return { url, except: env['no_proxy'] || env['NO_PROXY'] || '' };
}

function isUrl(value: string, schemes: readonly string[]): boolean {
  return schemes.some((scheme) => value.startsWith(scheme)) && URL.canParse(value);
}

/** A day alone means its noon in UTC, which is the same day everywhere in Europe. */
function clock(value: string | null, problems: string[]): () => Date {
  if (value === null) return () => new Date();
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const instant = new Date(day ? `${value}T12:00:00Z` : value);
  const zoned = day || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value);
  const real = !Number.isNaN(instant.getTime()) && (!day || instant.toISOString().startsWith(value));
  if (!zoned || !real) {
    problems.push(`VIGIL_NOW is '${value}'; expected a day or an instant, such as 2021-01-04 or 2021-01-04T02:15:00Z`);
  }
  return () => new Date(instant);
}
