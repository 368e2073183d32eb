import type { Unit } from '@vigil/indicators';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { discloseCount, isSmall } from './count.ts';
import { disclosureRules, type DisclosureRule } from './rule.ts';
import { type DisclosedFigure, discloseShare } from './share.ts';

const { shown, rounded, suppressed } = disclosureRules;
const percentage = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : (100 * numerator) / denominator,
});
const percent = (numerator: number, denominator: number, rule: DisclosureRule): DisclosedFigure =>
  discloseShare(percentage(numerator, denominator), rule, 'percent');

/** Everything of a figure that leaves. */
const edition = ({ numerator, denominator, value, withheld, counts }: DisclosedFigure) =>
  JSON.stringify({ numerator, denominator, value, withheld, counts });

describe('a count', () => {
  test.each<[number, DisclosureRule, string, number | null]>([
    [14, shown, '14', 14],
    [1484, shown, '1,484', 1484],
    [0, rounded, 'fewer than 3', 0],
    [2, rounded, 'fewer than 3', 0],
    [3, rounded, 'about 5', 5],
    [14, rounded, 'about 15', 15],
    [5, { kind: 'rounded', to: 10 }, 'about 10', 10],
    [4, { kind: 'rounded', to: 10 }, 'fewer than 5', 0],
    [0, suppressed, '0', 0],
    [1, suppressed, 'fewer than 6', null],
    [5, suppressed, 'fewer than 6', null],
    [6, suppressed, '6', 6],
  ])('of %i by %o is %s', (count, rule, text, left) => {
    expect(discloseCount(count, rule)).toEqual({ count: left, text });
  });
});

describe('a percentage', () => {
  test.each<[number, number, DisclosureRule, string | null, number | null]>([
    [14, 51, shown, '14 of 51', (100 * 14) / 51],
    [14, 51, rounded, 'about 15 of 50', 30],
    [1, 51, rounded, 'fewer than 3 of 50', 0],
    [50, 51, rounded, 'about 50 of 50', 100],
    [1, 2, rounded, 'fewer than 3 in all', null],
    [14, 51, suppressed, '14 of 51', (100 * 14) / 51],
    [4, 51, suppressed, 'fewer than 6 of 51', null],
    [48, 51, suppressed, 'all but fewer than 6 of 51', null],
    [3, 7, suppressed, 'some but not all of 7', null],
    [6, 7, suppressed, 'some but not all of 7', null],
    [0, 51, suppressed, '0 of 51', 0],
    [51, 51, suppressed, '51 of 51', 100],
    [0, 4, suppressed, 'fewer than 6 in all', null],
    [4, 4, suppressed, 'fewer than 6 in all', null],
    [0, 0, suppressed, '0 of 0', null],
  ])('%i of %i by %o is %s', (numerator, denominator, rule, counts, value) => {
    const figure = percent(numerator, denominator, rule);
    expect([figure.counts, figure.value]).toEqual([counts, value]);
    expect(figure.withheld).toBe(denominator > 0 && value === null);
  });

  /**
   * Everything that an attacker can do who knows the rule: find which figures would have left as this one did. The
   * smallest choice of numbers that is left for any number that `matters`.
   */
  function fewestLeft(rule: DisclosureRule, matters: (count: number) => boolean): number {
    const suspects = new Map<string, { numerator: number; remainder: number; denominator: number }[]>();
    for (let denominator = 0; denominator <= 60; denominator += 1) {
      for (let numerator = 0; numerator <= denominator; numerator += 1) {
        const left = edition(percent(numerator, denominator, rule));
        const alike = suspects.get(left) ?? [];
        suspects.set(left, [...alike, { numerator, remainder: denominator - numerator, denominator }]);
      }
    }
    const choices = [...suspects.values()].flatMap((alike) =>
      (['numerator', 'remainder', 'denominator'] as const).map((of) => alike.map((one) => one[of])),
    );
    return Math.min(...choices.filter((counts) => counts.some(matters)).map((counts) => new Set(counts).size));
  }

  test('that is suppressed leaves five numbers for every small one', () => {
    expect(fewestLeft(suppressed, (count) => isSmall(count, suppressed))).toBe(5);
    expect(fewestLeft(shown, (count) => isSmall(count, suppressed))).toBe(1);
  });

  test('that is rounded leaves as many numbers as round to the same', () => {
    expect(fewestLeft(rounded, (count) => count <= 2)).toBe(3);
    expect(fewestLeft(rounded, (count) => count > 2 && count <= 50)).toBe(5);
  });

  test('without its counts leaves in whole points, for somebody to look at', () => {
    const figure = discloseShare({ numerator: null, denominator: 51, value: 27.451 }, suppressed, 'percent');
    expect(figure).toMatchObject({ numerator: null, denominator: null, value: 27, counts: null });
    expect(figure.changes).toEqual([
      { of: 'denominator', was: 51, became: null, because: 'counts-unknown' },
      { of: 'value', was: 27.451, became: 27, because: 'counts-unknown' },
    ]);
  });
});

