import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import type { TestProject } from 'vitest/node';

/**
 * What is made once for the whole run of vitest, so that suites need not wait for it again and again:
 *
 * - the `vigil` command and each service as JavaScript, from the sources as they are: a process started from it need not transpile
 *   hundreds of modules first. (`pnpm vigil` as people start it is tested too: completion.test.ts.)
 * - a database with all tables, to be copied (`readyDatabase` in own-database.ts).
 */
declare module 'vitest' {
  interface ProvidedContext {
    /** The file of the `vigil` command, to be run by node. */
    emittedVigil: string;
    /** The directory with a file for each service that runs alone, such as `validator.mjs`, to be run by node. */
    emittedServices: string;
    /** The name of the database to copy; nobody is connected to it. */
    readyDatabase: string;
  }
}

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const services = Object.fromEntries(
  ['scheduler', 'ingest', 'validator', 'aggregator', 'alerter', 'notifier', 'console'].map((name) => [
    name,
    fileURLToPath(new URL(`../../${name}/src/main.ts`, import.meta.url)),
  ]),
);
/** A worker of the queue, for tests that kill it. */
const queueWorker = fileURLToPath(new URL('../../../packages/queue/test/worker-process.ts', import.meta.url));
const readyDatabase = fileURLToPath(new URL('ready-database.ts', import.meta.url));

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'vigil-test-emitted-'));
  await build({
    entryPoints: { vigil: main, ...services, 'queue-worker': queueWorker, 'ready-database': readyDatabase },
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    conditions: ['@vigil/source'],
    plugins: [inTheirPlaces],
    logLevel: 'error',
  });
  project.provide('emittedVigil', join(directory, 'vigil.mjs'));
  project.provide('emittedServices', directory);

  const name = 'vigil_ready';
  const url = project.getProvidedContext().databaseUrl;
  await promisify(execFile)(process.execPath, [join(directory, 'ready-database.mjs'), url, name]);
  project.provide('readyDatabase', name);
  return () => rm(directory, { recursive: true, force: true });
}

/** Libraries stay where they are installed, and every module goes on believing that it is where its source lies. */
const inTheirPlaces: Plugin = {
  name: 'in their places',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === resolving || kind === 'entry-point' || /^(?:@vigil\/|node:)/u.test(path)) return null;
      const found = await resolve(path, { importer, resolveDir, kind, pluginData: resolving });
      return found.errors.length > 0 ? found : { path: pathToFileURL(found.path).href, external: true };
    });
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const here = JSON.stringify(pathToFileURL(path).href);
      return { loader: 'ts', contents: text.replaceAll('import.meta.url', here) };
    });
  },
};
const resolving = Symbol('resolving');
