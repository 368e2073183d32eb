import { readFile } from 'node:fs/promises';
import { isPeriod } from '@vigil/calendar';
import { describe, expect, test } from 'vitest';
import { reportedFigures } from './reported-figures.ts';

const content = await readFile(new URL('../data/reported-figures.csv', import.meta.url), 'utf8');
const [header, ...lines] = content.trimEnd().split('\n');

/** Only the source, quoted, holds a comma. */
const figures = lines.map((line) => {
  const [, indicator = '', period = '', value = '', source = ''] =
    /^([a-z0-9-]+),([^,]+),([^,]+),,,,"([^"]+)",[^,"]+$/.exec(line) ?? [];
  return { indicator, period, value, source };
});

describe('the published figures', () => {
  test('have the columns of reported_figures', () => {
    expect(header).toBe('Indicator,Period,Value,Numerator,Denominator,Member,Source,Note');
  });

  test('are numbers of a month, and say on which page they stand', () => {
    expect(figures).toHaveLength(303);
    expect(figures.filter(({ period }) => !isPeriod(period))).toEqual([]);
    expect(figures.filter(({ value }) => !/^\d+(\.\d+)?$/.test(value))).toEqual([]);
    expect(figures.filter(({ source }) => !/^Board pack December 2020, pages? \d+( and \d+)?$/.test(source))).toEqual(
      [],
    );
  });

  test('stand once for an indicator and a month', () => {
    expect(new Set(figures.map(({ indicator, period }) => `${indicator} ${period}`)).size).toBe(figures.length);
  });

  test('leave out what the pack does not print legibly', () => {
    const periods = figures.filter(({ indicator }) => indicator === 'icpc-timeliness').map(({ period }) => period);
    expect(periods).toHaveLength(12);
    expect(periods).not.toContain('2020-01');
  });
});

test('a delivery has those of complete months only', async () => {
  const november = await reportedFigures('2020-12-31');
  const december = await reportedFigures('2021-01-01');
  expect(november.content).not.toContain(',2020-12,');
  expect(december.content).toContain('\nicpc-timeliness,2020-12,27,');
  expect(december.content.trimEnd().split('\n')).toHaveLength(december.rows + 1);
});
