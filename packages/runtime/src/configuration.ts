import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { Catalogue } from '@vigil/indicators';
import { readAuthority, type AuthorityConfig } from './configuration/authority.ts';
import { ConfigurationError, withProblems } from './configuration/problems.ts';
import { demonstrationConfig } from './demonstration.ts';
import type { Environment, ProbeAddress, Proxy, Tracing } from './environment.ts';
import { loadSecret, type Secret } from './secret.ts';
import { systemReason } from './system-error.ts';

/** What the operator says, environment and vigil.yaml, checked; all that a process needs to know that uses no key. */
export interface Settings {
  readonly dataDirectory: string;
  readonly configPath: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly smtpUrl: string | null;
  readonly proxy: Proxy;
  readonly probe: ProbeAddress | null;
  readonly consolePort: number;
  readonly tracing: Tracing | null;
  /** The domain's clock. */
  readonly now: () => Date;
  /** At least one, by code. */
  readonly authorities: readonly AuthorityConfig[];
  readonly demonstration: boolean;
}

/** Everything that the operator says, the secret included. */
export interface Configuration extends Settings {
  readonly secret: Secret;
}

/**
 * Reads what `environment` points at. Without VIGIL_CONFIG only a data directory made by the demonstration will do.
 * @throws ConfigurationError with every problem found
 */
export async function loadConfiguration(
  environment: Environment,
  catalogue: Catalogue,
  workingDirectory: string,
): Promise<Configuration> {
  const found = await findConfiguration(environment, workingDirectory);
  const [settings, secret] = await withProblems([
    readSettings(environment, found, catalogue, workingDirectory),
    loadSecret(environment.secretKey, environment.dataDirectory, found.demonstration),
  ]);
  return { ...settings, secret };
}

/**
 * The same for a process that uses no key and is not given the secret.
 * @throws ConfigurationError with every problem found
 */
export async function loadSettings(
  environment: Environment,
  catalogue: Catalogue,
  workingDirectory: string,
): Promise<Settings> {
  const found = await findConfiguration(environment, workingDirectory);
  return readSettings(environment, found, catalogue, workingDirectory);
}

interface FoundConfiguration {
  readonly configPath: string;
  readonly demonstration: boolean;
}

async function findConfiguration(
  { configPath, dataDirectory }: Environment,
  workingDirectory: string,
): Promise<FoundConfiguration> {
  if (configPath !== null) return { configPath, demonstration: false };
  const example = await demonstrationConfig(dataDirectory);
  if (example === null) throw new ConfigurationError([noConfiguration(dataDirectory, workingDirectory)]);
  return { configPath: example, demonstration: true };
}

async function readSettings(
  environment: Environment,
  { configPath, demonstration }: FoundConfiguration,
  catalogue: Catalogue,
  workingDirectory: string,
): Promise<Settings> {
  const { dataDirectory, databaseUrl, redisUrl, smtpUrl, proxy, probe, consolePort, tracing, now } = environment;
  const authorities = await readAuthorities(configPath, catalogue, workingDirectory);
  return {
    dataDirectory,
    configPath,
    databaseUrl,
    redisUrl,
    smtpUrl,
    proxy,
    probe,
    consolePort,
    tracing,
    now,
    authorities,
    demonstration,
  };
}

/**
 * Reads a vigil.yaml, or a directory with one file an authority, without the rest of the configuration.
 * @throws ConfigurationError with every problem of every file
 */
export async function readAuthorities(
  path: string,
  catalogue: Catalogue,
  workingDirectory: string,
): Promise<AuthorityConfig[]> {
  const files = await configFiles(path);
  const authorities = await withProblems(
    files.map((file) => readAuthority(file, nameOf(file, workingDirectory), catalogue)),
  );
  const byCode = new Map<string, AuthorityConfig>();
  const problems: string[] = [];
  for (const authority of authorities) {
    const other = byCode.get(authority.code);
    if (other === undefined) byCode.set(authority.code, authority);
    else {
      const [first, second] = [other, authority].map(({ file }) => nameOf(file, workingDirectory));
      problems.push(
        `authority.code is '${authority.code}' in both ${first} and ${second}; expected one file an authority`,
      );
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return authorities.sort((one, other) => (one.code < other.code ? -1 : 1));
}

async function configFiles(path: string): Promise<string[]> {
  let entries: string[] | null;
  try {
    entries = (await stat(path)).isDirectory() ? await readdir(path) : null;
  } catch (error) {
    throw new ConfigurationError([
      `VIGIL_CONFIG is '${path}', which cannot be read (${systemReason(error)}); ` +
        'expected a vigil.yaml, or a directory with one file an authority; vigil init writes one',
    ]);
  }
  if (entries === null) return [path];
  const files = entries.filter((file) => /\.ya?ml$/i.test(file)).sort();
  if (files.length > 0) return files.map((file) => join(path, file));
  throw new ConfigurationError([
    `VIGIL_CONFIG is '${path}', a directory without a .yaml file; expected one file an authority`,
  ]);
}

function noConfiguration(dataDirectory: string, workingDirectory: string): string {
  const here = existsSync(join(workingDirectory, 'vigil.yaml')) ? ' (there is a vigil.yaml here)' : '';
  return (
    `no configuration: VIGIL_CONFIG is not set and ${dataDirectory} was not made by the demonstration; ` +
    `set VIGIL_CONFIG to a vigil.yaml${here}, write one with vigil init, or run pnpm start for the demonstration`
  );
}

/** Short where the file lies below the working directory. */
function nameOf(file: string, workingDirectory: string): string {
  const path = relative(workingDirectory, file);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? file : path;
}
