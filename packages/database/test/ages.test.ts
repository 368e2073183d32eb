import { addDays, addYears } from '@vigil/calendar';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Transaction } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

let own: OwnDatabase;
beforeAll(async () => {
  own = await ownDatabase();
});
afterAll(() => own.drop());

const asked = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  own.database.forAuthority('852').transaction(work);

const day = fc.nat(12_000).map((days) => addDays('1996-01-01', days));
/** The leap day comes up as often as all others. */
const awkwardDay = fc.oneof(day, fc.constantFrom('1996-02-29', '2000-02-29', '2004-02-28', '2004-02-29', '2005-03-01'));

it('add_years of the database is addYears of the calendar', async () => {
  const pairs = fc.array(fc.tuple(awkwardDay, fc.integer({ min: -8, max: 20 })), { minLength: 50, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(pairs, async (some) => {
      const rows = await asked(
        (tx) => tx.sql<{ moved: string }[]>`
          select cohort.add_years(day, years)::text as moved
          from unnest(${some.map(([one]) => one)}::text[]::date[], ${some.map(([, years]) => years)}::int[])
            with ordinality as asked(day, years, place)
          order by place`,
      );
      expect(rows.map(({ moved }) => moved)).toEqual(some.map(([one, years]) => addYears(one, years)));
    }),
    { numRuns: 20 },
  );
});

it('age_on is how many years can be added to the date of birth; nobody has an age before birth', async () => {
  const pairs = fc.array(fc.tuple(awkwardDay, awkwardDay), { minLength: 50, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(pairs, async (some) => {
      const rows = await asked(
        (tx) => tx.sql<{ age: number | null }[]>`
          select cohort.age_on(born, day) as age
          from unnest(${some.map(([born]) => born)}::text[]::date[], ${some.map(([, one]) => one)}::text[]::date[])
            with ordinality as asked(born, day, place)
          order by place`,
      );
      const right = some.map(([born, one], index) => {
        const age = rows[index]!.age;
        return age === null ? one < born : addYears(born, age) <= one && addYears(born, age + 1) > one;
      });
      expect(some.filter((_, index) => !right[index])).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

it('members are the gender in words, the age band of the day and the team; what is not known is none', async () => {
  const membersOf = (gender: string | null, born: string | null, team: string | null) =>
    asked(async (tx) => {
      const [row] = await tx.sql<{ members: (string | null)[] }[]>`
        select to_json(cohort.members_of(${gender}::text, ${born}::date, '2020-12-31', ${team}::text)) as members`;
      return row!.members;
    });
  expect(await membersOf('b) Female', '2020-01-01', 'PACT 1')).toEqual(['Female', 'Under 1', 'PACT 1']);
  expect(await membersOf('a) Male', '2004-12-31', null)).toEqual(['Male', '16 and over', null]);
  expect(await membersOf('c) Not stated/recorded', null, null)).toEqual([null, null, null]);
  const bands = await Promise.all(
    ['2019-12-31', '2016-01-01', '2015-12-31', '2011-01-01', '2010-12-31', '2005-01-01'].map(
      async (born) => (await membersOf(null, born, null))[1],
    ),
  );
  expect(bands).toEqual(['1 to 4', '1 to 4', '5 to 9', '5 to 9', '10 to 15', '10 to 15']);
});
