import { describe, expect, it } from 'vitest';
import { showsDate } from './styles.ts';

describe('a number format', () => {
  it.each([
    'dd/mm/yyyy',
    'dd/mm/yyyy;@',
    'yyyy\\-mm\\-dd',
    '[$-809]dd mmmm yyyy;@',
    'mmm-yy',
    'd-mmm',
    'mmmm',
    'dd/mm/yyyy hh:mm',
    '[Red]dd/mm/yy',
    'DD/MM/YYYY',
    '"on" dd/mm/yyyy',
  ])('%s shows a date', (format) => {
    expect(showsDate(format)).toBe(true);
  });

  it.each([
    'General',
    '0',
    '0.00',
    '@',
    '#,##0',
    'hh:mm',
    'h:mm:ss AM/PM',
    '[h]:mm',
    '[mm]:ss',
    'mm:ss',
    '0 "days"',
    '[Red]0',
    '0\\d',
    '_-* #,##0.00_-',
    '0;"dd/mm"',
    '"yyyy"0',
    '0%',
  ])('%s shows none', (format) => {
    expect(showsDate(format)).toBe(false);
  });
});
