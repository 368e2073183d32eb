import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aFigure, aTarget, anIndicator } from '../test/examples.ts';
import { display, displayYearToDate } from './display.ts';
import { judge } from './rag.ts';
import { judgeSeries } from './series.ts';
import { targetFor } from './target.ts';

const percentage = anIndicator({ unit: 'percent', decimals: 0 });

describe('a value as people read it', () => {
  test('has its unit, its thousands and its decimals', () => {
    expect(display(percentage, 27.2727)).toBe('27\u00A0%');
    expect(display(anIndicator({ unit: 'count' }), 1484)).toBe('1,484');
    expect(display(anIndicator({ unit: 'rate per 10,000', decimals: 1 }), 29.05)).toBe('29.1');
    expect(display(anIndicator({ unit: 'cases per FTE', decimals: 2 }), 17.6)).toBe('17.60');
  });

  test('a half rounds up', () => {
    expect(display(percentage, 72.5)).toBe('73\u00A0%');
  });

  test('has as many decimals as it takes not to contradict its colour', () => {
    const target = aTarget({ atLeast: 84 });
    expect(display(percentage, 83.96, { target })).toBe('83.96\u00A0%');
    expect(display(percentage, 83.6, { target })).toBe('83.6\u00A0%');
    expect(display(percentage, 83.4, { target })).toBe('83\u00A0%');
    expect(display(percentage, 84.2, { target })).toBe('84\u00A0%');
    expect(display(percentage, 78.96, { target })).toBe('78.96\u00A0%');
  });

  test('a value above a strict threshold is not shown as the threshold', () => {
    expect(display(percentage, 80.3, { target: aTarget({ above: 80 }) })).toBe('80.3\u00A0%');
  });
});

describe('under a target that changes from month to month', () => {
  test('a value does not contradict the colour that the milestone gives it', () => {
    const rate = anIndicator({ unit: 'rate per 10,000', decimals: 0, polarity: 'lower-is-better' });
    const target = targetFor(
      [aTarget({ atMost: 60, from: '2020-04-01', by: '2021-03-31', startingAt: 72 })],
      '2020-06',
    )!;
    expect(display(rate, 69.2, { target })).toBe('69.2');
    expect(display(rate, 68.9, { target })).toBe('69');
  });

  test('the month is shown plainly where the year to date is judged, and the year to date by its colour', () => {
    const rate = anIndicator({ unit: 'rate per 10,000', decimals: 0 });
    const target = aTarget({ atLeast: 3, cumulative: true });
    const [, may] = judgeSeries(
      rate,
      [aFigure({ period: '2020-04', value: 3 }), aFigure({ period: '2020-05', value: 2.9 })],
      [target],
    );
    expect(display(rate, 2.9, { target: may!.target })).toBe('3');
    expect(displayYearToDate(rate, may!)).toBe('5.9');
    expect(displayYearToDate(rate, judgeSeries(rate, [aFigure({ value: 2.9 })], [])[0]!)).toBeNull();
  });
});

describe('a value that is not there', () => {
  test('gives place to its text', () => {
    expect(display(percentage, null, { text: 'data due Jan 2021' })).toBe('data due Jan 2021');
  });

  test('is said to be for want of cases where a share was computed', () => {
    expect(display(percentage, null)).toBe('no cases');
    expect(display(anIndicator({ lists: [] }), null)).toBe('no value');
    expect(display(anIndicator({ unit: 'count' }), null)).toBe('no value');
  });
});

test('what is shown has the colour of what was judged', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('atLeast', 'atMost', 'above', 'below'),
      fc.integer({ min: 0, max: 1000 }),
      fc.nat(5000),
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 0, max: 2 }),
      (comparator, tenths, part, whole, decimals) => {
        const definition = anIndicator({ decimals });
        const target = aTarget({ [comparator]: tenths / 10 });
        const value = (100 * Math.min(part, whole)) / whole;
        const shown = Number.parseFloat(display(definition, value, { target }).replaceAll(',', ''));
        expect(judge(definition, shown, target).rag).toBe(judge(definition, value, target).rag);
      },
    ),
  );
});
