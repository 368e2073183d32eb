import { createReadStream } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse';
import { openDatabase } from '@vigil/database';
import { columns } from './enquiries.ts';

/*
 * One reference, in a process of its own: what others take for a part of what a night does to the same file.
 */

const references = {
  /** csv-parse alone, every record an array that is dropped at once. */
  parse: async (file: string) => {
    let count = 0;
    for await (const record of createReadStream(file).pipe(parse())) count += (record as string[]).length > 0 ? 1 : 0;
    return count - 1;
  },
  /** COPY alone, into a logged table with types, and the index that finds a record. */
  copy: async (file: string, databaseUrl: string) => {
    const database = openDatabase(databaseUrl, { connections: 1 });
    const sql = database.connectAlone('vigil bench');
    try {
      await sql.unsafe(`
        set datestyle = 'ISO, DMY';
        drop table if exists bench;
        create table bench (number bigint generated always as identity,
          ${columns.map((name, index) => `c${index} ${typeOf(name)}`).join(', ')}, primary key (c0, number));
        create index on bench (c6)`);
      const names = columns.map((_, index) => `c${index}`).join(', ');
      await pipeline(
        createReadStream(file),
        await sql.unsafe(`copy bench (${names}) from stdin (format csv, header)`).writable(),
      );
      const [row] = await sql<[{ count: number }]>`select count(*)::int as count from bench`;
      return row.count;
    } finally {
      await sql.unsafe('drop table if exists bench');
      await sql.end();
      await database.close();
    }
  },
  /** DuckDB reading the file into a table with types, on all cores. */
  duckdb: async (file: string) => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const types = columns.map((name, index) => `'c${index}': '${typeOf(name).toUpperCase()}'`).join(', ');
    await connection.run(
      `create table bench as select * from read_csv($file, header = true, dateformat = '%d/%m/%Y', columns = {${types}})`,
      { file },
    );
    const result = await connection.runAndReadAll('select count(*)::int from bench');
    return Number(result.getRows()[0]?.[0]);
  },
} as const;

function typeOf(name: string): string {
  if (/^Number|^Age/u.test(name)) return 'integer';
  return /\bDate\b/u.test(name) ? 'date' : 'text';
}

const [name = '', file = '', databaseUrl = '', rows = ''] = process.argv.slice(2);
const start = performance.now();
const read = await references[name as keyof typeof references](file, databaseUrl);
const seconds = (performance.now() - start) / 1000;
if (read !== Number(rows)) throw new Error(`${name} read ${read} rows of ${rows}`);
process.send?.({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 });
