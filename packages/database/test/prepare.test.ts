import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { getTableColumns, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { englandAndWales, addDays } from '@vigil/calendar';
import { contracts } from '@vigil/extracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, OtherKey, prepareDatabase } from '../src/index.ts';
import * as schema from '../src/schema/index.ts';
import { emptyDatabase, ownDatabase, testKey, type OwnDatabase } from './own-database.ts';

describe('a prepared database', () => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());

  it('has every table and column of the schema: no migration was forgotten', async () => {
    const found = await own.database.acrossAuthorities(
      ({ sql }) => sql<{ place: string }[]>`
        select table_schema || '.' || table_name || '.' || column_name as place from information_schema.columns`,
    );
    const places = new Set(found.map(({ place }) => place));
    const missing = Object.values(schema)
      .filter((one) => is(one, PgTable))
      .flatMap((table) => {
        const { schema: room, name } = getTableConfig(table);
        return Object.values(getTableColumns(table)).map((column) => `${room}.${name}.${column.name}`);
      })
      .filter((place) => !places.has(place));
    expect(missing).toEqual([]);
  });

  it('holds the same calendar as the code', async () => {
    const days = await own.database.acrossAuthorities(
      ({ sql }) => sql<{ date: string; ordinal: number; working: boolean }[]>`
        select date, ordinal, working from vigil.working_day where calendar = ${englandAndWales.version} order by date`,
    );
    expect([...days]).toEqual([...englandAndWales.days()]);
  });

  it('counts working days in SQL as the code does', async () => {
    const start = '2020-12-14';
    const ends = Array.from({ length: 60 }, (_, days) => addDays(start, days));
    const counted = await own.database.acrossAuthorities(
      ({ sql }) => sql<{ days: number }[]>`
        select ended.ordinal - started.ordinal as days
        from unnest(${ends}::text[]) with ordinality as wanted(date, place)
        join vigil.working_day as ended on ended.date = wanted.date::date and ended.calendar = ${englandAndWales.version}
        join vigil.working_day as started on started.date = ${start} and started.calendar = ${englandAndWales.version}
        order by place`,
    );
    expect(counted.map(({ days }) => days)).toEqual(ends.map((end) => englandAndWales.workingDaysAfter(start, end)));
  });

  it('has a function for every list that is read', async () => {
    const functions = await own.database.acrossAuthorities(
      ({ sql }) => sql<{ name: string }[]>`
        select routine_name as name from information_schema.routines where routine_schema = 'cohort' order by 1`,
    );
    const found = new Set(functions.map(({ name }) => name));
    expect([...contracts.keys()].filter((list) => !found.has(list))).toEqual([]);
  });

  it('is prepared again without a trace, and by several at once', async () => {
    const again = await Promise.all(
      [1, 2, 3].map(() =>
        prepareDatabase(own.database, {
          calendar: englandAndWales,
          key: testKey,
          authorities: [{ code: '852', name: 'Southampton' }],
        }),
      ),
    );
    expect(again).toEqual([own.installation, own.installation, own.installation]);
  });

  it('refuses another secret, and says which one it wants', async () => {
    const preparing = prepareDatabase(own.database, {
      calendar: englandAndWales,
      key: { keyId: 'other-key', checkValue: 'other' },
      authorities: [],
    });
    await expect(preparing).rejects.toThrow(OtherKey);
    await expect(preparing).rejects.toThrow(/test-key.*other-key.*VIGIL_SECRET_KEY/u);
  });
});

describe('an empty database', () => {
  it('is prepared once when several processes start at the same moment', async () => {
    const { url, drop } = await emptyDatabase();
    const databases = [1, 2, 3].map(() => openDatabase(url, { connections: 2 }));
    const ids = await Promise.all(
      databases.map((database) =>
        prepareDatabase(database, { calendar: englandAndWales, key: testKey, authorities: [] }),
      ),
    );
    expect(new Set(ids).size).toBe(1);
    await Promise.all(databases.map((database) => database.close()));
    await drop();
  });
});

describe('the schema of the records', () => {
  it('names every list that is read, so that its migration is written', async () => {
    const text = await readFile(fileURLToPath(new URL('../src/schema/records.ts', import.meta.url)), 'utf8');
    for (const list of contracts.keys()) expect(text).toMatch(new RegExp(`^ {2}${list},$`, 'mu'));
  });
});
