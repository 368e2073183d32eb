import { describe, expect, it } from 'vitest';
import { readCell } from './cell.ts';
import { readReportingYear, reportingYearName } from './reporting-year.ts';

describe('a cell', () => {
  it.each([
    ['44.5', 44.5],
    [' 0 ', 0],
    ['12,183,016', 12_183_016],
    ['-0.4', -0.4],
  ])('%j is a number', (written, cell) => {
    expect(readCell(written)).toEqual({ is: 'number', cell });
  });

  it.each([
    ['c', 'c'],
    ['[x]', 'x'],
    ['Z', 'z'],
    ['low', 'low'],
  ])('%j is what is withheld', (written, cell) => {
    expect(readCell(written)).toEqual({ is: 'symbol', cell });
  });

  it('is blank, or a symbol not seen before, or no cell of a measure', () => {
    expect(readCell('')).toEqual({ is: 'blank', cell: null });
    expect(readCell('[w]')).toEqual({ is: 'unknown symbol', cell: 'w' });
    for (const written of ['1,23', '12 %', 'South East', '1e3', '4.5.6'])
      expect(readCell(written).is).toBe('unreadable');
  });
});

describe('a reporting year', () => {
  it.each([
    ['2024', 2024],
    ['202324', 2024],
    ['2023-24', 2024],
    ['1999/00', 2000],
  ])('%s ends in %d', (written, year) => {
    expect(readReportingYear(written)).toBe(year);
  });

  it.each(['202325', '24', '2024Q1', '', '18501'])('%j is none', (written) => {
    expect(readReportingYear(written)).toBeNull();
  });

  it('is named as people name it', () => {
    expect(reportingYearName(2019, '31 March')).toBe('2018-19');
    expect(reportingYearName(2000, '31 March')).toBe('1999-00');
    expect(reportingYearName(2019, '30 September')).toBe('September 2019');
    expect(reportingYearName(2019, '30 June')).toBe('mid-2019');
  });
});
