import { describe, expect, it } from 'vitest';
import { dayIn, monthIn, nameIn, placeIn, yesNoIn } from './cells.ts';

describe('a cell, as people or a spreadsheet write it', () => {
  it.each(['2020-12', 'Dec-20', 'dec 2020', 'Dec-2020', 'Decem 2020', 'December 2020', '01/12/2020', '2020-12-01'])(
    '%s is December 2020',
    (text) => {
      expect(monthIn(text)).toBe('2020-12');
    },
  );

  it.each(['', '2020-13', '12/2020', 'Dez-20', 'Marx 2020', 'Ma 2020', '2020', 'December'])(
    '%j is no month',
    (text) => {
      expect(monthIn(text)).toBeNull();
    },
  );

  it.each([
    ['2021-01-31', '2021-01-31'],
    ['31/01/2021', '2021-01-31'],
    ['1-2-2021', '2021-02-01'],
    ['29/02/2021', null],
    ['01/31/2021', null],
    ['31/01/21', null],
    ['end of January', null],
  ])('%s is the day %s', (text, day) => {
    expect(dayIn(text)).toBe(day);
  });

  it.each([
    ['do-better', 'do-better'],
    ['Things to do better', 'do-better'],
    ['GOING WELL OR BETTER', 'going-well'],
    ['elsewhere', null],
  ])('%s is the list %s', (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  it.each([
    ['TRUE', true],
    ['Yes', true],
    ['no', false],
    ['', false],
    ['perhaps', null],
  ])('%j says %s', (text, said) => {
    expect(yesNoIn(text)).toBe(said);
  });

  it('that names something of its own is kept in small letters, whoever writes it how', () => {
    expect(nameIn(' Sickness  Absence ')).toBe('sickness-absence');
    expect(nameIn('– ?')).toBe('');
  });
});
