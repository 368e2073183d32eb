import { once } from 'node:events';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer, rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeCertificates } from '../../../packages/connectors/test/web.ts';
import { redisMissing } from '../../../packages/runtime/test/servers.global.ts';
import { checkNode } from '../src/commands/doctor/examine.ts';
import { mailServer } from './mail-server.ts';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

interface Check {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'problem';
  readonly message: string;
  readonly advice: string | null;
}

const redisUrl = inject('redisUrl');

describe('vigil doctor', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2021-01-04', {
      'section_47_enquiries.csv': enquiriesCsv({ '2020-12': { held: 4, inTime: 1 } }),
    });
  });
  afterAll(() => own.drop());

  /** What it says with other settings than the suite's, which it gets back. */
  async function doctor(env: Readonly<Record<string, string | undefined>> = {}) {
    const before = { ...own.env };
    Object.assign(own.env, env);
    try {
      const { exit, out } = await own.vigil('doctor', '--format', 'json');
      return { exit, checks: JSON.parse(out) as readonly Check[] };
    } finally {
      Object.assign(own.env, { ...Object.fromEntries(Object.keys(env).map((name) => [name, undefined])), ...before });
    }
  }
  const problems = (checks: readonly Check[]) => checks.filter(({ state }) => state === 'problem');

  it('finds nothing wrong where nothing is, and warns of mail that is only caught', async () => {
    const { exit, checks } = await doctor();
    expect(problems(checks)).toEqual([]);
    expect(exit).toBe(0);
    expect(checks.filter(({ state }) => state === 'warning')).toMatchObject([
      { check: 'mail', advice: expect.stringContaining('SMTP_URL') },
    ]);
    expect(checks.find(({ check }) => check === 'source casework')).toMatchObject({
      message: 'one delivery, the newest as at 2021-01-04 with section_47_enquiries',
    });
    expect((await own.vigil('doctor')).out).toMatch(/^ok {7}Node: /u);
  });

  it('says so when the configuration cannot be read, and looks at what does not need it', async () => {
    const { exit, checks } = await doctor({ VIGIL_CONFIG: '/nowhere/vigil.yaml' });
    expect(exit).toBe(1);
    expect(problems(checks)).toMatchObject([
      { check: 'configuration', message: expect.stringContaining('vigil init') },
    ]);
    expect(checks.map(({ check }) => check)).toContain('data directory');
    expect(checks.map(({ check }) => check)).not.toContain('database');
  });

  it('names every problem of the environment', async () => {
    const { exit, checks } = await doctor({ VIGIL_NOW: 'soon', REDIS_URL: 'localhost' });
    expect(exit).toBe(1);
    expect(problems(checks).map(({ check }) => check)).toEqual(['environment', 'environment']);
  });

  it('says so when the database does not answer, and goes on', async () => {
    const { exit, checks } = await doctor({ DATABASE_URL: 'postgres://vigil:sesame@127.0.0.1:1/vigil' });
    expect(exit).toBe(1);
    expect(problems(checks)).toMatchObject([{ check: 'database', message: expect.stringContaining('ECONNREFUSED') }]);
    expect(JSON.stringify(checks)).not.toContain('sesame');
    expect(checks.map(({ check }) => check)).toContain('services');
  });

  it('refuses another secret than the database was made with', async () => {
    await own.vigil('status');
    const { checks } = await doctor({ VIGIL_SECRET_KEY: 'another secret of more than 32 characters' });
    expect(problems(checks)).toMatchObject([{ check: 'schema', message: expect.stringContaining('another secret') }]);
  });

  it('warns of a secret and of data that every account of the machine can read', async () => {
    const file = join(own.directory, 'vigil.key');
    await writeFile(file, own.env['VIGIL_SECRET_KEY'] ?? '');
    const data = join(own.directory, 'open');
    await mkdir(data);
    for (const path of [file, data]) await chmod(path, 0o755);
    const { exit, checks } = await doctor({
      VIGIL_SECRET_KEY: undefined,
      VIGIL_SECRET_KEY_FILE: file,
      VIGIL_DATA_DIR: data,
    });
    expect(exit).toBe(0);
    const warnings = checks.filter(({ state, check }) => state === 'warning' && check !== 'mail');
    expect(warnings.map(({ advice }) => advice)).toEqual([`chmod o-rwx ${data}`, `chmod o-rwx ${file}`]);
  });

  it('looks at the certificates and the proxy that the environment names', async () => {
    const file = join(own.directory, 'council.pem');
    await writeFile(file, 'no certificate\n');
    const port = await deadPort();
    const { checks } = await doctor({ NODE_EXTRA_CA_CERTS: file, HTTPS_PROXY: `http://vigil:hush@127.0.0.1:${port}` });
    expect(problems(checks)).toMatchObject([
      { check: 'certificates', message: `NODE_EXTRA_CA_CERTS is ${file}, which holds none.` },
      {
        check: 'proxy',
        message: expect.stringContaining(`through http://127.0.0.1:${port}: nothing listens there.`),
        advice: expect.stringContaining('HTTPS_PROXY'),
      },
    ]);
    const listening = createServer().listen(0, '127.0.0.1');
    await once(listening, 'listening');
    await writeFile(file, rootCertificates.slice(0, 2).join('\n'));
    const mended = await doctor({ NODE_EXTRA_CA_CERTS: file, HTTPS_PROXY: `http://127.0.0.1:${portOf(listening)}` });
    listening.close();
    expect(problems(mended.checks)).toEqual([]);
    expect(mended.checks.find(({ check }) => check === 'certificates')?.message).toMatch(/^2 of .* are trusted/u);
  });

  it('connects to the mail server and sends nothing', async () => {
    const server = await mailServer();
    const { checks } = await doctor({ SMTP_URL: server.url });
    expect(checks.find(({ check }) => check === 'mail')).toMatchObject({ state: 'ok' });
    expect(server.mails).toBe(0);
    await server.close();
    expect(problems((await doctor({ SMTP_URL: server.url })).checks)).toMatchObject([
      { check: 'mail', message: expect.stringContaining('Nothing listens there') },
    ]);
  });

  it('says so when nothing answers at REDIS_URL', async () => {
    const { checks } = await doctor({ REDIS_URL: `redis://127.0.0.1:${await deadPort()}` });
    expect(problems(checks)).toMatchObject([{ check: 'queue', message: expect.stringContaining('ECONNREFUSED') }]);
  });

  it('says what to do about a certificate of an authority that is not known here', async () => {
    const { certificateFile, keyFile } = makeCertificates(own.directory);
    const [cert, key] = await Promise.all([readFile(certificateFile), readFile(keyFile)]);
    const server = createTlsServer({ cert, key }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { checks } = await doctor({ REDIS_URL: `rediss://localhost:${portOf(server)}` });
    server.close();
    expect(problems(checks)).toMatchObject([
      { check: 'queue', advice: expect.stringContaining('NODE_EXTRA_CA_CERTS') },
    ]);
  });

  it.skipIf(redisUrl === null)(`knows a Redis that keeps its jobs (skipped where ${redisMissing})`, async () => {
    const { checks } = await doctor({ REDIS_URL: redisUrl ?? '' });
    expect(checks.find(({ check }) => check === 'queue')).toMatchObject({
      state: 'ok',
      message: expect.stringContaining('Redis at 127.0.0.1:'),
    });
  });

  it('warns of a target that nobody hears about, and of a folder that is not there', async () => {
    await own.configure(
      testshire().replace('[icpc-timeliness, icpc-rate]', '[icpc-rate]').replace('./extracts', './elsewhere'),
    );
    const { checks } = await doctor();
    expect(checks.find(({ check }) => check === 'services')).toMatchObject({
      state: 'warning',
      message: expect.stringContaining('icpc-timeliness'),
    });
    expect(problems(checks)).toMatchObject([
      { check: 'source casework', message: expect.stringContaining('elsewhere') },
    ]);
    await own.configure(testshire());
  });

  it('misses the population that the oldest month needs', async () => {
    await own.configure(testshire().replace('2018: 50400, 2019: 50700, ', ''));
    expect(problems((await doctor()).checks)).toMatchObject([
      { check: 'population', message: expect.stringContaining('2019') },
    ]);
    await own.configure(testshire());
  });

  it('knows a Node that is too old', () => {
    expect(checkNode('20.19.0').state).toBe('ok');
    expect(checkNode('26.1.0').state).toBe('ok');
    expect(checkNode('20.18.3').state).toBe('problem');
    expect(checkNode('18.20.0').state).toBe('problem');
  });
});

/** A port that nothing listens at. */
async function deadPort(): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = portOf(taken);
  taken.close();
  await once(taken, 'close');
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
