import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { access, chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openDatabase, openManualSlot } from '@vigil/database';
import { emptyDatabase } from '../../../packages/database/test/own-database.ts';
import { mailsTo, openInbox, type Inbox } from './inbox.ts';
import { smallConfig, writeSmallDelivery } from './small-delivery.ts';
import { freePort } from '../../../packages/runtime/test/free-port.ts';

/**
 * What the images do, by hand, since no Docker engine runs where Vigil is developed: the built `dist` with production
 * dependencies alone (the steps of infra/docker/Dockerfile), the migration job, and each service as a process of its
 * own, as a user that is not root, with a login that may do no more than its work, its secrets in files.
 */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const services = ['scheduler', 'ingest', 'validator', 'aggregator', 'alerter', 'notifier', 'console'] as const;
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const mark = randomUUID().slice(0, 8);

let directory: string;
let image: string;
let inbox: Inbox;
let dropDatabase: () => Promise<void>;
let ownerUrl: string;
const env: Record<string, string | undefined> = {};
const running = new Map<string, { child: ChildProcess; probe: string; said: string[] }>();

/** A file that only whoever runs the services may read. */
async function secretFile(name: string, content: string): Promise<string> {
  const file = join(directory, 'secrets', name);
  await writeFile(file, content, { mode: 0o400 });
  if (nobody.uid !== undefined) await chown(file, nobody.uid, nobody.gid);
  return file;
}

const urlOf = (service: string): string => {
  const url = new URL(ownerUrl);
  url.username = `${service}_${mark}`;
  url.password = `the password of ${service}`;
  return url.href;
};

async function start(service: string): Promise<void> {
  const probe = `127.0.0.1:${await freePort()}`;
  const keyed = ['ingest', 'validator'].includes(service);
  const child = spawn(process.execPath, [join(image, 'node_modules/@vigil', service, 'dist/main.js')], {
    ...nobody,
    cwd: join(directory, 'data'),
    env: {
      ...env,
      DATABASE_URL_FILE: join(directory, 'secrets', service),
      VIGIL_SECRET_KEY_FILE: keyed ? join(directory, 'secrets', 'key') : undefined,
      VIGIL_PROBE_ADDRESS: probe,
      VIGIL_CONSOLE_PORT: String(await freePort()),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(String(text)));
  running.set(service, { child, probe, said });
}

/** Asked until it is so; what the services said is told where it never is. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 40_000;
  while (!(await isSo())) {
    if (Date.now() > end) {
      throw new Error(
        `${what}: not so.\n${[...running].map(([name, { said }]) => `${name}: ${said.join('')}`).join('\n')}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-acceptance-'));
  await chmod(directory, 0o755);
  image = join(directory, 'image');
  const pnpm = (...args: string[]) => promisify(execFile)('npx', ['--yes', 'pnpm@12', ...args], { cwd: root });
  await pnpm('build');
  await pnpm('--offline', '--trust-lockfile', '--filter', '@vigil/cli', 'deploy', '--prod', image);

  const { url, drop } = await emptyDatabase();
  [ownerUrl, dropDatabase] = [url, drop];
  inbox = await openInbox();
  for (const name of ['secrets', 'data', 'extracts']) await mkdir(join(directory, name));
  if (nobody.uid !== undefined) await chown(join(directory, 'data'), nobody.uid, nobody.gid);
  await writeSmallDelivery(join(directory, 'extracts'), '2021-01-04');
  await writeFile(join(directory, 'vigil.yaml'), smallConfig(join(directory, 'extracts')));
  Object.assign(env, {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    VIGIL_CONFIG: join(directory, 'vigil.yaml'),
    VIGIL_DATA_DIR: join(directory, 'data'),
    VIGIL_NOW: '2021-01-04T07:00:00Z',
    REDIS_URL: inject('redisUrl') ?? undefined,
    SMTP_URL_FILE: await secretFile('smtp', inbox.url),
  });
  await secretFile('key', 'a secret of the acceptance tests, 40 characters');
  for (const service of [...services, 'operator']) await secretFile(service, urlOf(service));
}, 120_000);

afterAll(async () => {
  for (const { child } of running.values()) child.kill('SIGKILL');
  await inbox.close();
  const server = openDatabase(ownerUrl, { connections: 1 });
  await dropDatabaseLogins();
  await server.close();
  await dropDatabase();
  await rm(directory, { recursive: true, force: true });
});

async function dropDatabaseLogins(): Promise<void> {
  const server = openDatabase(ownerUrl, { connections: 1 });
  await server.acrossAuthorities(async ({ sql }) => {
    for (const service of [...services, 'operator']) await sql.unsafe(`drop role if exists "${service}_${mark}"`);
  });
  await server.close();
}

/** The `vigil` command of the image, as the same user. */
async function vigil(databaseUrl: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(image, 'dist/main.js'), ...args], {
    ...nobody,
    cwd: join(directory, 'data'),
    env: {
      ...env,
      DATABASE_URL: databaseUrl,
      VIGIL_SECRET_KEY_FILE: join(directory, 'secrets', 'key'),
    },
  });
  return stdout;
}

it('a night runs through services that are processes of their own, each with the rights of its work', async () => {
  expect(await readdir(join(image, 'node_modules'))).not.toContain('vitest');
  await expect(access(join(image, 'src'))).rejects.toThrow(/ENOENT/u);

  // Before the migration job no service works, and says why.
  await start('aggregator');
  const early = running.get('aggregator')!;
  const [code] = await once(early.child, 'exit');
  expect(code).toBe(1);
  running.clear();

  await vigil(ownerUrl, 'migrate', '--logins', join(directory, 'secrets'));
  for (const service of services) await start(service);
  await until('every service is ready', async () => {
    const answers = await Promise.all(
      [...running.values()].map(({ probe }) =>
        fetch(`http://${probe}/ready`).then(
          ({ status }) => status,
          () => 0,
        ),
      ),
    );
    return answers.every((status) => status === 200);
  });

  const operator = openDatabase(urlOf('operator'), { connections: 2 });
  await operator
    .forAuthority('852')
    .transaction((tx) =>
      openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'the test' }),
    );
  await until('the head of service has the mail', async () => mailsTo(inbox, 'head.qa@example.gov.uk').length > 0);
  expect(mailsTo(inbox, 'head.qa@example.gov.uk')[0]!.subject).toMatch(/25 %, target 70 %/u);
  await operator.close();

  // As an operator: the command, with the rights of its login.
  const status = JSON.parse(
    await vigil(urlOf('operator'), 'snapshots', '--indicator', 'icpc-timeliness', '--format', 'json'),
  );
  expect(status.length).toBeGreaterThan(0);

  const exits = await Promise.all(
    [...running].map(async ([service, { child }]) => {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      return [service, ...(await exit)];
    }),
  );
  expect(exits).toEqual(services.map((service) => [service, 0, null]));
  const complaints = [...running].flatMap(([name, { said }]) =>
    said
      .join('')
      .split('\n')
      .filter((line) => /"level":"(?:error|fatal)"/u.test(line))
      .map((line) => `${name}: ${line}`),
  );
  expect(complaints).toEqual([]);
}, 120_000);
