import type { Database, Transaction } from '../database.ts';
import { holdLandedFiles } from '../quarantine/retention.ts';
import { Refused } from '../operators/word.ts';
import type { Contents, Part, StoredTable } from './contents.ts';
import { backedUpSchemas, fixedNotation } from './rooms.ts';

type Sql = Transaction['sql'];

/** Tables of files on their way to the records may be gone before they are held: the next look finds others. */
const looks = 5;

/** PostgreSQL's word for a table that is not there. */
const undefinedTable = '42P01';

/**
 * Gives all rows as they stood at one moment, while work goes on: one transaction sees one state (repeatable read), and
 * landed files that it speaks of are kept from the retention sweep until `work` is done.
 *
 * The tables of files on their way to the records come first, over a connection of their own that sees the same state:
 * to hold them any longer would hold up the stage that publishes and drops them.
 *
 * @throws {Refused} where there is nothing to read
 */
export async function readDatabase<T>(
  database: Database,
  work: (contents: Contents, tables: AsyncIterable<Part>) => Promise<T>,
): Promise<T> {
  return database.acrossAuthorities(async (holding) => {
    // Before the moment that is read, or a sweep between the two could take what the rows speak of.
    await holding.sql.unsafe(fixedNotation);
    await holdLandedFiles(holding);
    for (let look = 1; ; look += 1) {
      try {
        return await readOnce(database, work);
      } catch (error) {
        if (!(error instanceof PassingTableGone) || look === looks) throw error;
      }
    }
  });
}

class PassingTableGone extends Error {
  override readonly name = 'PassingTableGone';
}

async function readOnce<T>(
  database: Database,
  work: (contents: Contents, tables: AsyncIterable<Part>) => Promise<T>,
): Promise<T> {
  const [main, aside] = ['vigil backup', 'vigil backup aside'].map((name) => database.connectAlone(name));
  try {
    const done = await main!.begin('isolation level repeatable read read only', async (sql) => {
      await sql.unsafe(fixedNotation);
      const contents = await readContents(sql);
      const lasting = contents.tables.filter(({ passing }) => !passing);
      const passing = contents.tables.filter((table) => table.passing);
      await hold(sql, lasting);
      const [{ snapshot }] = await sql<[{ snapshot: string }]>`select pg_export_snapshot() as snapshot`;
      const held = passing.length === 0 ? null : await holdAside(aside!, snapshot, passing);
      async function* tables(): AsyncGenerator<Part> {
        if (held !== null) {
          for (const table of passing) yield partOf(held.sql, table);
          await held.release();
        }
        for (const table of lasting) yield partOf(sql, table);
      }
      try {
        return { result: await work(contents, tables()) };
      } finally {
        await held?.release();
      }
    });
    return done.result;
  } finally {
    await Promise.all([main!.end({ timeout: 5 }), aside!.end({ timeout: 5 })]);
  }
}

async function readContents(sql: Sql): Promise<Contents> {
  const [{ there }] = await sql<[{ there: boolean }]>`
    select to_regclass('vigil.installation') is not null
      and to_regclass('vigil_migrations.__drizzle_migrations') is not null as there`;
  if (!there) throw new Refused('There is nothing to back up: the database has no tables of Vigil yet.');
  const [facts] = await sql<
    { takenAt: string; postgresql: string; schemaVersion: number; installation: string; keyId: string }[]
  >`
    select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "takenAt",
      split_part(current_setting('server_version'), ' ', 1) as postgresql,
      (select max(created_at)::float8 from vigil_migrations.__drizzle_migrations) as "schemaVersion",
      id as installation, key_id as "keyId"
    from vigil.installation`;
  const authorities = await sql<{ code: string; name: string }[]>`select code, name from vigil.authority order by code`;
  const sequences = await sql<{ name: string; value: string }[]>`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as value from pg_sequences
    where schemaname = any(${backedUpSchemas}) and last_value is not null order by 1`;
  const tables = await readTables(sql);
  const has = (name: string): boolean => tables.some((table) => table.name === name);
  const readers = has('vigil.reader')
    ? await sql<{ login: string }[]>`select distinct login from vigil.reader where made order by login`
    : [];
  const landed = await sql<{ address: string }[]>`
    select distinct address from vigil.file where purged_at is null and address is not null order by address`;
  return {
    format: 1,
    ...facts!,
    authorities: [...authorities],
    tables,
    sequences: [...sequences],
    readers: readers.map(({ login }) => login),
    landed: landed.map(({ address }) => address),
  };
}

async function readTables(sql: Sql): Promise<readonly StoredTable[]> {
  const rows = await sql<StoredTable[]>`
    select format('%I.%I', nspname, relname) as name, nspname = 'staging' as passing,
      jsonb_agg(jsonb_build_object(
        'name', attname, 'type', format_type(atttypid, atttypmod), 'required', attnotnull
      ) order by attnum) as columns
    from pg_class
    join pg_namespace on pg_namespace.oid = relnamespace
    join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
    where relkind = 'r' and nspname = any(${backedUpSchemas})
    group by nspname, relname
    order by nspname, relname`;
  return rows.map(({ name, passing, columns }) => ({ name, passing, columns }));
}

/** Nobody may change or drop them meanwhile; reading and writing goes on. */
async function hold(sql: Sql, tables: readonly StoredTable[]): Promise<void> {
  await sql.unsafe(`lock table ${tables.map(({ name }) => name).join(', ')} in access share mode`);
}

/** The same state on another connection, for as long as its tables are needed. */
async function holdAside(
  aside: ReturnType<Database['connectAlone']>,
  snapshot: string,
  tables: readonly StoredTable[],
): Promise<{ readonly sql: Sql; release(): Promise<void> }> {
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let ended: Promise<unknown> = Promise.resolve();
  const sql = await new Promise<Sql>((resolve, reject) => {
    ended = aside.begin('isolation level repeatable read read only', async (within) => {
      await within.unsafe(`set transaction snapshot '${snapshot}'`);
      await within.unsafe(fixedNotation);
      await hold(within, tables);
      resolve(within);
      await released;
    });
    ended.catch(reject);
  }).catch((error: unknown) => {
    throw (error as { code?: string }).code === undefinedTable ? new PassingTableGone() : error;
  });
  return {
    sql,
    release: async () => {
      release();
      await ended;
    },
  };
}

function partOf(sql: Sql, { name, columns }: StoredTable): Part {
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  async function* rows(): AsyncGenerator<Uint8Array> {
    const stream = await sql.unsafe(`copy ${name} (${names}) to stdout`).readable();
    yield* stream as AsyncIterable<Uint8Array>;
    // postgres.js may have paused its connection at the last rows, and would never read on: this has it resumed.
    // oxlint-disable-next-line no-underscore-dangle -- the one handle on the connection that a stream of it has
    stream._read(0);
  }
  return { kind: 'table', name, bytes: rows() };
}
