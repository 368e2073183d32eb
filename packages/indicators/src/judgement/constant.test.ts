import { describe, expect, test } from 'vitest';
import { anIndicator } from '../../test/examples.ts';
import { type Given, seriesOf } from '../../test/series-of.ts';
import { monthsTheSame } from './constant.ts';

const share = anIndicator();

function months(
  figures: Readonly<Record<string, Given>>,
  { definition = share, reported }: { definition?: typeof share; reported?: readonly string[] } = {},
): number {
  const { judged } = seriesOf(definition, figures, reported ? { reported } : {});
  return monthsTheSame(definition, judged, '2020-12');
}

describe('months with the same value', () => {
  test('are counted back from the month', () => {
    expect(months({ '2020-09': 75.9, '2020-10': 75.9, '2020-11': 75.9, '2020-12': 75.9 })).toBe(4);
    expect(months({ '2020-10': 75.9, '2020-11': 76, '2020-12': 75.9 })).toBe(1);
  });

  test('are not counted across a missing month, nor where computed figures meet reported ones', () => {
    expect(months({ '2020-09': 75.9, '2020-11': 75.9, '2020-12': 75.9 })).toBe(2);
    expect(months({ '2020-11': 75.9, '2020-12': 75.9 }, { reported: ['2020-11'] })).toBe(1);
  });

  test('are none where nobody would wonder', () => {
    const count = anIndicator({ unit: 'count' });
    expect(months({ '2020-11': 0, '2020-12': 0 })).toBe(0);
    expect(months({ '2020-11': 100, '2020-12': 100 })).toBe(0);
    expect(months({ '2020-11': 'tbd', '2020-12': 'tbd' })).toBe(0);
    expect(months({ '2020-11': 75.9 })).toBe(0);
    expect(months({ '2020-11': 19, '2020-12': 19 }, { definition: count })).toBe(0);
    expect(months({ '2020-11': 100, '2020-12': 100 }, { definition: count })).toBe(2);
  });
});
