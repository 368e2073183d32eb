import { randomUUID } from 'node:crypto';
import { englandAndWales } from '@vigil/calendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chasersDue,
  checkPrepared,
  CopyBuffer,
  databaseRole,
  dispatchReplays,
  giveLogin,
  installAccess,
  openDatabase,
  purgeLandedFiles,
  reconcile,
  relayOutbox,
  roleNames,
  tableRights,
  type Database,
  type RoleName,
} from '../src/index.ts';
import { ownDatabase, testKey, type OwnDatabase } from './own-database.ts';

let own: OwnDatabase;
const logins = new Map<RoleName, { database: Database; login: string }>();
/** Logins are the whole server's. */
const mark = randomUUID().slice(0, 8);

beforeAll(async () => {
  own = await ownDatabase();
  await installAccess(own.database);
  for (const role of roleNames) {
    const url = new URL(own.url);
    url.username = `${role}_${mark}`;
    url.password = randomUUID();
    const login = await giveLogin(own.database, role, url);
    logins.set(role, { login, database: openDatabase(url.href, { connections: 2 }) });
  }
  await own.database.acrossAuthorities(async ({ sql }) => {
    for (const authority of ['852', '999']) {
      await sql`
        insert into vigil.quarantine (authority, file, record, line, row)
        values (${authority}, ${randomUUID()}, 1, 2, '\\x00')`;
      await sql`
        insert into vigil.slot (authority, source, kind, due_at) values (${authority}, 'casework', 'manual', now())`;
    }
  });
});
afterAll(async () => {
  for (const { database } of logins.values()) await database.close();
  await own.database.acrossAuthorities(async ({ sql }) => {
    for (const { login } of logins.values()) await sql.unsafe(`drop role ${login}`);
  });
  await own.drop();
});

const as = (role: RoleName): Database => logins.get(role)!.database;

/** What comes of a statement, as that service, about authority 852. */
async function trying(role: RoleName, statement: string, authority = '852'): Promise<number | string> {
  try {
    const rows = await as(role)
      .forAuthority(authority)
      .transaction(({ sql }) => sql.unsafe(statement));
    return rows.length;
  } catch (error) {
    return (error as Error).message;
  }
}

const denied = /^permission denied/u;

describe('the table of rights', () => {
  it('has a line for each table there is, and no other; each with an authority is seen by authority', async () => {
    const there = await own.database.acrossAuthorities(
      ({ sql }) => sql<{ name: string; scoped: boolean; secured: boolean }[]>`
        select format('%s.%s', nspname, relname) as name, relrowsecurity as secured, exists (
          select from pg_attribute where attrelid = pg_class.oid and attname = 'authority'
        ) or relname = 'authority' as scoped
        from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where relkind = 'r' and nspname in ('vigil', 'records', 'identity')`,
    );
    expect(tableRights.map(({ table }) => table).sort()).toEqual(there.map(({ name }) => name).sort());
    expect(there.filter(({ scoped, secured }) => scoped !== secured)).toEqual([]);
  });

  it('is what PostgreSQL says each role may', async () => {
    const verbs = { read: 'select', add: 'insert', change: 'update', remove: 'delete' } as const;
    const wrong = await own.database.acrossAuthorities(async ({ sql }) => {
      const lines = tableRights.flatMap(({ table, may }) =>
        roleNames.flatMap((role) =>
          (Object.keys(verbs) as (keyof typeof verbs)[]).map((right) => ({
            role: databaseRole(role),
            table,
            verb: verbs[right],
            may: may[right]?.includes(role) ?? false,
          })),
        ),
      );
      return sql`
        select * from unnest(
          ${lines.map(({ role }) => role)}::text[], ${lines.map(({ table }) => table)}::text[],
          ${lines.map(({ verb }) => verb)}::text[], ${lines.map(({ may }) => String(may))}::text[]::boolean[]
        ) as line(role, "table", verb, may)
        where has_table_privilege(role, "table", verb) <> may`;
    });
    expect(wrong).toHaveLength(0);
  });
});

