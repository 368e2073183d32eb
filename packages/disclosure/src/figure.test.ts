import { changeBetween, type Figure } from '@vigil/indicators';
import { describe, expect, test } from 'vitest';

import { discloseFigure } from './figure.ts';
import { disclosureRules } from './rule.ts';

const definition = { unit: 'percent', decimals: 0, polarity: 'higher-is-better' } as const;
const figure = (numerator: number, denominator: number, period = '2020-12'): Figure => ({
  indicator: 'icpc-timeliness',
  period,
  member: null,
  origin: 'computed',
  numerator,
  denominator,
  value: denominator === 0 ? null : Math.round((1e6 * numerator) / denominator) / 1e4,
  text: denominator === 0 ? 'no cases' : null,
  status: 'final',
});
const disclosed = (rule: keyof typeof disclosureRules, of: Figure) =>
  discloseFigure(definition, of, disclosureRules[rule]);

describe('a figure that leaves', () => {
  test('is as it was where the rule is shown', () => {
    const was = figure(14, 51);
    expect(disclosed('shown', was)).toEqual({ ...was, value: (100 * 14) / 51 });
  });

  test('has its counts in words where its value is withheld', () => {
    const left = disclosed('suppressed', figure(2, 51));
    expect(left).toMatchObject({ numerator: null, denominator: 51, value: null, text: 'fewer than 6 of 51' });
  });

  test('does not tell no case from two where it is rounded', () => {
    expect(disclosed('rounded', figure(0, 0))).toEqual(disclosed('rounded', figure(1, 2)));
    expect(disclosed('rounded', figure(0, 0)).text).toBe('fewer than 3 in all');
  });

  test('has no change that would give it away', () => {
    const [november, december] = [figure(30, 52, '2020-11'), figure(2, 51)];
    const change = (rule: keyof typeof disclosureRules) =>
      changeBetween(definition, disclosed(rule, december), disclosed(rule, november))?.amount;
    expect(change('shown')).toBeCloseTo(-53.77, 2);
    expect(change('rounded')).toBe(-60);
    expect(change('suppressed')).toBeUndefined();
  });
});
