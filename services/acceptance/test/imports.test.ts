import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface Import {
  /** `packages/queue` */
  readonly room: string;
  readonly file: string;
  readonly of: string;
}

const pure = ['calendar', 'extracts', 'indicators', 'alerts', 'pipeline', 'benchmarks', 'disclosure', 'commentary'];
const openTelemetry = ['api', 'core', 'context-async-hooks', 'exporter-trace-otlp-http', 'resources', 'sdk-trace'].map(
  (part) => `@opentelemetry/${part}`,
);
/** The one place that puts the services together (infra/decisions/0009). */
const composer = 'services/cli';

/** Imports of all sources; tests may reach further. */
async function readImports(): Promise<readonly Import[]> {
  const imports: Import[] = [];
  for (const kind of ['packages', 'services']) {
    for (const name of await readdir(join(root, kind))) {
      const room = `${kind}/${name}`;
      const files = await readdir(join(root, room, 'src'), { recursive: true }).catch(() => []);
      for (const path of files.filter((one) => one.endsWith('.ts') && !one.endsWith('.test.ts'))) {
        const file = join(root, room, 'src', path);
        const text = await readFile(file, 'utf8');
        for (const [, of] of text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^'\n]+)'/gu)) {
          imports.push({ room, file: relative(root, file).replaceAll(sep, '/'), of: of! });
        }
      }
    }
  }
  return imports;
}

describe('imports', () => {
  let imports: readonly Import[];
  const offending = (offends: (one: Import) => boolean) =>
    imports.filter(offends).map(({ file, of }) => `${file} imports ${of}`);
  const packageOf = (of: string) => (of.startsWith('@') ? of.split('/').slice(0, 2).join('/') : of.split('/')[0]!);
  const isService = (of: string, services: readonly string[]) => services.includes(of.replace('@vigil/', ''));
  let services: readonly string[];

  beforeAll(async () => {
    imports = await readImports();
    services = await readdir(join(root, 'services'));
  });

  it('are found at all', () => {
    expect(imports.length).toBeGreaterThan(200);
    expect(imports).toContainEqual(expect.objectContaining({ room: 'packages/queue', of: 'bullmq' }));
  });

  it('of services never name another service, but for the command line that composes them', () => {
    expect(
      offending(({ room, of }) => room !== composer && of.startsWith('@vigil/') && isService(of, services)),
    ).toEqual([]);
  });

  it('of packages never name the process around services', () => {
    expect(offending(({ room, of }) => room.startsWith('packages/') && of === '@vigil/hosting')).toEqual([]);
  });

  it('of pure packages name only zod and other pure ones', () => {
    const allowed = new Set(['zod', ...pure.map((name) => `@vigil/${name}`)]);
    expect(
      offending(
        ({ room, of }) =>
          pure.includes(room.replace('packages/', '')) && !of.startsWith('.') && !allowed.has(packageOf(of)),
      ),
    ).toEqual([]);
  });

  it.each([
    [['packages/queue'], ['bullmq', 'bullmq-otel', 'ioredis']],
    [['packages/hosting'], ['prom-client', ...openTelemetry]],
    [['packages/database'], ['drizzle-orm', 'drizzle-kit', 'postgres']],
    // The queue's own database, and those of authorities (infra/decisions/0013).
    [['packages/queue', 'packages/connectors'], ['pg']],
    [['packages/reports'], ['hucre', 'pptxgenjs', '@myriaddreamin/typst-ts-node-compiler']],
    [['packages/charts'], ['@resvg/resvg-js', 'd3-scale', 'd3-shape']],
    [['packages/connectors'], ['ssh2', 'undici', 'aws4fetch', 'mysql2', 'tedious']],
  ])('only %j name %j', (homes, libraries) => {
    expect(offending(({ room, of }) => !homes.includes(room) && libraries.includes(packageOf(of)))).toEqual([]);
  });

  it('stay inside their room when they are relative', () => {
    expect(
      offending(
        ({ room, file, of }) => of.startsWith('.') && !join(file, '..', of).replaceAll(sep, '/').startsWith(`${room}/`),
      ),
    ).toEqual([]);
  });
});

describe('the environment', () => {
  it('is read by packages/runtime alone; a main.ts hands it over', async () => {
    const offenders: string[] = [];
    for (const { file } of await readImports()) {
      if (file.startsWith('packages/runtime/') || file.endsWith('/main.ts')) continue;
      if (/\bprocess\.env\b/u.test(await readFile(join(root, file), 'utf8'))) offenders.push(file);
    }
    expect([...new Set(offenders)]).toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  it('names only places that exist', async () => {
    const text = await readFile(join(root, 'ARCHITECTURE.md'), 'utf8');
    const places = [
      ...text.matchAll(/`((?:packages|services|infra|\.ci)\/[\w./-]*|[\w-]+\.(?:yaml|yml|json|md))`/gu),
    ].map(([, place]) => place!);
    expect(places.length).toBeGreaterThan(20);
    const missing: string[] = [];
    for (const place of places) {
      const found = await readdir(join(root, place)).catch(() => readFile(join(root, place)).catch(() => null));
      if (found === null) missing.push(place);
    }
    expect(missing).toEqual([]);
  });

  it('names every package and service', async () => {
    const text = await readFile(join(root, 'ARCHITECTURE.md'), 'utf8');
    for (const kind of ['packages', 'services']) {
      for (const name of await readdir(join(root, kind))) expect(text).toContain(`${kind}/${name}/`);
    }
  });
});
