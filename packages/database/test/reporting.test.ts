import { readFile } from 'node:fs/promises';
import { englandAndWales } from '@vigil/calendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addReader, listReaders, openDatabase, prepareDatabase, removeReader, type Database } from '../src/index.ts';
import { viewsReference } from '../src/reporting/reference.ts';
import { views } from '../src/reporting/views.ts';
import { ownDatabase, testKey, type OwnDatabase } from './own-database.ts';

it('infra/reference/views.md is what the views say', async () => {
  const page = await readFile(new URL('../../../infra/reference/views.md', import.meta.url), 'utf8');
  expect(page === viewsReference(), 'The page is out of date: run `npx pnpm@12 reference` and commit it.').toBe(true);
});

const word = { actor: 'tester', reason: 'the tests of the views' };
const authorities = [
  { code: '852', name: 'Southampton' },
  { code: '850', name: 'Hampshire' },
];

describe('the views for Power BI and Excel', () => {
  let own: OwnDatabase;
  /** Logins belong to the server, which the suites share. */
  let login: string;
  let asReader: ReturnType<Database['connectAlone']>;

  beforeAll(async () => {
    own = await ownDatabase();
    await prepareDatabase(own.database, { calendar: englandAndWales, key: testKey, authorities });
    for (const { code } of authorities) await fill(own.database, code);
    login = `reader_${own.installation.replaceAll('-', '').slice(0, 12)}`;
    const password = await own.database.forAuthority('852').transaction((tx) => addReader(tx, login, word));
    asReader = openDatabase(addressFor(login, password!)).connectAlone('a reader');
  });
  afterAll(async () => {
    await asReader?.end();
    for (const { code } of authorities) {
      await own.database
        .forAuthority(code)
        .transaction((tx) => removeReader(tx, login, word))
        .catch(() => {});
    }
    await own.drop();
  });

  const addressFor = (name: string, password: string): string => {
    const url = new URL(own.url);
    [url.username, url.password] = [name, password];
    return url.href;
  };
  const read = async <Row extends object>(query: string): Promise<readonly Row[]> => {
    let rows: readonly Row[] = [];
    await asReader.begin(async (sql) => {
      rows = await sql.unsafe<Row[]>(query);
    });
    return rows;
  };

  it('have the columns and types that their reference says', async () => {
    const found = await own.database.acrossAuthorities(
      ({ sql }) => sql<{ view: string; column: string; type: string }[]>`
        select table_name as view, column_name as column, data_type as type from information_schema.columns
        where table_schema = 'reporting' order by table_name, ordinal_position`,
    );
    const said = views
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ name, columns }) =>
        [{ name: 'authority', type: 'text' }, ...columns].map(({ name: column, type }) => ({
          view: name,
          column,
          type,
        })),
      );
    expect([...found]).toEqual(said);
  });

  it.each(views.map(({ name }) => name))('%s shows a reader its own authority and no other', async (view) => {
    const rows = await read<{ authority: string }>(`select * from reporting.${view}`);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ authority }) => authority))).toEqual(new Set(['852']));
  });

  it('keep to it whatever function a reader has run over them', async () => {
    // A function that tells what it is given must not be given the rows of others.
    const counting = read(`
      set transaction read write;
      create function pg_temp.tell(authority text) returns boolean language plpgsql cost 0.0000001 as
        $$ begin if authority <> '852' then raise exception 'saw %', authority; end if; return true; end $$;
      select count(*) from reporting.figure_versions where pg_temp.tell(authority)`);
    await expect(counting).resolves.toBeDefined();
  });

  it('are all that a reader can reach', async () => {
    const reachable = await read<{ relation: string }>(`
      select n.nspname || '.' || c.relname as relation
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v', 'm', 'p', 'S') and n.nspname not in ('pg_catalog', 'information_schema')
        and n.nspname not like 'pg_toast%' and n.nspname not like 'pg_temp%'
        and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')`);
    expect(reachable.map(({ relation }) => relation).toSorted()).toEqual(
      views.map(({ name }) => `reporting.${name}`).toSorted(),
    );
  });

  it.each([
    'select * from vigil.snapshot',
    'select * from vigil.reader',
    'select * from vigil.audit',
    'select * from records.contacts',
    `select * from cohort.contacts('2020-12-31')`,
    'select * from staging.anything',
    'set role vigil',
  ])('keep a reader from: %s', async (query) => {
    await expect(read(query)).rejects.toThrow(/permission denied/u);
  });

  it.each([
    'update reporting.figures set value = 100',
    `update reporting.definitions set meaning = 'x'`,
    `insert into reporting.deliveries (source) values ('x')`,
    'delete from reporting.figure_versions',
    'create table reporting.mine (id int)',
    'create table public.mine (id int)',
    'create schema mine',
    'drop view reporting.figures',
  ])('cannot be written to: %s', async (query) => {
    await expect(read(`set transaction read write; ${query}`)).rejects.toThrow(
      /permission denied|must be owner|cannot (update|insert into|delete from) view/u,
    );
  });

  it('are read in transactions that cannot write, unless a reader asks for others', async () => {
    expect(await read('show transaction_read_only')).toEqual([{ transaction_read_only: 'on' }]);
  });

  it('are out of the way of a migration, and keep their readers when they come back', async () => {
    const prepare = () => prepareDatabase(own.database, { calendar: englandAndWales, key: testKey, authorities });
    const turnTime = () =>
      own.database.acrossAuthorities(
        ({ sql }) => sql`update vigil_migrations.__drizzle_migrations set created_at = -created_at`,
      );
    await turnTime();
    // All migrations seem to be to come: the first is tried once more, and finds its tables there.
    await expect(prepare()).rejects.toThrow('Failed query');
    await expect(read('select * from reporting.deliveries')).rejects.toThrow('does not exist');
    await turnTime();
    await prepare();
    expect(await read('select * from reporting.deliveries')).toHaveLength(1);
  });

  it('are made anew where they are those of an older Vigil', async () => {
    await own.database.acrossAuthorities(async ({ sql }) => {
      await sql`comment on schema reporting is 'of an older Vigil'`;
      await sql`create view reporting.old as select period from vigil.snapshot`;
    });
    await prepareDatabase(own.database, { calendar: englandAndWales, key: testKey, authorities });
    const left = await read<{ name: string }>(`select table_name as name from information_schema.views`);
    expect(left.map(({ name }) => name)).not.toContain('old');
  });

  it('show several authorities to a reader of several', async () => {
    const hampshire = own.database.forAuthority('850');
    expect(await hampshire.transaction((tx) => addReader(tx, login, word))).toBeNull();
    const rows = await read<{ authority: string }>('select authority from reporting.deliveries order by 1');
    expect(rows.map(({ authority }) => authority)).toEqual(['850', '852']);
    await hampshire.transaction((tx) => removeReader(tx, login, word));
    expect(await read('select * from reporting.deliveries')).toHaveLength(1);
  });

  it('are granted and taken on record', async () => {
    const readers = await own.database.forAuthority('852').transaction(listReaders);
    expect(readers).toMatchObject([{ login, authority: '852', made: true }]);
    const audits = await own.database.acrossAuthorities(
      ({ sql }) =>
        sql`select authority, action, actor, reason from vigil.audit where action like '%-reader' order by id`,
    );
    expect([...audits]).toEqual([
      { authority: '852', action: 'add-reader', ...word },
      { authority: '850', action: 'add-reader', ...word },
      { authority: '850', action: 'remove-reader', ...word },
    ]);
  });

  it('are not given to a login that can do more, nor under a name that is none', async () => {
    const southampton = own.database.forAuthority('852');
    const owner = decodeURIComponent(new URL(own.url).username);
    await expect(southampton.transaction((tx) => addReader(tx, owner, word))).rejects.toThrow('can do more');
    await expect(southampton.transaction((tx) => addReader(tx, 'x"; drop', word))).rejects.toThrow(
      'no name for a login',
    );
    await expect(southampton.transaction((tx) => removeReader(tx, 'nobody_here', word))).rejects.toThrow(
      'is no reader',
    );
  });

  it('where Vigil may not make logins, are granted to one that an administrator made', async () => {
    const name = `${login}_dba`;
    const modest = `${login}_vigil`;
    await own.database.acrossAuthorities(({ sql }) => sql.unsafe(`create role ${modest}`));
    try {
      const adding = own.database.forAuthority('852').transaction(async (tx) => {
        await tx.sql.unsafe(`grant select on vigil.reader to ${modest}; grant usage on schema vigil to ${modest}`);
        await tx.sql.unsafe(`set local role ${modest}`);
        return addReader(tx, name, word);
      });
      await expect(adding).rejects.toThrow(`create role ${name} login password`);
      await own.database.acrossAuthorities(({ sql }) => sql.unsafe(`create role ${name} login password 'of its own'`));
      expect(await own.database.forAuthority('852').transaction((tx) => addReader(tx, name, word))).toBeNull();
      const theirs = openDatabase(addressFor(name, 'of its own'), { connections: 1 });
      const rows = await theirs.acrossAuthorities(({ sql }) => sql`select * from reporting.deliveries`);
      await theirs.close();
      expect(rows).toHaveLength(1);
      await own.database.forAuthority('852').transaction((tx) => removeReader(tx, name, word));
      const left = await own.database.acrossAuthorities(({ sql }) => sql`select from pg_roles where rolname = ${name}`);
      expect(left, 'a login that Vigil did not make stays').toHaveLength(1);
    } finally {
      await own.database.acrossAuthorities(({ sql }) =>
        sql.unsafe(`drop owned by ${name}; drop role if exists ${name}; drop owned by ${modest}; drop role ${modest}`),
      );
    }
  });
});

