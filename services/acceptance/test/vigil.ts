import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type ExitCode } from '@vigil/cli';
import { inject } from 'vitest';
import { Secret } from '@vigil/runtime';
import { emptyDatabase, readyDatabase } from '../../../packages/database/test/own-database.ts';

/** One installation of Vigil with a data directory and a database of its own, used as a person would: by its commands. */
export interface VigilUnderTest {
  readonly directory: string;
  readonly databaseUrl: string;
  readonly env: Record<string, string | undefined>;
  /** Runs a command to its end, in this process. */
  vigil(...args: readonly string[]): Promise<Outcome>;
  /** Runs a command that must succeed and gives what it printed as JSON. */
  json<T>(...args: readonly string[]): Promise<T>;
  configure(yaml: string): Promise<void>;
  dispose(): Promise<void>;
}

export interface Outcome {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

export type QueueKind = 'PostgreSQL' | 'Redis';

const redisUrl = inject('redisUrl');
const secret = 'a secret of the acceptance tests, 40 characters';

/** The queue backends as suites to be run on; the one that cannot run here says what is missing. */
export const queues = [
  { queue: 'PostgreSQL', on: 'PostgreSQL', missing: false },
  {
    queue: 'Redis',
    on: redisUrl === null ? 'Redis (redis-server is missing: apt-get install redis-server)' : 'Redis',
    missing: redisUrl === null,
  },
] as const;

export async function newVigil(options: {
  readonly config: string;
  readonly queue?: QueueKind;
  readonly smtpUrl?: string;
  /** A database without a table in it, and no secret yet: as on the first day. */
  readonly bare?: true;
  /** An empty database of a server that the test has started. */
  readonly databaseUrl?: string;
  /** A Redis of the test's own. */
  readonly redisUrl?: string;
}): Promise<VigilUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'vigil-acceptance-'));
  const { url: databaseUrl, drop } = await databaseFor(options);
  const configPath = join(directory, 'vigil.yaml');
  const configure = (yaml: string): Promise<void> => writeFile(configPath, yaml);
  await configure(options.config);
  const env: Record<string, string | undefined> = {
    VIGIL_CONFIG: configPath,
    VIGIL_DATA_DIR: join(directory, 'data'),
    VIGIL_SECRET_KEY: options.bare ? undefined : secret,
    DATABASE_URL: databaseUrl,
    REDIS_URL: options.queue === 'Redis' ? (options.redisUrl ?? redisUrl ?? undefined) : undefined,
    SMTP_URL: options.smtpUrl,
    VIGIL_LOG_LEVEL: process.env['VIGIL_LOG_LEVEL'],
  };
  const vigil = async (...args: readonly string[]): Promise<Outcome> => {
    let out = '';
    let err = '';
    const code = await runCommand(args, {
      env,
      cwd: directory,
      out: (text) => (out += text),
      say: (text) => (err += `${text}\n`),
      stopRequested: new Promise(() => {}),
    });
    return { code, out, err };
  };
  return {
    directory,
    databaseUrl,
    env,
    vigil,
    json: async <T>(...args: readonly string[]): Promise<T> => {
      const { code, out, err } = await vigil(...args, '--format', 'json');
      if (code !== 0) throw new Error(`vigil ${args.join(' ')} ended with ${code}: ${err}`);
      return JSON.parse(out) as T;
    },
    configure,
    dispose: async () => {
      await drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function databaseFor({ bare, databaseUrl }: { readonly bare?: true; readonly databaseUrl?: string }) {
  if (databaseUrl !== undefined) return Promise.resolve({ url: databaseUrl, drop: async () => {} });
  return bare ? emptyDatabase() : readyDatabase(new Secret(secret));
}
