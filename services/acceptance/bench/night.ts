import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { addDays } from '@vigil/calendar';
import { runCommand } from '@vigil/cli';
import { openDatabase } from '@vigil/database';
import { startServers } from '@vigil/runtime';

/**
 * One night over a generated list of contacts, beside two references in the same run: csv-parse alone (the same file
 * to arrays) and COPY alone (the same file into a logged table with a primary key). Ratios travel between machines;
 * rows a second do not.
 */
const rows = Number(process.argv[2] ?? 200_000);
const asAt = '2021-01-04';
const header = [
  'Child Unique ID',
  'Gender',
  'Ethnicity',
  'Date of Birth',
  'Age of Child (Years)',
  'Date of Contact',
  'Contact Source',
  'Date of Decision',
  'Contact Outcome',
];

const directory = await mkdtemp(join(tmpdir(), 'vigil-bench-'));
process.stdout.write(`${rows.toLocaleString('en-GB')} contacts, ${cpus().length} cores, Node ${process.version}\n\n`);
const servers = await startServers({ dataDirectory: join(directory, 'servers'), databaseUrl: null });
try {
  const file = await generate(join(directory, 'extracts', asAt), rows);
  const megabytes = (await stat(file)).size / 1e6;

  // The night comes first, so that the peak of the process is its own.
  const cold = await timed(() => night(servers.databaseUrl));
  const peak = process.resourceUsage().maxRSS / 1024;
  const again = await timed(() => night(servers.databaseUrl));
  const parsing = await timed(() => parseAlone(file));
  const copying = await timed(() => copyAlone(servers.databaseUrl, file));

  const lines = [
    ['one night, from the folder to the mail', cold],
    ['the same night again, nothing new', again],
    ['csv-parse alone, to arrays', parsing],
    ['COPY alone, into a logged table with a key', copying],
  ] as const;
  for (const [name, seconds] of lines) {
    const rate = Math.round(rows / seconds)
      .toLocaleString('en-GB')
      .padStart(12);
    const speed = (megabytes / seconds).toFixed(1).padStart(7);
    process.stdout.write(`${name.padEnd(45)} ${seconds.toFixed(2).padStart(7)} s ${rate} rows/s ${speed} MB/s\n`);
  }
  process.stdout.write(
    `\nthe night takes ${(cold / parsing).toFixed(1)} times csv-parse alone and ${(cold / copying).toFixed(1)} times COPY alone; ` +
      `peak memory of the process ${Math.round(peak)} MB\n`,
  );
} finally {
  await servers.stop();
  await rm(directory, { recursive: true, force: true });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function night(databaseUrl: string): Promise<void> {
  const config = join(directory, 'vigil.yaml');
  await writeFile(
    config,
    `authority: { code: "X02", name: Benchshire, population0to17: { 2018: 50400 } }
sources: [ { id: casework, connector: { kind: folder, path: ./extracts }, settleSeconds: 0 } ]
operators: [ { email: operators@benchshire.example } ]
mail: { from: vigil@benchshire.example }
`,
  );
  let said = '';
  const code = await runCommand(['run'], {
    env: {
      VIGIL_CONFIG: config,
      VIGIL_DATA_DIR: join(directory, 'data'),
      VIGIL_SECRET_KEY: 'the secret of the benchmark, 40 characters long',
      DATABASE_URL: databaseUrl,
    },
    cwd: directory,
    out: () => {},
    say: (text) => (said += `${text}\n`),
    stopRequested: new Promise(() => {}),
  });
  if (code !== 0) throw new Error(`the night failed:\n${said}`);
}

/** Fixed for a given number of rows: three years of contacts, one child in four known already. */
async function generate(folder: string, count: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'contacts.csv');
  const out = createWriteStream(file);
  const lines = function* (): Generator<string> {
    yield `${header.join(',')}\r\n`;
    for (let index = 0; index < count; index += 1) {
      const child = index % 4 === 0 ? Math.floor(index / 8) : index;
      const contact = addDays('2018-01-05', index % 1090)
        .split('-')
        .toReversed()
        .join('/');
      yield (
        `BX-${String(child).padStart(7, '0')},b) Female,a) WBRI,${String((index % 28) + 1).padStart(2, '0')}/05/2012,8,` +
        `${contact},q) 6: Police,${contact},No further action\r\n`
      );
    }
  };
  await pipeline(lines, out);
  return file;
}

async function parseAlone(file: string): Promise<void> {
  let count = 0;
  for await (const record of createReadStream(file).pipe(parse())) count += (record as string[]).length > 0 ? 1 : 0;
  if (count !== rows + 1) throw new Error(`csv-parse read ${count} records of ${rows + 1}`);
}

async function copyAlone(databaseUrl: string, file: string): Promise<void> {
  const database = openDatabase(databaseUrl, { connections: 1 });
  const sql = database.connectAlone('vigil bench');
  try {
    await sql.unsafe(`
      create table bench (number bigint generated always as identity primary key,
        ${header.map((_, index) => `c${index} text`).join(', ')})`);
    const columns = header.map((_, index) => `c${index}`).join(', ');
    const copy = await sql.unsafe(`copy bench (${columns}) from stdin (format csv, header)`).writable();
    await pipeline(createReadStream(file), copy);
  } finally {
    await sql.end();
    await database.close();
  }
}
