import { expect, test } from 'vitest';
import { writtenOut } from './population.ts';

const populations = new Map([
  ['open_at', '-- Open.\nselect * from plans(:as_at) as plan where plan.start_date <= :day'],
  ['known', 'select * from plans(:as_at)'],
  ['girls_at', "select * from open_at(:as_at, :day) as plan where gender = 'b) Female'"],
  ['endless', 'select * from endless(:as_at)'],
]);
const written = (sql: string) => writtenOut(sql, populations);

test('the SELECT of a population stands where it is called, asked about the day of the call', () => {
  expect(written('select * from period join open_at(:as_at, period.last_day) as plan on true')).toEqual({
    sql: 'select * from period join lateral (\nselect * from plans(:as_at) as plan where plan.start_date <= period.last_day\n) as plan on true',
    problems: [],
  });
  expect(written('select * from known(:as_at) as plan').sql).toBe(
    'select * from lateral (\nselect * from plans(:as_at)\n) as plan',
  );
});

test('a population may call another', () => {
  const { sql, problems } = written('select * from girls_at(:as_at, date)');
  expect(problems).toEqual([]);
  expect(sql.replaceAll(/\s+/g, ' ')).toBe(
    'select * from lateral ( select * from lateral ( select * from plans(:as_at) as plan where plan.start_date <= date ) ' +
      "as plan where gender = 'b) Female' )",
  );
});

test('lists, functions, comments and literals are left as they are', () => {
  const sql = "-- open_at(:as_at, x)\nselect lower('known(:as_at)') from contacts(:as_at) /* known(:as_at) */";
  expect(written(sql)).toEqual({ sql, problems: [] });
});

test('a call that does not fit is said, with what was expected', () => {
  expect(written('select * from open_at(:as_at)').problems).toEqual([
    'calls open_at(:as_at); expected open_at(:as_at, a day).',
  ]);
  expect(written('select * from known(:as_at, day)').problems).toEqual([
    'calls known(:as_at, day); expected known(:as_at).',
  ]);
  expect(written('select * from known(day)').problems).toEqual(['calls known(day); expected known(:as_at).']);
  expect(written('select * from endless(:as_at)').problems).toEqual([
    'the population endless calls itself; expected it to end in lists.',
  ]);
});
