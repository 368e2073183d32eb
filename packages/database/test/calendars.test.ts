import { calendarOf, englandAndWales, type Holiday } from '@vigil/calendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCalendar, calendarVersions, prepareDatabase, standingCalendar, type Database } from '../src/index.ts';
import { ownDatabase, testKey, type OwnDatabase } from './own-database.ts';

const provenance = {
  source: 'https://www.gov.uk/bank-holidays.json',
  fetchedAt: new Date('2027-01-15'),
  sha256: 'ab',
  actor: 'jane.doe@here',
  reason: 'a bank holiday was proclaimed',
};

/** Ours, with one day more. */
const proclaimed: Holiday = ['2027-06-11', 'A day of thanks'];
const next = calendarOf({
  ...englandAndWales,
  version: 'england-and-wales/2027-01-15',
  holidays: [...englandAndWales.holidays, proclaimed].toSorted(([a], [b]) => (a < b ? -1 : 1)),
});

describe('the calendars of a database', () => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());

  const standing = (database: Database) => database.acrossAuthorities((tx) => standingCalendar(tx));

  it('begin with the one that comes with Vigil', async () => {
    const calendar = await standing(own.database);
    expect([calendar.version, calendar.holidays]).toEqual([englandAndWales.version, englandAndWales.holidays]);
  });

  it('go on with what was taken in, its working days as a table beside those of the one before', async () => {
    await own.database.acrossAuthorities((tx) => addCalendar(tx, next, provenance));
    const calendar = await standing(own.database);
    expect(calendar.version).toBe(next.version);
    expect(calendar.holidayName('2027-06-11')).toBe('A day of thanks');
    const days = await own.database.acrossAuthorities(
      ({ sql }) => sql<{ date: string; ordinal: number; working: boolean }[]>`
        select date, ordinal, working from vigil.working_day where calendar = ${next.version} order by date`,
    );
    expect([...days]).toEqual([...next.days()]);
    const versions = await own.database.acrossAuthorities((tx) => calendarVersions(tx));
    expect(versions.map(({ version, source, sha256 }) => [version, source, sha256])).toEqual([
      [next.version, provenance.source, 'ab'],
      [englandAndWales.version, expect.stringContaining('GOV.UK'), null],
    ]);
  });

  it('are not put back by the one that comes with Vigil', async () => {
    const key = { calendar: englandAndWales, key: testKey, authorities: [] };
    await prepareDatabase(own.database, key);
    const older = calendarOf({ ...englandAndWales, version: 'england-and-wales/2026-12' });
    await prepareDatabase(own.database, { ...key, calendar: older });
    expect((await standing(own.database)).version).toBe(next.version);
  });
});
