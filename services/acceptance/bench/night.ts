import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServers } from '@vigil/runtime';
import { writeDelivery } from './enquiries.ts';

/**
 * One authority's nights over a list it generates itself (15 columns): the first, cold; the same again, nothing new;
 * the next, one row in a hundred changed. Beside them, on the same file and in the same run: csv-parse alone, COPY
 * alone, DuckDB. Each in a process of its own, with the peak of its memory. Ratios travel between machines; seconds do
 * not.
 */
interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

const rows = Number(process.argv[2] ?? 1_000_000);
const directory = await mkdtemp(join(tmpdir(), 'vigil-bench-'));
say(
  `${rows.toLocaleString('en-GB')} section 47 enquiries, 15 columns; ${cpus().length} cores, Node ${process.version}`,
);
const servers = await startServers({ dataDirectory: join(directory, 'servers'), databaseUrl: null });
try {
  await writeFile(
    join(directory, 'vigil.yaml'),
    `authority: { code: "X02", name: Benchshire, population0to17: { 2018: 50400, 2019: 50700, 2020: 50900 } }
sources: [ { id: casework, connector: { kind: folder, path: ./extracts }, settleSeconds: 0 } ]
operators: [ { email: operators@benchshire.example } ]
mail: { from: vigil@benchshire.example }
`,
  );
  const extracts = join(directory, 'extracts');
  const file = await writeDelivery(extracts, rows, 0);
  const megabytes = (await stat(file)).size / 1e6;
  say(`${Math.round(megabytes)} MB\n`);
  const night = () => measured('./one-night.ts', directory, servers.databaseUrl);
  const reference = (name: string) => measured('./one-reference.ts', name, file, servers.databaseUrl, String(rows));
  const show = (name: string, { seconds, megabytes: peak }: Measured): void => {
    const rate = Math.round(rows / seconds).toLocaleString('en-GB');
    say(
      `${name.padEnd(42)} ${seconds.toFixed(1).padStart(7)} s ${rate.padStart(10)} rows/s ` +
        `${(megabytes / seconds).toFixed(1).padStart(6)} MB/s  peak ${String(Math.round(peak)).padStart(4)} MB`,
    );
  };

  const cold = await night();
  show('a cold night, from the folder to the mail', cold);
  show('the same again, nothing new', await night());
  await writeDelivery(extracts, rows, 1);
  const changed = await night();
  show('the next night, 1 % of the rows changed', changed);
  const parsing = await reference('parse');
  show('csv-parse alone, to arrays', parsing);
  const copying = await reference('copy');
  show('COPY alone, logged, typed, indexed', copying);
  const duckdb = await reference('duckdb');
  show('DuckDB, with types', duckdb);

  const ratio = (a: Measured, b: Measured): string => (a.seconds / b.seconds).toFixed(1);
  say(
    `\ncold: ${ratio(cold, copying)} times COPY alone, ${ratio(cold, parsing)} times csv-parse alone, ` +
      `${ratio(cold, duckdb)} times DuckDB\n` +
      `1 % changed: ${ratio(cold, changed)} times as fast as cold`,
  );
} finally {
  await servers.stop();
  await rm(directory, { recursive: true, force: true });
}

async function measured(script: string, ...args: readonly string[]): Promise<Measured> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args);
  const told = once(child, 'message') as Promise<[Measured]>;
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${script} ${args[0] ?? ''} ended with ${code}`);
  return (await told)[0];
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
