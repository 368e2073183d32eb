import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filePattern } from './file-pattern.ts';

const fit = (pattern: string, name: string, folder = 'extracts') => filePattern(pattern).fit({ folder, name });

describe('a pattern of file names', () => {
  it.each([
    ['Contacts_{asAt:yyyyMMdd}.csv', 'Contacts_20210104.csv', '2021-01-04'],
    ['Contacts_{asAt:yyyyMMdd}.csv', 'CONTACTS_20210104.CSV', '2021-01-04'],
    ['{asAt}.xlsx', '2021-01-04.xlsx', '2021-01-04'],
    ['s47 {asAt:dd-MM-yyyy}*.csv', 's47 04-01-2021 (final).csv', '2021-01-04'],
    ['s47_{asAt:d.M.yyyy}.csv', 's47_4.1.2021.csv', '2021-01-04'],
    ['*_{asAt:ddMMyyyy}.csv', 'LBX_contacts_04012021.csv', '2021-01-04'],
    ['CP (visits) [{asAt:yyyy_MM_dd}]+v?.csv', 'CP (visits) [2021_01_04]+v2.csv', '2021-01-04'],
    ['Année_{asAt:yyyyMMdd}.csv'.normalize('NFC'), 'Année_20210104.csv'.normalize('NFD'), '2021-01-04'],
    ['*{asAt:yyyyMMdd}*.csv', 'run 99999999 of 20210104.csv', '2021-01-04'],
    ['export_??.csv', 'export_17.csv', null],
  ])('%s fits %s', (pattern, name, asAt) => {
    expect(fit(pattern, name)).toEqual({ asAt });
  });

  it.each([
    ['Contacts_{asAt:yyyyMMdd}.csv', 'Contacts_2021-01-04.csv'],
    ['Contacts_{asAt:yyyyMMdd}.csv', 'MyContacts_20210104.csv'],
    ['Contacts.csv', 'ContactsXcsv'],
    ['*{asAt:yyyyMMdd}*.csv', 'export 1234567890.csv'],
    ['export_?.csv', 'export_17.csv'],
  ])('%s does not fit %s', (pattern, name) => {
    expect(fit(pattern, name)).toBeNull();
  });

  it('may have a folder before the name', () => {
    expect(fit('Annex A {asAt:dd.MM.yyyy}/contacts*.csv', 'contacts_1.csv', 'Annex A 04.01.2021')).toEqual({
      asAt: '2021-01-04',
    });
    expect(fit(String.raw`{asAt:yyyyMMdd}\*.csv`, 'contacts.csv', '20210104')).toEqual({ asAt: '2021-01-04' });
    expect(fit('{asAt:yyyyMMdd}/*.csv', 'contacts.csv', 'old')).toBeNull();
  });

  it('takes no day that is none, and none of two', () => {
    expect(fit('Contacts_{asAt:yyyyMMdd}.csv', 'Contacts_20210231.csv')).toEqual({
      problem: 'the date in Contacts_20210231.csv is no real day (expected yyyyMMdd)',
    });
    expect(fit('*{asAt:yyyyMMdd}*', '20210104_20210105.csv')).toEqual({
      problem: '20210104_20210105.csv could be as at 2021-01-04 or 2021-01-05',
    });
  });

  it.each([
    ['', 'expected a file name'],
    ['Contacts_{date}.csv', 'as {asAt:yyyyMMdd}'],
    ['Contacts_{asAt.csv', 'as {asAt:yyyyMMdd}'],
    ['Contacts_{asAt:ddMMyy}.csv', 'two do not say which century'],
    ['Contacts_{asAt:yyyyMM}.csv', 'yyyy, MM and dd once'],
    ['Contacts_{asAt:yyyyMMddHHmm}.csv', 'yyyy, MM and dd once'],
    ['Contacts_{asAt:dMyyyy}.csv', 'where nothing stands between'],
    ['{asAt:yyyyMMdd}_{asAt:yyyyMMdd}.csv', 'one {asAt} at most'],
    ['a/b/c.csv', 'a folder and a file name'],
    ['/contacts.csv', 'a folder and a file name'],
  ])('cannot be %s', (pattern, message) => {
    expect(() => filePattern(pattern)).toThrow(message);
  });

  it('gives back the date that a name was made of, in whatever order and with whatever between', () => {
    const part = fc.constantFrom('-', '_', '.', ' ', '');
    const wide = fc.tuple(fc.shuffledSubarray(['yyyy', 'MM', 'dd'], { minLength: 3 }), part, part);
    const narrow = fc.tuple(
      fc.shuffledSubarray(['yyyy', 'M', 'd'], { minLength: 3 }),
      fc.constantFrom('-', '_', '.', ' '),
      fc.constantFrom('-', '_', '.', ' '),
    );
    const literal = fc.stringMatching(/^[A-Za-z ()[\]+$^_-]{0,12}$/);
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.oneof(wide, narrow), literal, literal, day, ([fields, first, second], before, after, date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', ofMonth = ''] = iso.split('-');
        const format = `${fields[0]}${first}${fields[1]}${second}${fields[2]}`;
        const written: Readonly<Record<string, string>> = {
          yyyy: year,
          MM: month,
          M: String(Number(month)),
          dd: ofMonth,
          d: String(Number(ofMonth)),
        };
        const name = `${before}${format.replaceAll(/yyyy|MM?|dd?/g, (field) => written[field]!)}${after}.csv`;
        expect(fit(`${before}{asAt:${format}}${after}.csv`, name)).toEqual({ asAt: iso });
      }),
    );
  });
});