/** One row of everything that a view shows. */
async function fill(database: Database, authority: string): Promise<void> {
  await database.acrossAuthorities(({ sql }) =>
    sql.unsafe(`
      with delivered as (
        insert into vigil.delivery (authority, source, as_at, location, fingerprint, state, published_at)
        values ('${authority}', 'casework', '2021-01-04', 'somewhere', 'print', 'published', now()) returning id
      ), filed as (
        insert into vigil.file (authority, delivery, name, list, bytes, sha256, address, coverage, state, read, accepted, quarantined)
        select '${authority}', id, 'contacts.csv', 'contacts', 1, 'x', 'y', '{"kind":"full"}', 'validated', 10, 9, 1 from delivered
        returning id
      )
      insert into vigil.finding (authority, run, file, as_at, list, file_name, record, rule, severity, rejected, message)
      select '${authority}', gen_random_uuid(), id, '2021-01-04', 'contacts', 'contacts.csv', 1, 'invalid-date', 'row', true, 'words'
      from filed;
      insert into vigil.snapshot (authority, indicator, period, origin, as_at, version, value, definition_version, calendar_version, deliveries, run)
      values ('${authority}', 'contacts-number', '2020-12', 'computed', '2021-01-04', 1, 10, 1, 'v', '{}', gen_random_uuid());
      insert into vigil.definition (authority, indicator, title, heading, section, meaning, unit, decimals, polarity, lists, rolling, small_cohort, origin, settle_working_days, definition_version)
      values ('${authority}', 'contacts-number', 'Contacts', 'Contacts', 'MASH', 'Contacts.', 'count', 0, 'neutral', 'contacts', false, 20, 'computed', 10, 1);
      insert into vigil.standing_benchmark (authority, indicator, compared_with, name, value, year, year_name, source_table, release, monthly, older, mixed_years, difference)
      values ('${authority}', 'contacts-number', 'England', 'England', 9, 2019, '2018-19', 'c1', '2020', true, false, false, '');
      insert into vigil.standing_figure (authority, indicator, period, origin, value, status, rag, version, as_at, definition_version)
      values ('${authority}', 'contacts-number', '2020-12', 'computed', 10, 'final', 'grey', 1, '2021-01-04', 1);`),
  );
}
