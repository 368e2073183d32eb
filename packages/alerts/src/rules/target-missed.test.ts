import type { Target } from '@vigil/indicators';
import { describe, expect, test } from 'vitest';
import { aTarget } from '../../../indicators/test/examples.ts';
import { type Given } from '../../../indicators/test/series-of.ts';
import { anAlert, evaluated, factsOf, inALine, only } from '../../test/facts.ts';

/** What is decided on a December, with or without an alert that was told of November. */
function decided(
  december: Given,
  {
    open = false,
    options = 'on',
    targets = [aTarget({ atLeast: 84 })],
    polarity = 'higher-is-better' as const,
  }: {
    open?: boolean;
    options?: object | 'on';
    targets?: readonly Target[];
    polarity?: 'higher-is-better' | 'lower-is-better' | 'neutral';
  } = {},
): string {
  const facts = factsOf({ '2020-12': december }, { targets, definition: { polarity } });
  const standing = open ? [anAlert()] : [];
  return inALine(evaluated(facts, { rules: only('target-missed', options), standing })[0]);
}

describe('a target missed', () => {
  test.each([
    ['red opens', 78, false, 'opened 2020-12, told: target missed'],
    ['amber does not', 80, false, 'within tolerance'],
    ['nor does green', 84, false, 'on target'],
    ['amber does not clear', 80, true, 'within tolerance'],
    ['green does', 84, true, 'recovered 2020-12, told: target met'],
    ['red goes on', 78, true, 'continued 2020-12, told: target missed'],
  ] as const)('%s', (_what, value, open, expected) => {
    expect(decided(value, { open })).toBe(expected);
  });

  test.each([
    ['at least 84: 84 is met', { atLeast: 84, tolerance: 0 }, 84, 'on target'],
    ['above 84: 84 is missed', { above: 84, tolerance: 0 }, 84, 'opened 2020-12, told: target missed'],
    ['at most 20: 20 is met', { atMost: 20, tolerance: 0 }, 20, 'on target'],
    ['below 20: 20 is missed', { below: 20, tolerance: 0 }, 20, 'opened 2020-12, told: target missed'],
  ] as const)('the comparator tells strict from non-strict: %s', (_what, asked, value, expected) => {
    const polarity = 'atMost' in asked || 'below' in asked ? 'lower-is-better' : 'higher-is-better';
    expect(decided(value, { targets: [aTarget(asked)], polarity })).toBe(expected);
  });

  test('opens at a threshold of its own', () => {
    const options = { opensAt: 10 };
    expect(decided(74, { options })).toBe('within tolerance');
    expect(decided(73.9, { options })).toBe('opened 2020-12, told: target missed');
    expect(decided(83.9, { options: { opensAt: 0 } })).toBe('opened 2020-12, told: target missed');
  });

  test('clears at another: past the target, or short of it', () => {
    const past = { options: { clearsAt: -2 }, open: true };
    expect(decided(85.9, past)).toBe('between its thresholds');
    expect(decided(86, past)).toBe('recovered 2020-12, told: target met');
    const short = { options: { clearsAt: 3 }, open: true };
    expect(decided(81, short)).toBe('recovered 2020-12, told: target met');
    expect(decided(80.9, short)).toBe('within tolerance');
    // The comparator of the target holds at the line where it clears too.
    expect(decided(86, { ...past, targets: [aTarget({ above: 84 })] })).toBe('between its thresholds');
    const lower = { targets: [aTarget({ atMost: 20 })], polarity: 'lower-is-better' as const, open: true };
    expect(decided(18, { ...lower, options: { clearsAt: -2 } })).toBe('recovered 2020-12, told: target met');
    expect(decided(18.1, { ...lower, options: { clearsAt: -2 } })).toBe('between its thresholds');
  });

  test('says nothing of few cases, of no cases, and of what is not rated', () => {
    expect(decided([3, 9])).toBe('too few cases');
    expect(decided([3, 9], { open: true })).toBe('too few cases');
    expect(decided([3, 10])).toBe('opened 2020-12, told: target missed');
    expect(decided('no cases', { open: true })).toBe('no value');
    expect(decided(30, { polarity: 'neutral' })).toBe('not rated');
  });

  test('is over when the target is withdrawn, value or none', () => {
    expect(decided(30, { targets: [], open: true })).toBe('withdrawn 2020-12, told: target withdrawn');
    expect(decided('tbd', { targets: [], open: true })).toBe('withdrawn 2020-12, told: target withdrawn');
    expect(decided(30, { targets: [] })).toBe('no target');
  });

  test('has no data when its figure loses its value', () => {
    expect(decided('not delivered: Date of Decision', { open: true })).toBe('no-data 2020-12: no value');
    expect(decided('not delivered: Date of Decision')).toBe('no value');
  });

  test('is judged by the sum since April where the target is cumulative', () => {
    const targets = [aTarget({ atLeast: 3, cumulative: true, tolerance: 0 })];
    const facts = factsOf({ '2020-04': 5, '2020-05': 0 }, { targets, definition: { unit: 'count' } });
    const [decision] = evaluated(facts);
    expect(decision?.event?.words).toBe(
      'Missed its target of at least 6 in the year to date, at 3 a month in May 2020.',
    );
  });

  test('says which target, which month and for how long', () => {
    const facts = factsOf({ '2020-10': 35, '2020-11': 57, '2020-12': 27 });
    expect(evaluated(facts)[0]?.event?.words).toBe(
      'Missed its target of at least 84\u00A0% in December 2020, for 3 months running.',
    );
  });
});

describe('a month that can still change', () => {
  const figures = { '2020-11': 90, '2020-12': 27 };

  test('is pending where the target asks for settled ones, and told of by nobody', () => {
    const facts = factsOf(figures, { provisional: '2020-12' });
    expect(evaluated(facts).map(inALine)).toEqual(['pending 2020-12: not settled yet']);
  });

  test('opens where the target says provisional', () => {
    const facts = factsOf(figures, {
      provisional: '2020-12',
      targets: [aTarget({ atLeast: 84, judge: 'provisional' })],
    });
    expect(evaluated(facts).map(inALine)).toEqual(['opened 2020-12, told: target missed']);
  });

  test('is pending beside the end of an older alert', () => {
    const facts = factsOf(figures, { provisional: '2020-12' });
    const standing = [anAlert({ lastPeriod: '2020-10' })];
    expect(evaluated(facts, { standing }).map(inALine)).toEqual([
      'recovered 2020-11, told: target met',
      'pending 2020-12: not settled yet',
    ]);
  });

  test('is not pending while an alert is open: its block names the month', () => {
    const facts = factsOf({ '2020-11': 30, '2020-12': 27 }, { provisional: '2020-12' });
    expect(evaluated(facts, { standing: [anAlert()] }).map(inALine)).toEqual(['told already']);
  });

  test('opens as it settles, or comes to nothing', () => {
    const standing = [anAlert({ state: 'pending', lastPeriod: '2020-12' })];
    const settled = (december: number) => evaluated(factsOf({ '2020-12': december }), { standing }).map(inALine);
    expect(settled(27)).toEqual(['opened 2020-12, told: target missed']);
    expect(settled(90)).toEqual(['withdrawn 2020-12: not confirmed when it settled']);
  });

  test('opens though it once came to nothing', () => {
    const standing = [anAlert({ state: 'recovered', lastPeriod: '2020-12', openedPeriod: null, toldPeriod: null })];
    expect(evaluated(factsOf({ '2020-12': 27 }), { standing }).map(inALine)).toEqual([
      'opened 2020-12, told: target missed',
    ]);
  });
});
