import { describe, expect, test } from 'vitest';
import { limitsAround } from './control-limits.ts';
import { assuranceOf, variationOf } from './icons.ts';

describe('the variation icon', () => {
  const high = { rule: 'shift', direction: 'high' } as const;
  const low = { rule: 'trend', direction: 'low' } as const;

  test('is common cause where there is no special one', () => {
    expect(variationOf(null, 'higher-is-better')).toBe('common-cause');
  });

  test('says better or worse by what is better, and high or low by what was seen', () => {
    expect(variationOf(high, 'higher-is-better')).toBe('improvement-high');
    expect(variationOf(low, 'higher-is-better')).toBe('concern-low');
    expect(variationOf(high, 'lower-is-better')).toBe('concern-high');
    expect(variationOf(low, 'lower-is-better')).toBe('improvement-low');
  });

  test('says neither where neither is better', () => {
    expect(variationOf(high, 'neutral')).toBe('neutral-high');
    expect(variationOf(low, 'neutral')).toBe('neutral-low');
  });
});

describe('the assurance icon', () => {
  /** From 40 to 60. */
  const limits = limitsAround(50, 10);

  test('is pass where the target lies on the far side of both limits, fail where none reaches it', () => {
    expect(assuranceOf(39, limits, 'higher-is-better')).toBe('pass');
    expect(assuranceOf(61, limits, 'higher-is-better')).toBe('fail');
    expect(assuranceOf(39, limits, 'lower-is-better')).toBe('fail');
    expect(assuranceOf(61, limits, 'lower-is-better')).toBe('pass');
  });

  test('is hit and miss between the limits, and on either of them', () => {
    for (const target of [40, 50, 60]) {
      expect(assuranceOf(target, limits, 'higher-is-better')).toBe('hit-and-miss');
      expect(assuranceOf(target, limits, 'lower-is-better')).toBe('hit-and-miss');
    }
  });

  test('is none without a target, and where neither more nor less is better', () => {
    expect(assuranceOf(null, limits, 'higher-is-better')).toBeNull();
    expect(assuranceOf(61, limits, 'neutral')).toBeNull();
  });
});
