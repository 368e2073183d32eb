import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlaceholderDate, parseDate } from './dates.ts';

const anyDay = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const midnight = ['', ' 00:00', ' 00:00:00', 'T00:00:00', ' 00:00:00.000', 'T23:59:59Z', ' 9:05', ' 12:00:00 AM'];

describe('dates', () => {
  it('reads every day in every accepted form, with or without a time', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.constantFrom('/', '-'),
        fc.boolean(),
        fc.constantFrom(...midnight),
        (date, mark, short, time) => {
          const [year = '', month = '', day = ''] = date.split('-');
          const bare = (text: string): string => (short ? String(Number(text)) : text);
          expect(parseDate(`${bare(day)}${mark}${bare(month)}${mark}${year}${time}`)).toBe(date);
          expect(parseDate(`${date}${time}`)).toBe(date);
        },
      ),
    );
  });

  it('gives nothing but null or a real day, whatever the text', () => {
    const nearDates = fc.stringMatching(/^[0-9]{1,4}[/\-. ][0-9]{1,2}[/\-. ][0-9]{1,4}.{0,9}$/);
    fc.assert(
      fc.property(fc.oneof(nearDates, fc.string()), (text) => {
        const date = parseDate(text) ?? '2020-12-01';
        expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
      }),
    );
  });

  it.each([
    ['month first', '12/25/2020'],
    ['a two-digit year', '01/01/20'],
    ['a day that does not exist', '31/02/2020'],
    ['29 February of a common year', '29/02/2019'],
    ['an ISO month that does not exist', '2020-25-12'],
    ['year first with slashes', '2020/12/01'],
    ['mixed separators', '01/12-2020'],
    ['dots', '01.12.2020'],
    ['words', '1 Dec 2020'],
    ['a time that is none', '01/12/2020 25:00'],
    ['something after it', '01/12/2020x'],
    ['a five-digit year', '01/12/20201'],
    ['one-digit ISO parts', '2020-1-5'],
    ['the year 0', '01/01/0000'],
    ['a serial number', '44166'],
  ])('refuses %s', (_, text) => {
    expect(parseDate(text)).toBeNull();
  });

  it('knows the two placeholders', () => {
    expect(['1900-01-01', '9999-12-31', '1900-01-02'].map(isPlaceholderDate)).toEqual([true, true, false]);
  });
});