describe('a service', () => {
  it('finds the database prepared, though it may change nothing of it', async () => {
    for (const role of roleNames) {
      expect(await checkPrepared(as(role), { key: testKey, authorities: [{ code: '852' }] })).toBe(own.installation);
      expect(await trying(role, 'update vigil.installation set key_id = key_id')).toMatch(denied);
      expect(await trying(role, 'create table vigil.mine ()')).toMatch(denied);
    }
  });

  it('is told to wait for vigil migrate where an authority is new', async () => {
    await expect(checkPrepared(as('alerter'), { key: null, authorities: [{ code: '853' }] })).rejects.toThrow(
      /does not know 853.*vigil migrate/u,
    );
  });

  it('that computes cannot read identifiers, and reads records through its functions', async () => {
    expect(await trying('aggregator', 'select from identity.block')).toMatch(denied);
    expect(await trying('aggregator', 'select from vigil.quarantine')).toMatch(denied);
    expect(await trying('aggregator', `select from cohort.contacts('2020-12-31')`)).toBe(0);
  });

  it.each(['notifier', 'alerter', 'scheduler', 'console'] as const)(
    'such as the %s cannot read records',
    async (role) => {
      expect(await trying(role, 'select from records.contacts')).toMatch(denied);
      expect(await trying(role, 'select from identity.block')).toMatch(denied);
      expect(await trying(role, 'select from vigil.finding')).toMatch(denied);
    },
  );

  it.each(['notifier', 'scheduler'] as const)(
    'such as the %s finds out who owes figures all the same',
    async (role) => {
      const hr = {
        id: 'hr',
        name: 'HR',
        email: 'hr@example.gov.uk',
        indicators: ['staff-turnover'],
        due: 5,
        remind: 2,
      };
      const authority = { contributors: [hr], mail: { from: 'vigil@example.gov.uk' } };
      const due = await as(role)
        .forAuthority('852')
        .transaction((tx) => chasersDue(tx, authority, { today: '2021-01-11', calendar: englandAndWales }));
      expect(due.map(({ email, months }) => [email, months.map(({ period }) => period)])).toEqual([
        ['hr@example.gov.uk', ['2020-11', '2020-12']],
      ]);
    },
  );

  it('puts on record what an operator did, and changes nothing of it', async () => {
    const row = `('852', 'a', 'b', 'c', 'd')`;
    const add = `insert into vigil.audit (authority, actor, action, subject, reason) values ${row}`;
    expect(await trying('operator', add)).toBe(0);
    expect(await trying('operator', `update vigil.audit set actor = 'x'`)).toMatch(denied);
    expect(await trying('operator', 'delete from vigil.audit')).toMatch(denied);
  });
});

describe('whoever hands out work, whatever its own is', () => {
  const workers = ['scheduler', 'ingest', 'validator', 'aggregator', 'alerter', 'notifier'] as const;

  /** A run of which a stage has cost every worker but one, and is with one that is gone. */
  async function lostStage(): Promise<{ stage: string; run: string }> {
    return own.database.forAuthority('852').transaction(async ({ sql }) => {
      const id = async (statement: string, ...values: string[]) =>
        (await sql.unsafe<{ id: string }[]>(`${statement} returning id`, values))[0]!.id;
      const slot = await id(
        `insert into vigil.slot (authority, source, kind, due_at) values ('852', 'casework', 'manual', now())`,
      );
      const delivery = await id(
        `insert into vigil.delivery (authority, source, as_at, location, fingerprint, state)
        values ('852', 'casework', '2021-01-04', gen_random_uuid()::text, 'x', 'found')`,
      );
      const run = await id(
        `insert into vigil.run (authority, source, slot, delivery, as_at, state)
        values ('852', 'casework', $1, $2, '2021-01-04', 'running')`,
        slot,
        delivery,
      );
      const stage = await id(
        `insert into vigil.stage (authority, slot, run, name, payload, state, fence, worker, started_at, lease_until)
        values ('852', $1, $2, 'land', jsonb_build_object('run', $2::uuid), 'running', 5, 1000000, now(), now())`,
        slot,
        run,
      );
      await sql`
        insert into vigil.attempt (stage, fence, authority, worker, started_at, outcome)
        select ${stage}, fence, '852', 'a worker', now(), 'lost' from generate_series(1, 4) as fence`;
      return { stage, run };
    });
  }

  it.each(workers)('such as the %s, takes back what another left, and carries out a replay', async (role) => {
    const { stage, run } = await lostStage();
    const state = async () => {
      const [row] = await own.database.acrossAuthorities(
        ({ sql }) => sql<{ stage: string; run: string }[]>`
          select stage.state as stage, run.state as run from vigil.stage join vigil.run on run.id = stage.run
          where stage.id = ${stage}`,
      );
      return row;
    };
    expect((await reconcile(as(role), { patienceSeconds: 60 })).lost).toBe(1);
    expect(await state()).toEqual({ stage: 'dead', run: 'failed' });
    await as('operator')
      .forAuthority('852')
      .transaction(
        ({ sql }) => sql`
          with going as (
            insert into vigil.replay (authority, actor, reason, choice, rate_per_minute)
            values ('852', 'alice@office', 'tried', jsonb_build_object('by', 'run', 'run', ${run}::text), 10) returning id
          )
          insert into vigil.replay_job (authority, replay, stage, position, state)
          select '852', id, ${stage}, 0, 'waiting' from going`,
      );
    expect((await dispatchReplays(as(role))).dispatched).toBe(1);
    expect(await state()).toEqual({ stage: 'due', run: 'running' });
    await relayOutbox(as(role), async () => {});
  });
});

