import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { connectionKinds, connectionsReference } from '@vigil/runtime';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Libraries that can open a connection or wait for one. */
const networking = new Set([
  ...['dgram', 'dns', 'dns/promises', 'http', 'http2', 'https', 'net', 'tls'].map((name) => `node:${name}`),
  '@opentelemetry/exporter-trace-otlp-http',
  'aws4fetch',
  'bullmq',
  'drizzle-orm/postgres-js',
  'fastify',
  'ioredis',
  'mysql2',
  'nodemailer/lib/smtp-connection',
  'pg',
  'postgres',
  'ssh2',
  'tedious',
  'undici',
]);

/** Libraries that compute, or work on what they are given. */
const others = new Set([
  '@bomb.sh/tab',
  '@myriaddreamin/typst-ts-node-compiler',
  '@opentelemetry/api',
  '@opentelemetry/context-async-hooks',
  '@opentelemetry/core',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace',
  '@resvg/resvg-js',
  'bullmq-otel',
  'commander',
  'cron-parser',
  'csv-parse',
  'csv-stringify',
  'd3-scale',
  'd3-shape',
  'drizzle-orm',
  'fastest-levenshtein',
  'fflate',
  'hucre',
  'iconv-lite',
  'node-cron',
  'nodemailer',
  'nunjucks',
  'p-throttle',
  'pino',
  'pptxgenjs',
  'prom-client',
  'saxes',
  'yaml',
  'yauzl',
  'zod',
]);

const packageOf = (of: string): string =>
  of.startsWith('@') ? of.split('/').slice(0, 2).join('/') : of.split('/')[0]!;

interface Source {
  readonly file: string;
  readonly text: string;
  /** What it imports to run, other than files and packages of Vigil. */
  readonly imports: readonly string[];
}

async function sources(): Promise<readonly Source[]> {
  const found: Source[] = [];
  for (const kind of ['packages', 'services']) {
    for (const room of await readdir(join(root, kind))) {
      const files = await readdir(join(root, kind, room, 'src'), { recursive: true }).catch(() => []);
      for (const path of files.filter((one) => one.endsWith('.ts') && !one.endsWith('.test.ts'))) {
        const file = `${kind}/${room}/src/${path.replaceAll('\\', '/')}`;
        const text = await readFile(join(root, file), 'utf8');
        const named = text.matchAll(
          /^(?:import|export)(?! type) (?:[^;'=(]*\bfrom )?'([^'\n]+)';|\bimport\('([^'\n]+)'\)/gmu,
        );
        const imports = [...named].map(([, from, loaded]) => (from ?? loaded)!);
        found.push({ file, text, imports: imports.filter((of) => !/^\.|^@vigil\//u.test(of)) });
      }
    }
  }
  return found;
}

const all = await sources();

it('every library is known either to reach the network or not to', () => {
  const unknown = all
    .flatMap(({ imports }) => imports)
    .filter((of) => !networking.has(of) && !others.has(packageOf(of)) && !of.startsWith('node:'));
  expect([...new Set(unknown)], 'Say in connections.test.ts whether it can reach the network.').toEqual([]);
});

it('every file that can reach the network stands in the list of connections, and no other', () => {
  const reaching = all.filter(
    ({ imports, text }) =>
      imports.some((of) => networking.has(of)) ||
      /(?<![.\w ]|function )\bfetch\(|new (?:WebSocket|EventSource)\(/u.test(text),
  );
  const listed = connectionKinds.flatMap(({ code }) => code);
  expect(
    reaching.map(({ file }) => file).toSorted(),
    'Say in packages/runtime/src/connections/kinds.ts what it connects to, then run `npx pnpm@12 reference`.',
  ).toEqual([...new Set(listed)].toSorted());
});

it('infra/privacy/connections.md is what the code says', async () => {
  const page = await readFile(join(root, 'infra/privacy/connections.md'), 'utf8');
  expect(page === connectionsReference(), 'Run `npx pnpm@12 reference` and commit the page.').toBe(true);
});
