import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadCatalogue } from '../catalogue.ts';
import { readAuthorities } from '../configuration.ts';
import { readEnvironment } from '../environment.ts';
import { connectionsOf } from './configured.ts';

const directory = await mkdtemp(join(tmpdir(), 'vigil-connections-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

async function authorities(yaml: string) {
  const file = join(directory, 'vigil.yaml');
  await writeFile(file, yaml);
  return readAuthorities(file, await loadCatalogue(), directory);
}

const testshire = (rest: string): string => `
authority: { code: "852", name: Testshire }
${rest}`;

test('a folder and nothing else connects to nobody', async () => {
  const own = await authorities(
    testshire('sources: [{ id: casework, connector: { kind: folder, path: ./extracts } }]'),
  );
  expect(connectionsOf(readEnvironment({}, '/'), own)).toEqual([]);
});

test('every server that a configuration names is told with its port, its proxy and no password', async () => {
  await writeFile(join(directory, 'x.secret'), 'hush');
  const own = await authorities(
    testshire(`
sources:
  - id: drop
    connector: { kind: sftp, host: files.example.gov.uk, user: vigil, hostKey: "SHA256:${'x'.repeat(43)}", password: { file: x.secret } }
  - id: web
    connector:
      kind: https
      urls: { contacts.csv: "https://a.example.gov.uk/c?day={asAt}", referrals.csv: "https://a.example.gov.uk:8443/r" }
  - id: bucket
    connector: { kind: s3, endpoint: "https://s3.example.gov.uk", bucket: extracts, accessKeyId: vigil, secretAccessKey: { file: x.secret }, pathStyle: false, proxy: "http://inner:3128" }
  - id: reporting
    connector: { kind: sql, dialect: sqlserver, host: db.example.gov.uk, database: cases, user: vigil, password: { file: x.secret }, queries: { contacts: select 1 } }
benchmarks: { connector: { kind: folder, path: ./published } }
heartbeatUrl: https://watch.example.gov.uk/ping/secret-word
`),
  );
  const environment = readEnvironment(
    {
      DATABASE_URL: 'postgres://vigil:hush@pg.example.gov.uk/vigil',
      REDIS_URL: 'rediss://:hush@redis.example.gov.uk:6380',
      SMTP_URL: 'smtp://vigil:hush@mail.example.gov.uk',
      HTTPS_PROXY: 'http://vigil:hush@proxy.example.gov.uk:8080',
    },
    '/',
  );
  const found = connectionsOf(environment, own);
  expect(found.map(({ connection, to, via, by }) => [connection, to, via, by].join(' '))).toEqual([
    'database pg.example.gov.uk:5432  DATABASE_URL',
    'redis redis.example.gov.uk:6380  REDIS_URL',
    'mail mail.example.gov.uk:587  SMTP_URL',
    'proxy proxy.example.gov.uk:8080  HTTPS_PROXY',
    'extracts-sftp files.example.gov.uk:22  source drop',
    'extracts-https a.example.gov.uk:443 proxy.example.gov.uk:8080 source web',
    'extracts-https a.example.gov.uk:8443 proxy.example.gov.uk:8080 source web',
    'extracts-s3 extracts.s3.example.gov.uk:443 inner:3128 source bucket',
    'extracts-sql db.example.gov.uk:1433  source reporting',
    'heartbeat watch.example.gov.uk:443 proxy.example.gov.uk:8080 heartbeatUrl',
  ]);
  expect(JSON.stringify(found)).not.toMatch(/hush|secret-word/u);
});