it('ingest purges what was set aside of files that are older than they may be kept, of their authority alone', async () => {
  await own.database.acrossAuthorities(async ({ sql }) => {
    for (const authority of ['852', '999']) {
      for (const asAt of ['2020-12-01', '2021-01-04']) {
        await sql`
          with came as (
            insert into vigil.delivery (authority, source, as_at, location, fingerprint, state, published_at, created_at)
            values (${authority}, 'files', ${asAt}, 'there', ${asAt}, 'published', now(), ${asAt}::date) returning id
          ),
          landed as (
            insert into vigil.file (authority, delivery, name, list, bytes, sha256, address, coverage, state)
            select ${authority}, id, 'a.csv', 'contacts', 1, 'x', ${authority + asAt}, '{"kind":"full"}', 'validated'
            from came returning id
          )
          insert into vigil.quarantine (authority, file, record, line, row)
          select ${authority}, id, 1, 2, ''::bytea from landed`;
      }
    }
  });
  const rule = { authority: '852', source: 'files', list: 'contacts', landedBefore: '2021-02-01' };
  const removed: string[] = [];
  const purged = await purgeLandedFiles(as('ingest'), [rule], async (address) => void removed.push(address));
  expect(purged).toMatchObject({ files: 1 });
  expect(removed).toEqual(['8522020-12-01']);
  const left = await own.database.acrossAuthorities(
    ({ sql }) => sql<{ address: string }[]>`
      select address from vigil.quarantine join vigil.file on file.id = quarantine.file order by address`,
  );
  expect(left.map(({ address }) => address)).toEqual(['8522021-01-04', '9992020-12-01', '9992021-01-04']);
});

describe('an authority', () => {
  it('is seen alone, and nothing can be written for another', async () => {
    expect(await trying('validator', 'select distinct authority from vigil.quarantine')).toBe(1);
    expect(await trying('validator', 'select from vigil.quarantine', '998')).toBe(0);
    expect(
      await trying(
        'validator',
        `insert into vigil.finding (authority, run, file, as_at, list, file_name, rule, severity, rejected, message)
        values ('999', gen_random_uuid(), gen_random_uuid(), now(), 'contacts', 'x', 'x', 'row', false, 'x')`,
      ),
    ).toMatch(/row-level security/u);
  });

  it('is one of all for whoever hands out work, but not for rows of children', async () => {
    const [slots, rows] = await as('validator').acrossAuthorities(async ({ sql }) => [
      (await sql`select distinct authority from vigil.slot`).length,
      (await sql`select from vigil.quarantine`).length,
    ]);
    expect(slots).toBe(2);
    expect(rows).toBe(0);
  });

  it('forgotten, shows nothing', async () => {
    const alone = as('validator').connectAlone('test');
    expect(await alone`select from vigil.quarantine`).toHaveLength(0);
    expect(await alone`select from vigil.slot`).toHaveLength(0);
    await alone.end();
  });

  it('takes COPY all the same', async () => {
    const counted = await as('validator')
      .forAuthority('852')
      .transaction(async ({ sql }) => {
        const copy = new CopyBuffer(sql, 'vigil.quarantine', ['authority', 'file', 'record', 'line', 'row']);
        for (const record of [7, 8]) {
          copy.add(['852', randomUUID(), record, 1, '\\x01']);
          await copy.flush();
        }
        return (await sql`select from vigil.quarantine where record in (7, 8)`).length;
      });
    expect(counted).toBe(2);
  });
});
