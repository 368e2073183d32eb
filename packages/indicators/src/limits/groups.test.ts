import type { Period } from '@vigil/calendar';
import { describe, expect, test } from 'vitest';
import { aFigure } from '../../test/examples.ts';
import type { Figure } from '../figure.ts';
import { type Reading, groupsOf } from './groups.ts';

const month = (number: number): Period => `2020-${String(number).padStart(2, '0')}`;
const figures = (...values: readonly (number | null)[]): Figure[] =>
  values.map((value, index) => aFigure({ period: month(index + 1), value }));

const rebase = (period: Period) => ({ period, who: 'alice', when: '2020-12-01', why: 'a new form' });
const read = ({ value, text }: Figure): Reading => (text === 'no cases' ? 'passed over' : value);

function groups(series: readonly Figure[], ...rebased: readonly Period[]): string[] {
  const found = groupsOf(series, rebased.map(rebase), { read, counts: ({ status }) => status === 'final' });
  return found.map(
    ({ from, beginning, points }) => `${beginning} ${from}: ${points.map(({ value }) => value).join(' ')}`,
  );
}

describe('a series', () => {
  test('is one group while nothing comes between its months', () => {
    expect(groups(figures(1, 2, 3))).toEqual(['series 2020-01: 1 2 3']);
    expect(groups([])).toEqual([]);
  });

  test('begins with its first value', () => {
    expect(groups(figures(null, 2, 3))).toEqual(['series 2020-02: 2 3']);
  });

  test('is cut before the rebased month, which is the first of its group', () => {
    expect(groups(figures(1, 2, 3, 4), '2020-03')).toEqual(['series 2020-01: 1 2', 'rebase 2020-03: 3 4']);
    expect(groups(figures(1, 2, 3), '2020-02', '2020-03')).toEqual(groups(figures(1, 2, 3), '2020-03', '2020-02'));
  });

  test('is not touched by a rebase before it or after it', () => {
    expect(groups(figures(1, 2), '2019-12', '2020-03')).toEqual(['series 2020-01: 1 2']);
  });

  test('is cut by the next value where the rebased month has none', () => {
    expect(groups(figures(1, null, 3), '2020-02')).toEqual(['series 2020-01: 1', 'rebase 2020-03: 3']);
  });

  test('is cut where a month is missing, or has a text in place of a value', () => {
    const [first, second, third] = figures(1, 2, 3);
    expect(groups([first!, third!])).toEqual(['series 2020-01: 1', 'gap 2020-03: 3']);
    expect(groups([first!, { ...second!, value: null, text: 'tbd' }, third!])).toEqual([
      'series 2020-01: 1',
      'gap 2020-03: 3',
    ]);
  });

  test('goes on over a month that is passed over', () => {
    const [first, second, third] = figures(1, null, 3);
    expect(groups([first!, { ...second!, text: 'no cases' }, third!])).toEqual(['series 2020-01: 1 3']);
  });

  test('is cut where reported figures end and computed ones begin', () => {
    const [first, second, third] = figures(1, 2, 3);
    expect(groups([{ ...first!, origin: 'reported' }, { ...second!, origin: 'reported' }, third!])).toEqual([
      'series 2020-01: 1 2',
      'origin 2020-03: 3',
    ]);
  });

  test('keeps provisional months at its end, and is cut where final ones follow', () => {
    const [first, second, third] = figures(1, 2, 3);
    const late = { ...second!, status: 'provisional' } as const;
    expect(groups([first!, late])).toEqual(['series 2020-01: 1 2']);
    expect(groups([first!, late, third!])).toEqual(['series 2020-01: 1 2', 'gap 2020-03: 3']);
  });
});
