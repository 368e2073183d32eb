import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { readTable, sqlTree, treeConnector, type FileTree } from '../src/index.ts';
import { mariadbMissing, startMariadb, type Mariadb } from './mariadb.ts';

type Options = Parameters<typeof sqlTree>[0];

/** A server, prepared by its owner, and how its reader gets in. */
interface Server {
  readonly account: Pick<Options, 'dialect' | 'host' | 'port' | 'database' | 'user' | 'tls' | 'caFile'>;
  run(sql: string): Promise<unknown>;
  /** Ends whatever the reader has under way. */
  cut(): Promise<unknown>;
  stop(): Promise<void>;
}

const reader = { user: 'vigil_reader', password: 'correct horse' };

async function postgresql(): Promise<Server> {
  const { hostname, port, username, password, pathname } = new URL(inject('databaseUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const login = `reader_${randomUUID().replaceAll('-', '')}`;
  const connect = async (database: string): Promise<pg.Client> => {
    const client = new pg.Client({ host: hostname, port: Number(port), user: username, password, database });
    await client.connect();
    return client;
  };
  const server = await connect(pathname.slice(1));
  await server.query(`create database ${name}`);
  const owner = await connect(name);
  await owner.query(`create role ${login} login password '${reader.password}';
    alter default privileges grant select, insert, delete on tables to ${login}`);
  return {
    account: {
      dialect: 'postgresql',
      host: hostname,
      port: Number(port),
      database: name,
      user: login,
      tls: false,
      caFile: null,
    },
    run: (sql) => owner.query(sql),
    cut: () => owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${login}'`),
    stop: async () => {
      await owner.query(`drop owned by ${login}`);
      await owner.end();
      await server.query(`drop database ${name} with (force)`);
      await server.query(`drop role ${login}`);
      await server.end();
    },
  };
}

let mariadbd: Mariadb;
async function mariadb(): Promise<Server> {
  mariadbd = await startMariadb();
  await mariadbd.run(`create database mosaic; create user ${reader.user} identified by '${reader.password}';
    grant select, insert, delete, execute on mosaic.* to ${reader.user}; use mosaic`);
  const { port, caFile } = mariadbd;
  return {
    account: { dialect: 'mariadb', host: 'localhost', port, database: 'mosaic', user: reader.user, tls: true, caFile },
    run: (sql) => mariadbd.run(sql),
    cut: () => mariadbd.run(`kill hard user ${reader.user}`),
    stop: () => mariadbd.stop(),
  };
}

const dialects = [
  {
    name: 'PostgreSQL',
    missing: null,
    start: postgresql,
    boolean: 'boolean',
    rows: 'select n as "Child Unique ID" from generate_series(1, 250000) as n',
    wait: 'select pg_sleep(5)',
    writing: `create function write_it() returns integer as 'delete from visits; select 1' language sql`,
    selfMadeDate: `select date '2021-01-04', now()`,
  },
  {
    name: 'MariaDB',
    missing: mariadbMissing,
    start: mariadb,
    boolean: 'boolean',
    rows: 'select seq as `Child Unique ID` from seq_1_to_250000',
    wait: 'select sleep(5)',
    writing: 'create function write_it() returns integer modifies sql data begin delete from visits; return 1; end',
    selfMadeDate: `select date '2021-01-04', uuid()`,
  },
];

/** Says in the name of a suite why it is skipped. */
function because(missing: string | null): string {
  return missing === null ? '' : ` (skipped: ${missing})`;
}

describe.each(dialects)('$name', (dialect) => {
  describe.skipIf(dialect.missing !== null)(`as a source${because(dialect.missing)}`, () => {
    let server: Server;
    const open: FileTree[] = [];

    beforeAll(async () => {
      server = await dialect.start();
      await server.run(`create table visits (child varchar(20), seen ${dialect.boolean}, visited date, at timestamp null,
        figure numeric(30, 10), big bigint, note text)`);
      await server.run(`insert into visits values
        ('0012', true, '2021-01-04', '2021-01-04 15:04:05', 12345678901234567890.0123456789, 9007199254740993, 'Plain'),
        ('A,"1"', false, '2020-02-29', null, 0.1, null, 'Two
lines; and é ’ €'),
        (' x ', null, null, null, null, null, '')`);
      await server.run('create table secrets (word text)');
      await server.run(dialect.writing);
      await server.run('create schema other; create table other.hidden (n integer)');
    });
    afterEach(async () => {
      for (const one of open.splice(0)) await one.close();
    });
    afterAll(() => server?.stop());

    const tree = (changes: Partial<Options>): FileTree => {
      const made = sqlTree({
        ...server.account,
        password: async () => reader.password,
        timeZone: 'Europe/London',
        timeoutSeconds: 30,
        queries: {},
        asAt: null,
        now: () => new Date('2021-01-03T23:30:00Z'),
        ...changes,
      });
      open.push(made);
      return made;
    };
    const find = (place: FileTree) =>
      treeConnector({ tree: place, settleSeconds: 0, now: () => new Date() }).findDeliveries();
    const file = (list: string) => ({ name: list, path: list, kind: 'file', bytes: 0, modified: 0 }) as const;
    const opened = async (query: string, changes: Partial<Options> = {}) =>
      tree({ queries: { contacts: query }, ...changes }).open(file('contacts'));

    it('gives a list for each query, as at today in the time zone of the source', async () => {
      const queries = {
        contacts: 'select 1',
        child_protection_visits: 'select child as "Child Unique ID" from visits',
      };
      const { deliveries, problems } = await find(tree({ queries, now: () => new Date('2020-07-03T23:30:00Z') }));
      expect(problems).toEqual([]);
      const { host, database } = server.account;
      expect(deliveries).toMatchObject([
        {
          asAt: '2020-07-04',
          location: `${server.account.dialect}://${host}/${database} as at 2020-07-04`,
          files: [{ list: 'child_protection_visits' }, { list: 'contacts' }],
          whole: { yes: true },
        },
      ]);
    });

    it('gives values as they are: every digit, days as days, truth, nothing and odd signs', async () => {
      const query = `select child as ${quoted('Child Unique ID')}, seen, visited, at, figure, big, note from visits order by figure desc`;
      const bytes = await opened(dialect.name === 'PostgreSQL' ? `${query} nulls last` : query);
      const content = await buffer(bytes);
      const table = await readTable(async () => Readable.from([content], { objectMode: false }));
      const rows: (readonly string[])[] = [];
      for await (const batch of table.rows) rows.push(...batch.map(({ cells }) => cells));
      const [yes, no] = dialect.name === 'PostgreSQL' ? ['true', 'false'] : ['1', '0'];
      expect(table.header).toEqual(['Child Unique ID', 'seen', 'visited', 'at', 'figure', 'big', 'note']);
      expect(rows).toEqual([
        [
          '0012',
          yes,
          '2021-01-04',
          '2021-01-04 15:04:05',
          '12345678901234567890.0123456789',
          '9007199254740993',
          'Plain',
        ],
        ['A,"1"', no, '2020-02-29', '', '0.1000000000', '', 'Two\nlines; and é ’ €'],
        [' x ', '', '', '', '', '', ''],
      ]);
    });
    const quoted = (name: string): string => (dialect.name === 'PostgreSQL' ? `"${name}"` : `\`${name}\``);

    it('gives the header of a query without rows', async () => {
      expect(await text(await opened('select child, note from visits where 1 = 0'))).toBe('child,note\n');
    });

    it('gives many rows as they come', async () => {
      const lines = (await text(await opened(dialect.rows))).split('\n');
      expect([lines.length, lines[0], lines[1], lines.at(-2)]).toEqual([250_002, 'Child Unique ID', '1', '250000']);
    });

    it('shows all lists as they were at one moment', async () => {
      const place = tree({ queries: { contacts: 'select 1', referrals: 'select count(*) as n from secrets' } });
      await buffer(await place.open(file('contacts')));
      await server.run(`insert into secrets values ('late')`);
      expect(await text(await place.open(file('referrals')))).toBe('n\n0\n');
      await server.run('delete from secrets');
    });

    it('may be left in the middle of a list and asked again', async () => {
      const place = tree({ queries: { contacts: dialect.rows, referrals: 'select 1 as n' } });
      const half = await place.open(file('contacts'));
      for await (const _ of half) break;
      expect(await text(await place.open(file('referrals')))).toBe('n\n1\n');
    });

    it('may be asked for two lists at once, and gives one after the other', async () => {
      const place = tree({ queries: { contacts: dialect.rows, referrals: 'select 1 as n' } });
      const [one, other] = await Promise.all(
        ['contacts', 'referrals'].map(async (list) => text(await place.open(file(list)))),
      );
      expect([one!.length > 1_000_000, other]).toEqual([true, 'n\n1\n']);
    });

    describe('cannot be written to', () => {
      it.each([
        ['by a function', 'select write_it()', /contacts: the query changes something; Vigil only reads\./],
        ['by a second statement', 'select 1; delete from visits', /the database refuses the query/],
      ])('%s', async (_, query, sentence) => {
        await expect(opened(query).then(text)).rejects.toThrow(sentence);
        expect(await text(await opened('select count(*) as n from visits'))).toBe('n\n3\n');
      });
    });

    describe('is as at the day of a query', () => {
      const queries = { contacts: 'select 1' };

      it('and known again while that gives the same', async () => {
        await server.run(`create table loads (as_at date, loaded integer)`);
        await server.run(`insert into loads values ('2020-12-01', 1)`);
        const look = async () =>
          (await find(tree({ queries, asAt: 'select max(as_at), max(loaded) from loads' }))).deliveries[0]!;
        const first = await look();
        expect(first.asAt).toBe('2020-12-01');
        expect((await look()).fingerprint).toBe(first.fingerprint);
        await server.run(`insert into loads values ('2020-12-01', 2)`);
        expect((await look()).fingerprint).not.toBe(first.fingerprint);
      });

      it('and looked at anew each time, also over one connection', async () => {
        const place = tree({ queries, asAt: dialect.selfMadeDate });
        const versions = new Set<unknown>();
        for (let look = 0; look < 2; look += 1) {
          await place.list('');
          versions.add((await place.list('2021-01-04'))[0]!.version);
        }
        expect(versions.size).toBe(2);
      });

      it.each([
        ['select visited from visits where 1 = 0', 'no row'],
        ['select max(visited) from visits where 1 = 0', 'no date'],
        [`select 'January'`, 'no date'],
      ])('which gives nothing that is one (%s)', async (asAt, found) => {
        await expect(find(tree({ queries, asAt }))).rejects.toThrow(
          `asAt: the query gave ${found}; expected one row that begins with a date.`,
        );
      });
    });

    describe('says why it gives nothing:', () => {
      it.each<[string, Partial<Options>, RegExp]>([
        ['another password', { password: async () => 'wrong' }, /does not let the user \w+ in\. Is the password/],
        [
          'an unknown database',
          { database: 'nowhere' },
          /there is no database nowhere|Access denied .* to database 'nowhere'/,
        ],
        ['a port where nothing listens', { port: 1 }, /nothing listens there/],
        ['an unknown table', { queries: { contacts: 'select * from nowhere' } }, /refuses the query: .*nowhere/],
        [
          'a table that may not be read',
          { queries: { contacts: 'select * from other.hidden' } },
          /refuses the query: .*denied/,
        ],
        [
          'a query that takes too long',
          { queries: { contacts: dialect.wait }, timeoutSeconds: 1 },
          /gave nothing for 1 seconds/,
        ],
      ])('%s', async (_, changes, sentence) => {
        await expect(opened('select 1', changes).then(text)).rejects.toThrow(sentence);
      });
      it('values of a child are not among the words', async () => {
        const query =
          dialect.name === 'PostgreSQL'
            ? `select note::integer from visits`
            : `select child from visits where extractvalue(child, note) = 1`;
        const failed = opened(query).then(text);
        await expect(failed).rejects.toThrow(/^(?!.*Plain).*contacts/);
      });
    });

    it('cut off in the middle makes the stream fail', async () => {
      const stream = await opened(dialect.rows.replace('250000', '5000000'));
      const sentence = /contacts could not be read to its end: .*(stopped|cut)/;
      await Promise.all([expect(text(stream)).rejects.toThrow(sentence), server.cut()]);
    });
  });
});

describe.skipIf(mariadbMissing !== null)(`MariaDB over TLS${because(mariadbMissing)}`, () => {
  let server: Mariadb;
  beforeAll(async () => {
    server = await startMariadb();
    await server.run(`create user vigil identified by 'x'`);
  });
  afterAll(() => server?.stop());

  it.each([
    ['an authority that is not known here', 'localhost', false, /its certificate is of an authority/],
    ['another name', '127.0.0.2', true, /certificate is for another name|nothing listens/],
  ])('is not trusted with a certificate of %s', async (_, host, known, sentence) => {
    const tree = sqlTree({
      dialect: 'mariadb',
      host,
      port: server.port,
      database: 'mysql',
      user: 'vigil',
      password: async () => 'x',
      tls: true,
      caFile: known ? server.caFile : null,
      timeZone: 'Europe/London',
      timeoutSeconds: 5,
      queries: { contacts: 'select 1' },
      asAt: null,
      now: () => new Date(),
    });
    await expect(tree.open({ name: '', path: 'contacts', kind: 'file', bytes: 0, modified: 0 })).rejects.toThrow(
      sentence,
    );
    await tree.close();
  });
});

it('PostgreSQL without TLS is told, and not spoken to in clear', async () => {
  const { hostname, port } = new URL(inject('databaseUrl'));
  const tree = sqlTree({
    dialect: 'postgresql',
    host: hostname,
    port: Number(port),
    database: 'postgres',
    user: 'vigil',
    password: async () => 'x',
    tls: true,
    caFile: null,
    timeZone: 'Europe/London',
    timeoutSeconds: 5,
    queries: { contacts: 'select 1' },
    asAt: null,
    now: () => new Date(),
  });
  await expect(tree.open({ name: '', path: 'contacts', kind: 'file', bytes: 0, modified: 0 })).rejects.toThrow(
    'the server offers no TLS. Have it switched on; tls: false sends everything in clear.',
  );
  await tree.close();
});

describe.each(['postgresql', 'mariadb', 'sqlserver'] as const)('a server that should be one of %s', (dialect) => {
  const refused = async (port: number, timeoutSeconds: number, sentence: string): Promise<void> => {
    const tree = sqlTree({
      dialect,
      host: '127.0.0.1',
      port,
      database: 'mosaic',
      user: 'vigil',
      password: async () => 'hush',
      tls: true,
      caFile: null,
      timeZone: 'Europe/London',
      timeoutSeconds,
      queries: { contacts: 'select 1' },
      asAt: null,
      now: () => new Date(),
    });
    const file = { name: 'contacts.csv', path: 'contacts', kind: 'file', bytes: 0, modified: 0 } as const;
    await expect(tree.open(file)).rejects.toThrow(`${dialect}://127.0.0.1/mosaic, contacts: ${sentence}`);
    await tree.close();
  };

  it('and is not there, or says nothing, is told after the time allowed', async () => {
    await refused(1, 30, 'nothing listens there. Is the service running, and the port right?');
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    await refused((silent.address() as AddressInfo).port, 1, 'it does not answer. Does a firewall stand in between?');
    silent.close();
  });
});
