import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formCellOf, readFormCell } from './cell.ts';

const alone = (value: string) => ({ value, numerator: '', denominator: '' });

describe('a cell of a form', () => {
  it.each([
    ['27.5', 'percent', alone('27.5')],
    ['27.5 %', 'percent', alone('27.5')],
    ['0', 'percent', alone('0')],
    ['0.5%', 'percent', alone('0.5')],
    ['1,204', 'count', alone('1204')],
    ['-3', 'count', alone('-3')],
    ['14/50', 'percent', { value: '28', numerator: '14', denominator: '50' }],
    ['14 of 50', 'percent', { value: '28', numerator: '14', denominator: '50' }],
    ['1,400 out of 5,000', 'Percent', { value: '28', numerator: '1400', denominator: '5000' }],
    ['27 (14/51)', 'percent', { value: '27', numerator: '14', denominator: '51' }],
    ['3/10000', 'rate per 10,000', { value: '3', numerator: '3', denominator: '10000' }],
    ['TBD', 'count', alone('tbd')],
    ['data due Jan 2021', 'days', alone('data due Jan 2021')],
  ])('takes %s where the unit is %s', (typed, unit, figure) => {
    expect(readFormCell(typed, unit)).toEqual(figure);
  });

  it.each([
    ['about 27', 'percent', 'Expected a number (27.5)'],
    ['27 (see mail)', 'percent', 'Expected a number (27.5)'],
    ['1,2', 'count', 'Expected a number (27.5)'],
    ['2020-05-01', 'count', 'Expected a number (27.5)'],
    ['27 %', 'count', 'Expected a number (27.5)'],
    ['0.275', 'percent', 'write it with its sign'],
    ['14/51', 'count', 'the unit is count'],
    ['14/51', 'rate', 'the unit is rate'],
    ['0/0', 'percent', 'part of 0'],
    ['51/14', 'percent', 'larger than the whole'],
  ])('does not guess at %s where the unit is %s', (typed, unit, reason) => {
    expect(readFormCell(typed, unit)).toEqual({ doubt: expect.stringContaining(reason) as string });
  });

  it('shows a figure so that it is read as the very same', () => {
    const decimal = fc.integer({ min: 0, max: 1_000_000 }).map((thousandths) => String(thousandths / 1000));
    const count = fc.integer({ min: 0, max: 5000 }).map(String);
    const parts = fc.record({ numerator: count, denominator: count });
    const none = fc.constant({ numerator: null, denominator: null });
    const figure = fc.oneof(
      fc.tuple(decimal, fc.oneof(parts, none)).map(([value, of]) => ({ value, text: null, ...of })),
      fc.constantFrom('tbd', 'not reported', 'data due Jan 2021').map((text) => ({
        value: null,
        text,
        numerator: null,
        denominator: null,
      })),
    );
    fc.assert(
      fc.property(figure, fc.constantFrom('percent', 'count', 'rate', 'days'), (one, unit) => {
        expect(readFormCell(formCellOf(one, unit), unit)).toEqual({
          value: one.value ?? one.text,
          numerator: one.numerator ?? '',
          denominator: one.denominator ?? '',
        });
      }),
    );
  });
});
