import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConfigurationError } from './configuration/problems.ts';
import { readEnvironment } from './environment.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-test-environment-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

function problems(env: Record<string, string>): readonly string[] {
  try {
    readEnvironment(env, '/srv');
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

test('with nothing set, data goes to .vigil in the working directory and the clock is the real one', () => {
  const before = Date.now();
  const { now, ...rest } = readEnvironment({ DATABASE_URL: '' }, '/srv');
  expect(rest).toEqual({
    configPath: null,
    probe: null,
    consolePort: 4600,
    tracing: null,
    logLevel: null,
    dataDirectory: '/srv/.vigil',
    databaseUrl: null,
    redisUrl: null,
    smtpUrl: null,
    secretKey: null,
    proxy: { url: null, except: '' },
  });
  expect(now().getTime()).toBeGreaterThanOrEqual(before);
});

test('paths are relative to the working directory', () => {
  const { configPath, dataDirectory } = readEnvironment(
    { VIGIL_CONFIG: 'conf/vigil.yaml', VIGIL_DATA_DIR: '../data' },
    '/srv/x',
  );
  expect([configPath, dataDirectory]).toEqual(['/srv/x/conf/vigil.yaml', '/srv/data']);
});

test('a variable may name a file that holds its value, whose last line break is not part of it', async () => {
  const file = join(directory, 'smtp');
  await writeFile(file, 'smtp://vigil:hush@mail.example.gov.uk\n');
  expect(readEnvironment({ SMTP_URL_FILE: file }, '/srv').smtpUrl).toBe('smtp://vigil:hush@mail.example.gov.uk');
});

test.each([
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'localhost,.example.gov.uk' }, 'localhost,.example.gov.uk'],
  [{ https_proxy: 'http://proxy:3128' }, ''],
])('the proxy is the one of %j', (env, except) => {
  expect(readEnvironment(env, '/srv').proxy).toEqual({ url: 'http://proxy:3128', except });
});

test('every problem is told, and no address that may hold a password', () => {
  const missing = join(directory, 'missing');
  expect(
    problems({
      DATABASE_URL: 'mysql://vigil:hush@db',
      HTTPS_PROXY: 'vigil:hush@proxy:3128',
      REDIS_URL: 'redis://one',
      REDIS_URL_FILE: missing,
      VIGIL_SECRET_KEY_FILE: missing,
      VIGIL_NOW: '4 January 2021',
    }),
  ).toEqual([
    'DATABASE_URL is not an address that Vigil can use; expected postgres://… or postgresql://…',
    'REDIS_URL and REDIS_URL_FILE are both set; expected one of them',
    `VIGIL_SECRET_KEY_FILE is '${missing}', which cannot be read (there is no such file or directory); ` +
      'expected a file that the account Vigil runs as may read, and nobody else',
    'HTTPS_PROXY is not an address that Vigil can use; expected http://… or https://…',
    "VIGIL_NOW is '4 January 2021'; expected a day or an instant, such as 2021-01-04 or 2021-01-04T02:15:00Z",
  ]);
});

test.each([
  ['2021-01-04', '2021-01-04T12:00:00.000Z'],
  ['2021-01-04T02:15:00Z', '2021-01-04T02:15:00.000Z'],
  ['2021-07-04T02:15:00+01:00', '2021-07-04T01:15:00.000Z'],
])('VIGIL_NOW=%s stops the clock at %s', (text, instant) => {
  expect(readEnvironment({ VIGIL_NOW: text }, '/srv').now().toISOString()).toBe(instant);
});

test.each(['2021-02-30', '2021-01-04T02:15:00', '04/01/2021', 'yesterday'])('VIGIL_NOW=%s is refused', (text) => {
  expect(problems({ VIGIL_NOW: text })).toHaveLength(1);
});

test.each([
  ['127.0.0.1:9464', { host: '127.0.0.1', port: 9464 }],
  ['0.0.0.0:0', { host: '0.0.0.0', port: 0 }],
  ['[::1]:9464', { host: '::1', port: 9464 }],
  ['validator.internal:9464', { host: 'validator.internal', port: 9464 }],
])('probes are answered on %s', (text, address) => {
  expect(readEnvironment({ VIGIL_PROBE_ADDRESS: text }, '/srv').probe).toEqual(address);
});

test.each([
  [{ VIGIL_PROBE_ADDRESS: '9464' }, "VIGIL_PROBE_ADDRESS is '9464'; expected host:port"],
  [{ VIGIL_PROBE_ADDRESS: 'localhost:70000' }, "VIGIL_PROBE_ADDRESS is 'localhost:70000'; expected host:port"],
  [{ VIGIL_CONSOLE_PORT: 'http' }, "VIGIL_CONSOLE_PORT is 'http'; expected a number"],
  [{ VIGIL_LOG_LEVEL: 'loud' }, "VIGIL_LOG_LEVEL is 'loud'; expected one of fatal, error"],
  [{ OTEL_TRACES_EXPORTER: 'zipkin' }, "OTEL_TRACES_EXPORTER is 'zipkin'; expected otlp"],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT is not an address'],
])('%j is refused', (env, problem) => {
  expect(problems(env)).toEqual([expect.stringContaining(problem)]);
});

test.each<[Record<string, string>, string | null]>([
  [{}, null],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' }, 'http://collector:4318/v1/traces'],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example/otlp' }, 'https://traces.example/otlp'],
  [{ OTEL_TRACES_EXPORTER: 'otlp' }, 'http://localhost:4318/v1/traces'],
  [{ OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, null],
  [{ OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, null],
])('with %j, traces go to %s', (env, url) => {
  expect(readEnvironment(env, '/srv').tracing?.url ?? null).toBe(url);
});
