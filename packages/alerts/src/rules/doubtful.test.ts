import { describe, expect, test } from 'vitest';
import type { Given } from '../../../indicators/test/series-of.ts';
import { anAlert, evaluated, factsOf, inALine, only, until } from '../../test/facts.ts';
import type { Facts, RuleName, Rules, StandingAlert } from '../index.ts';

function decisionOf(
  rule: RuleName,
  facts: Facts,
  { rules = only(rule), alert = null }: { rules?: Rules; alert?: Partial<StandingAlert> | null } = {},
) {
  const standing = alert ? [anAlert({ rule, ...alert })] : [];
  return evaluated(facts, { rules, standing }).find((decision) => decision.rule === rule);
}

const says = (...asked: Parameters<typeof decisionOf>) => inALine(decisionOf(...asked));

describe('a value missing', () => {
  const withoutDecember = { '2020-10': 90, '2020-11': 88 };

  test('is missed a week after the month, when a weekly source has come round', () => {
    expect(says('value-missing', factsOf(withoutDecember, { asAt: '2021-01-07' }))).toBe('nothing to say');
    expect(says('value-missing', factsOf(withoutDecember, { asAt: '2021-01-08' }))).toBe(
      'opened 2020-12, told: no value for a complete period',
    );
  });

  test('may have its reason in its place', () => {
    const facts = factsOf({ ...withoutDecember, '2020-12': 'not delivered: Date of Decision' });
    expect(decisionOf('value-missing', facts)?.event?.words).toBe(
      'There is no value for December 2020, though the month is complete: not delivered: Date of Decision.',
    );
  });

  test('is not missed where there were no cases, where none ever was computed, or of a team', () => {
    expect(says('value-missing', factsOf({ ...withoutDecember, '2020-12': 'no cases' }))).toBe('nothing to say');
    expect(says('value-missing', factsOf({ '2020-12': 'insufficient history' }))).toBe('nothing to say');
    const facts = factsOf(withoutDecember, { asAt: '2021-01-20' });
    expect(says('value-missing', { ...facts, member: 'Team 1' })).toBe('nothing to say');
  });

  test('is told again each month, and ends quietly', () => {
    const facts = factsOf(withoutDecember, { asAt: '2021-01-20' });
    expect(says('value-missing', facts, { alert: {} })).toBe('continued 2020-12, told: no value for a complete period');
    const there = factsOf({ ...withoutDecember, '2020-12': 90 });
    expect(says('value-missing', there, { alert: {} })).toBe('recovered 2020-12: value is there');
  });

  test('is not told while its extract has not arrived: that is why', () => {
    const facts = factsOf(withoutDecember, { asAt: '2021-01-20', arrived: false });
    expect(says('value-missing', facts)).toBe('the extract never arrived');
  });
});

describe('restated', () => {
  const figures = until([80, 60, 90, 90, 90, 60]);
  const turned = (period: string, from: 'red' | 'green' | 'amber', to: 'red' | 'green' | 'amber') =>
    factsOf(figures, { turned: [{ period, from, to, reason: 'late recording' }] });

  test('one notice, where a settled month crossed the line to red or back', () => {
    expect(says('restated', turned('2020-08', 'amber', 'red'))).toBe(
      'corrected 2020-08, told: restated across its target',
    );
    expect(says('restated', turned('2020-07', 'red', 'green'))).toContain('corrected 2020-07, told');
    expect(says('restated', turned('2020-07', 'amber', 'green'))).toBe('nothing to say');
  });

  test('is said once, and done', () => {
    const facts = turned('2020-08', 'amber', 'red');
    const said = { lastPeriod: '2020-08', level: 1 };
    expect(says('restated', facts, { alert: said })).toBe('told already');
    expect(says('restated', factsOf(figures), { alert: said })).toBe('recovered 2020-08: told once');
    expect(says('restated', turned('2020-08', 'red', 'amber'), { alert: said })).toContain('corrected 2020-08, told');
    // Of an older month too.
    expect(says('restated', turned('2020-07', 'red', 'amber'), { alert: said })).toContain('corrected 2020-07, told');
  });

  test('leaves the judged month to the rule that spoke of it', () => {
    const facts = turned('2020-12', 'green', 'red');
    expect(says('restated', facts, { rules: { ...only('restated'), ...only('target-missed') } })).toBe(
      'nothing to say',
    );
    expect(says('restated', facts)).toContain('corrected 2020-12, told');
  });

  test('names all months at once', () => {
    const facts = factsOf(figures, {
      turned: [
        { period: '2020-09', from: 'red', to: 'green', reason: 'definition' },
        { period: '2020-08', from: 'green', to: 'red', reason: 'late recording' },
      ],
    });
    expect(decisionOf('restated', facts)?.event?.words).toBe(
      'Restated across its target: August 2020 misses it now (late recording); September 2020 no longer misses it (definition).',
    );
  });
});

describe('many rows in quarantine', () => {
  const share = (quarantinedShare: number | null, others: Partial<Facts> = {}) => ({
    ...factsOf(until([90])),
    quarantinedShare,
    ...others,
  });

  test('opens over five percent and ends at four', () => {
    expect(says('quarantined', share(0.05))).toBe('between its thresholds');
    expect(says('quarantined', share(0.051))).toBe('opened 2020-12, told: many rows in quarantine');
    expect(says('quarantined', share(0.041), { alert: {} })).toBe('between its thresholds');
    expect(says('quarantined', share(0.04), { alert: {} })).toBe('recovered 2020-12: few rows in quarantine');
  });

  test('is told of the whole figure, where it has a target', () => {
    expect(says('quarantined', share(null))).toBe('not known');
    expect(says('quarantined', share(0.2, { member: 'Team 1' }))).toBe('not known');
    expect(says('quarantined', { ...factsOf(until([90]), { targets: [] }), quarantinedShare: 0.2 })).toBe('no target');
  });
});

describe('suspiciously constant', () => {
  const months = (...given: Given[]) => factsOf(until(given));

  test('opens at half a year of one value', () => {
    expect(says('constant', months(75.9, 75.9, 75.9, 75.9, 75.9))).toBe('nothing to say');
    expect(says('constant', months(75.9, 75.9, 75.9, 75.9, 75.9, 75.9))).toBe(
      'opened 2020-12, told: suspiciously constant',
    );
    expect(says('constant', months(75.9, 76), { alert: {} })).toBe('recovered 2020-12: value changed');
  });

  test('finds nothing in none, in all, or in a small count', () => {
    const six = (value: number) => months(...Array.from({ length: 6 }, () => value));
    expect(says('constant', six(0))).toBe('nothing to say');
    expect(says('constant', six(100))).toBe('nothing to say');
    const count = factsOf(until(Array.from({ length: 6 }, () => 19)), { definition: { unit: 'count' } });
    expect(says('constant', count)).toBe('nothing to say');
  });
});