describe('a rate', () => {
  const population = 50_900;
  const rate = (numerator: number, rule: DisclosureRule) =>
    discloseShare(
      { numerator, denominator: population, value: (10_000 * numerator) / population },
      rule,
      'rate per 10,000',
    );

  test('gives away, through the public population, the disclosed count and no other', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.constantFrom(rounded, suppressed), (numerator, rule) => {
        const { value, numerator: count } = rate(numerator, rule);
        const followed = value === null ? null : Math.round((1e6 * value * population) / 10_000) / 1e6;
        expect(count).toEqual(discloseCount(numerator, rule));
        expect(followed).toBe(count?.count);
      }),
    );
  });

  test.each(['rate', 'rate per 10,000'] as const)('(%s) whose count nobody gave is withheld', (unit) => {
    for (const rule of [rounded, suppressed]) {
      const figure = discloseShare({ numerator: 5, denominator: null, value: 0.25 }, rule, unit);
      expect(figure).toMatchObject({ numerator: null, denominator: null, value: null, withheld: true, counts: null });
      expect(figure.changes).toEqual([
        { of: 'numerator', was: 5, became: null, because: 'counts-unknown' },
        { of: 'value', was: 0.25, became: null, because: 'counts-unknown' },
      ]);
    }
  });

  test('shows the population as it is', () => {
    expect(rate(148, rounded)).toMatchObject({ denominator: { count: population }, counts: 'about 150' });
  });
});

describe('other figures', () => {
  test.each<[number, DisclosureRule, number | null]>([
    [40, suppressed, 101.5],
    [5, suppressed, null],
    [40, rounded, 101.5],
    [4, rounded, null],
  ])('an average of %i by %o is %s, and never its sum', (denominator, rule, value) => {
    const figure = discloseShare({ numerator: 101.5 * denominator, denominator, value: 101.5 }, rule, 'days');
    expect(figure).toMatchObject({ numerator: null, value });
  });

  test('a rate per 1,000 is made of its rounded count, and hidden with a small one', () => {
    const sentences = { numerator: 7, denominator: 20_000, value: 0.35 };
    expect(discloseShare(sentences, rounded, 'rate')).toMatchObject({ value: 0.25, counts: 'about 5' });
    expect(discloseShare(sentences, suppressed, 'rate')).toMatchObject({ value: 0.35 });
    const few = { ...sentences, numerator: 2, value: 0.1 };
    expect(discloseShare(few, rounded, 'rate')).toMatchObject({ value: 0, counts: 'fewer than 3' });
    expect(discloseShare(few, suppressed, 'rate')).toMatchObject({ value: null, counts: 'fewer than 6' });
  });

  test('a reported count is its own value', () => {
    const reported = { numerator: null, denominator: null, value: 3 };
    expect(discloseShare(reported, suppressed, 'count')).toMatchObject({
      value: null,
      withheld: true,
      counts: 'fewer than 6',
    });
    expect(discloseShare({ ...reported, value: 17 }, rounded, 'count')).toMatchObject({ value: 15, withheld: false });
  });

  test.each<Unit>(['percent', 'count', 'rate per 10,000', 'days', 'rate', 'cases per FTE'])(
    'one of %s without a value has none by any rule',
    (unit) => {
      for (const rule of [shown, rounded, suppressed]) {
        const nothing = { numerator: null, denominator: null, value: null };
        expect(discloseShare(nothing, rule, unit)).toMatchObject({ value: null, withheld: false, counts: null });
      }
    },
  );
});

describe('the audit', () => {
  test('says what was changed and why', () => {
    expect(percent(14, 51, shown).changes).toEqual([]);
    expect(percent(14, 51, rounded).changes).toEqual([
      { of: 'numerator', was: 14, became: 15, because: 'rounded' },
      { of: 'denominator', was: 51, became: 50, because: 'rounded' },
      { of: 'value', was: (100 * 14) / 51, became: 30, because: 'follows' },
    ]);
    expect(percent(48, 51, suppressed).changes).toEqual([
      { of: 'numerator', was: 48, became: null, because: 'small-remainder' },
      { of: 'value', was: (100 * 48) / 51, became: null, because: 'follows' },
    ]);
  });

  test('names every number that left otherwise than it was, and no other', () => {
    const counts = fc.tuple(fc.nat(80), fc.nat(80)).map(([a, b]) => percentage(Math.min(a, b), Math.max(a, b)));
    fc.assert(
      fc.property(counts, fc.constantFrom(shown, rounded, suppressed), (share, rule) => {
        const figure = discloseShare(share, rule, 'percent');
        const left = {
          numerator: figure.numerator?.count ?? null,
          denominator: figure.denominator?.count ?? null,
          value: figure.value,
        };
        const otherwise = (['numerator', 'denominator', 'value'] as const).filter((of) => left[of] !== share[of]);
        expect(figure.changes.map(({ of }) => of)).toEqual(otherwise);
      }),
    );
  });
});
