import type { Catalogue } from '@vigil/indicators';
import {
  ConfigurationError,
  loadCatalogue,
  loadConfiguration,
  readEnvironment,
  type Configuration,
  type Environment,
} from '@vigil/runtime';
import type { CommandContext } from '../../session.ts';
import { ok, problem, said, warning, type Check } from './check.ts';
import { checkDataDirectory } from './data-directory.ts';
import { checkCertificates, checkProxy } from './network.ts';
import { checkSecretFile } from './secret-file.ts';
import { checkMail, checkQueue, checkServers } from './servers.ts';
import { checkBenchmarks, checkPopulation, checkResponsibilities, checkSources } from './sources.ts';

const oldestNode = [20, 19] as const;

/** Looks at everything an installation needs, one after the other; what cannot be looked at is said, and why. */
export async function* examine(context: CommandContext): AsyncGenerator<Check> {
  yield checkNode(process.versions.node);

  const environment = attempt(() => readEnvironment(context.env, context.cwd));
  if ('error' in environment) {
    yield* explain('environment', environment.error);
    return;
  }
  yield* checkDataDirectory(environment.value.dataDirectory);
  yield* checkSecretFile(environment.value.secretKey?.file ?? null);
  yield* checkCertificates(context.env['NODE_EXTRA_CA_CERTS'], new Date());
  yield* checkProxy(environment.value.proxy);

  const configuration = await configurationOf(environment.value, context.cwd);
  if ('error' in configuration) {
    yield* explain('configuration', configuration.error);
    yield warning('the rest', 'was not looked at: servers, queue, mail and sources follow from the configuration.');
    return;
  }
  yield* describeConfiguration(configuration.value);

  yield* checkServers(configuration.value, context);
  yield await checkQueue(configuration.value.redisUrl);
  yield await checkMail(configuration.value);
  for (const authority of configuration.value.authorities) {
    const { now, proxy } = configuration.value;
    const around = { now, proxy, clock: () => new Date() };
    yield* checkSources(authority, around);
    yield* checkBenchmarks(authority, around);
    yield checkPopulation(authority, configuration.value.now());
    yield* checkResponsibilities(authority);
  }
}

type Attempt<T> = { readonly value: T } | { readonly error: unknown };

function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

async function configurationOf(environment: Environment, cwd: string): Promise<Attempt<Configuration>> {
  try {
    const catalogue: Catalogue = await loadCatalogue(environment.configPath);
    return { value: await loadConfiguration(environment, catalogue, cwd) };
  } catch (error) {
    return { error };
  }
}

export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
    ? ok('Node', version)
    : problem('Node', `${version} is too old.`, `Install Node ${oldestNode.join('.')} or newer.`);
}

function* explain(check: string, error: unknown): Generator<Check> {
  const problems = error instanceof ConfigurationError ? error.problems : [said(error)];
  for (const one of problems) yield problem(check, one);
}

function* describeConfiguration({ authorities, demonstration, secret }: Configuration): Generator<Check> {
  for (const { code, name, file } of authorities) yield ok('configuration', `${name} (${code}) from ${file}`);
  if (demonstration) {
    yield ok('secret', `the demonstration's own (key ${secret.keyId}), kept in its data directory`);
  } else {
    yield ok('secret', `key ${secret.keyId}`);
  }
}
