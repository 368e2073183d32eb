import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { calendarOf, englandAndWales, type Holiday } from './calendar.ts';
import { calendarDifference, readPublishedHolidays, renewed } from './renewal.ts';

const file = (...events: readonly Holiday[]) => ({
  'england-and-wales': { division: 'england-and-wales', events: events.map(([date, title]) => ({ date, title })) },
  scotland: { division: 'scotland', events: [] },
});

/** Those of our own calendar from a year on, as if they had been published. */
const from = (year: string): readonly Holiday[] => englandAndWales.holidays.filter(([date]) => date >= year);

const later: readonly Holiday[] = [
  ['2029-01-01', 'New Year’s Day'],
  ['2029-03-30', 'Good Friday'],
  ['2029-04-02', 'Easter Monday'],
  ['2029-05-07', 'Early May bank holiday'],
  ['2029-05-28', 'Spring bank holiday'],
  ['2029-08-27', 'Summer bank holiday'],
  ['2029-12-25', 'Christmas Day'],
  ['2029-12-26', 'Boxing Day'],
];

describe('the published file', () => {
  test('gives the holidays of England and Wales in order', () => {
    const [first, second] = later as readonly [Holiday, Holiday];
    expect(readPublishedHolidays(file(second, first))).toEqual([first, second]);
  });

  test.each([
    [{}, /^england-and-wales: /],
    [
      { 'england-and-wales': { division: 'scotland', events: [] } },
      /england-and-wales\.division: .*"england-and-wales"/,
    ],
    [file(), /england-and-wales\.events: expected bank holidays/],
    [file(['2029-02-30', 'Leap Day']), /events\.0\.date: expected a day that exists/],
    [file(['2029-01-01', ' ']), /events\.0\.title: /],
    [file(['2029-01-06', 'Twelfth Night']), /2029-01-06 \(Twelfth Night\) is at a weekend/],
    [file(['2029-01-01', 'New Year’s Day'], ['2029-01-01', 'Again']), /2029-01-01 is there twice/],
  ])('is refused when it is not as it must be (%#)', (document, problem) => {
    expect(() => readPublishedHolidays(document)).toThrow(problem);
  });
});

describe('a renewed calendar', () => {
  test('keeps its own years before the first published one, and goes on to the last', () => {
    const { holidays, losses } = renewed(englandAndWales, [...from('2019'), ...later], 'the next');
    expect(losses).toEqual([]);
    expect(holidays).toMatchObject({ version: 'the next', from: '1990-01-01', to: '2029-12-31' });
    expect(holidays.holidays).toEqual([...englandAndWales.holidays, ...later]);
  });

  test('names what came, went and was renamed', () => {
    const moved = from('2019').map((one): Holiday =>
      one[0] === '2027-05-03'
        ? ['2027-05-10', 'Early May bank holiday']
        : one[0] === '2027-12-27'
          ? ['2027-12-27', 'Christmas Day (substitute day)']
          : one,
    );
    const { holidays, losses } = renewed(englandAndWales, moved, 'the next');
    expect(losses).toEqual(['2027-05-03 (Early May bank holiday) is gone.']);
    expect(calendarDifference(englandAndWales, holidays)).toEqual({
      added: [['2027-05-10', 'Early May bank holiday']],
      removed: [['2027-05-03', 'Early May bank holiday']],
      renamed: [{ date: '2027-12-27', before: 'Christmas Day', now: 'Christmas Day (substitute day)' }],
      before: { from: '1990-01-01', to: '2028-12-31' },
      now: { from: '1990-01-01', to: '2028-12-31' },
    });
  });

  test('says when it ends earlier, or has a year with too few', () => {
    const short = [...from('2019').filter(([date]) => date < '2027-09'), ['2027-12-27', 'Christmas Day'] as const];
    expect(renewed(englandAndWales, short, 'the next').losses).toEqual([
      'It ends on 2027-12-31; the calendar at hand ends on 2028-12-31.',
      '2027-12-28 (Boxing Day) is gone.',
      '2027 has 7 bank holidays, where there are 8 or more.',
    ]);
  });

  test('has no gap that nobody knows the holidays of', () => {
    const beyond = later.map(([date, name]): Holiday => [date.replace('2029', '2031'), name]);
    expect(() => renewed(englandAndWales, beyond, 'the next')).toThrow('first year in it is 2031');
  });

  test('counts working days by its own holidays', () => {
    const { holidays } = renewed(englandAndWales, [...from('2019'), ...later], 'the next');
    expect(calendarOf(holidays).workingDaysAfter('2028-12-22', '2029-01-02')).toBe(4);
  });
});

const published = new URL('../../../../shared/data/published/bank-holidays.json', import.meta.url);
const publishedIsThere = existsSync(published);

describe.skipIf(!publishedIsThere)(
  `GOV.UK's own file${publishedIsThere ? '' : ' (skipped: ../shared/data/published/bank-holidays.json is not there)'}`,
  () => {
    test('changes nothing in the calendar that Vigil comes with', () => {
      const read = readPublishedHolidays(JSON.parse(readFileSync(published, 'utf8')));
      const { holidays, losses } = renewed(englandAndWales, read, 'the next');
      expect(losses).toEqual([]);
      expect(holidays.holidays).toEqual(englandAndWales.holidays);
    });
  },
);
