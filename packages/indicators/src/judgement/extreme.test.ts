import { addMonths, type Period } from '@vigil/calendar';
import { describe, expect, test } from 'vitest';
import { anIndicator } from '../../test/examples.ts';
import { seriesOf } from '../../test/series-of.ts';
import { extremeInWords, extremeOf } from './extreme.ts';

const share = anIndicator();

const until = (values: readonly number[]): Record<Period, number> =>
  Object.fromEntries(values.map((value, index) => [addMonths('2020-12', index + 1 - values.length), value]));

const extreme = (values: readonly number[], definition = share) =>
  extremeOf(definition, seriesOf(definition, until(values)).judged, '2020-12');

describe('the highest or lowest of the months there are', () => {
  test('is what the pack says of the visits to looked-after children: 85 %, the highest of the months reported', () => {
    const visits = [73, 74, 66, 50, 39, 78, 75, 73, 70, 80, 75, 85];
    expect(extreme(visits)).toEqual({ kind: 'highest', joint: false, months: 12, verdict: 'better' });
    expect(extremeInWords(extreme(visits)!, 'reported')).toBe('the highest of the 12 months reported');
  });

  test('ties with a month that is shown as the same', () => {
    expect(extreme([78, 78.4, 80, 82, 81, 77.9])).toMatchObject({ kind: 'lowest', joint: true, verdict: 'worse' });
    expect(extremeInWords(extreme([78, 79, 80, 82, 81, 78])!, 'computed')).toBe(
      'the joint lowest of the 6 months computed',
    );
  });

  test('is neither good nor bad for demand', () => {
    expect(extreme([1, 2, 3, 4, 5, 6], anIndicator({ unit: 'count', polarity: 'neutral' }))?.verdict).toBe('neutral');
  });

  test('is not told of a month in between, of one value all along, or of few months', () => {
    expect(extreme([1, 2, 3, 4, 6, 5])).toBeNull();
    expect(extreme([5, 5, 5, 5, 5, 5])).toBeNull();
    expect(extreme([1, 2, 3, 4, 5])).toBeNull();
  });

  test('does not look across a break, but over a month that is missing', () => {
    const values = until([9, 9, 9, 1, 2, 3, 4, 5, 6, 7]);
    const before = ['2020-03', '2020-04', '2020-05'];
    const joined = seriesOf(share, values, { reported: before });
    expect(extremeOf(share, joined.judged, '2020-12')).toMatchObject({ kind: 'highest', months: 7 });
    const { '2020-08': _, ...gap } = values;
    expect(extremeOf(share, seriesOf(share, gap, { reported: before }).judged, '2020-12')).toMatchObject({ months: 6 });
  });
});
