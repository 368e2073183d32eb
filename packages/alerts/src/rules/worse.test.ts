import { describe, expect, test } from 'vitest';
import type { Given } from '../../../indicators/test/series-of.ts';
import { anAlert, evaluated, factsOf, inALine, only, until } from '../../test/facts.ts';
import type { Facts, RuleName, StandingAlert } from '../index.ts';

/** What one rule says of December 2020. */
function says(
  rule: RuleName,
  facts: Facts,
  { options = 'on', alert = null }: { options?: object | 'on'; alert?: Partial<StandingAlert> | null } = {},
) {
  const standing = alert ? [anAlert({ rule, ...alert })] : [];
  return inALine(evaluated(facts, { rules: only(rule, options), standing })[0]);
}

const steady: readonly Given[] = Array.from({ length: 13 }, (_, index) => [index % 2 ? 88 : 90, 100] as const);

describe('missed several periods running', () => {
  const months = (...given: Given[]) => factsOf(until(given));

  test('opens with the run, three months unless said otherwise', () => {
    expect(says('missed-running', months(90, 60, 60))).toBe('between its thresholds');
    expect(says('missed-running', months(60, 60, 60))).toBe('opened 2020-12, told: missed for several periods running');
    expect(says('missed-running', months(60, 60), { options: { periods: 2 } })).toContain('opened');
  });

  test('ends with the run, amber being enough; quietly, since the target’s own alert tells', () => {
    expect(says('missed-running', months(60, 60, 80), { alert: {} })).toBe('recovered 2020-12: run of misses ended');
    expect(says('missed-running', months(60, 60, [1, 9]), { alert: {} })).toBe('too few cases');
  });
});

describe('moved', () => {
  test('opens by 25 points for the worse since the month before', () => {
    expect(says('moved', factsOf(until([60, 35.1])))).toBe('nothing to say');
    expect(says('moved', factsOf(until([60, 35])))).toBe('opened 2020-12, told: moved for the worse');
    expect(says('moved', factsOf(until([35, 60])))).toBe('nothing to say');
    const lower = { definition: { polarity: 'lower-is-better' as const } };
    expect(says('moved', factsOf(until([35, 60]), lower))).toBe('opened 2020-12, told: moved for the worse');
    expect(says('moved', factsOf(until([35, 60]), { definition: { polarity: 'neutral' } }))).toBe('nothing to say');
  });

  test('asks for cases enough in both months', () => {
    expect(
      says(
        'moved',
        factsOf(
          until([
            [9, 9],
            [10, 40],
          ]),
        ),
      ),
    ).toBe('too few cases');
    expect(
      says(
        'moved',
        factsOf(
          until([
            [40, 40],
            [1, 9],
          ]),
        ),
      ),
    ).toBe('too few cases');
  });

  test('goes by a distance of its own where the unit has no usual one', () => {
    const facts = factsOf(until([200, 150]), { definition: { unit: 'count' } });
    expect(says('moved', facts)).toBe('not known');
    expect(says('moved', facts, { options: { by: 50 } })).toBe('opened 2020-12, told: moved for the worse');
  });

  test('ends near the level it left, or once the new one is the usual one', () => {
    const alert = { level: 60, openedPeriod: '2020-11' };
    const third = { options: { by: 30 }, alert };
    expect(says('moved', factsOf(until([49.9])), third)).toBe('between its thresholds');
    expect(says('moved', factsOf(until([50])), third)).toBe('recovered 2020-12: came back');
    expect(says('moved', factsOf(until([55])), { options: { clearsAt: 4 }, alert })).toBe('between its thresholds');
    const since = (openedPeriod: string) => says('moved', factsOf(until([20])), { alert: { ...alert, openedPeriod } });
    expect(since('2020-10')).toBe('between its thresholds');
    expect(since('2020-09')).toBe('recovered 2020-12: new level accepted');
  });
});

describe('special cause for the worse', () => {
  const asked = (signal: 'runs' | 'xmr' | 'p') => ({ options: { signal } });
  const opened = 'opened 2020-12, told: special cause for the worse';

  test('opens on months in a row, and not on one month outside the limits, unless asked to', () => {
    const outside = factsOf(until([...steady.slice(1), [60, 100]]));
    expect(says('special-cause', outside)).toBe('between its thresholds');
    expect(says('special-cause', outside, asked('xmr'))).toBe(opened);
    const again = factsOf(until([...steady, ...steady, [60, 100], [62, 100]]));
    expect(says('special-cause', again)).toBe(opened);
    const shift = Array.from({ length: 7 }, (_, index): Given => [index % 2 ? 84 : 85, 100]);
    expect(says('special-cause', factsOf(until([...steady, ...shift])))).toBe(opened);
  });

  test('opens on a month that differs by more than chance where asked to (p)', () => {
    const swing = Array.from({ length: 12 }, (_, index): Given => [index % 2 ? 60 : 90, 100]);
    const swinging = factsOf(until([...swing, [58, 100]]));
    expect(says('special-cause', swinging, asked('xmr'))).toBe('nothing to say');
    expect(says('special-cause', swinging, asked('p'))).toBe(opened);
  });

  test('says nothing for the better, nor by trial limits', () => {
    const better = Array.from({ length: 12 }, (_, index): Given => [index % 2 ? 48 : 50, 100]);
    expect(says('special-cause', factsOf(until([...better, [95, 100]])), asked('xmr'))).toBe('nothing to say');
    expect(says('special-cause', factsOf(until([...steady.slice(4), [20, 100]])), asked('xmr'))).toBe('not known');
    expect(says('special-cause', factsOf(until([50])))).toBe('not known');
  });

  test('ends when nothing marks the month any more', () => {
    expect(says('special-cause', factsOf(until(steady)), { alert: {} })).toBe(
      'recovered 2020-12: no special cause any more',
    );
  });
});

describe('worse than statistical neighbours', () => {
  const beside = (distance: number, value: number, verdict: 'better' | 'worse' = 'worse') =>
    factsOf(until([value]), { neighbours: { value, months: 12, distance, verdict, outlier: null, of: 10 } });

  test('opens ten points behind while off target, amber or red', () => {
    expect(says('worse-than-neighbours', beside(-9.9, 60))).toBe('between its thresholds');
    expect(says('worse-than-neighbours', beside(-10, 60))).toBe('opened 2020-12, told: worse than its neighbours');
    expect(says('worse-than-neighbours', beside(-10, 80))).toContain('opened');
    expect(says('worse-than-neighbours', beside(-10, 84))).toBe('nothing to say');
    expect(says('worse-than-neighbours', beside(-3, 60), { options: { by: 3 } })).toContain('opened');
  });

  test('ends at half of that, on target, or ahead', () => {
    const ended = 'recovered 2020-12: no longer worse than its neighbours';
    expect(says('worse-than-neighbours', beside(-5.1, 60), { alert: {} })).toBe('between its thresholds');
    expect(says('worse-than-neighbours', beside(-5, 60), { alert: {} })).toBe(ended);
    expect(says('worse-than-neighbours', beside(-30, 84), { alert: {} })).toBe(ended);
    expect(says('worse-than-neighbours', beside(2, 60, 'better'), { alert: {} })).toBe(ended);
    expect(says('worse-than-neighbours', factsOf(until([60])), { alert: {} })).toBe('not known');
  });
});

describe('the worst of its months', () => {
  const year = (...last: Given[]) => factsOf(until([...steady.slice(last.length), ...last]));

  test('opens where it is worse than each of the twelve, and all twelve are known', () => {
    expect(says('extreme', year([70, 100]))).toBe('opened 2020-12, told: worst of its months');
    expect(says('extreme', year([70, 100], [70, 100]))).toBe('nothing to say');
    expect(says('extreme', year([99, 100]))).toBe('nothing to say');
    expect(says('extreme', factsOf(until([...steady.slice(0, 8), [70, 100]])))).toBe('nothing to say');
  });

  test('ends half of the way back, or once the new level is the usual one', () => {
    const alert = { level: 80, openedPeriod: '2020-11' };
    expect(says('extreme', year([79, 100]), { alert })).toBe('between its thresholds');
    expect(says('extreme', year([80, 100]), { alert })).toBe('recovered 2020-12: came back');
    expect(says('extreme', year([70, 100]), { alert: { ...alert, openedPeriod: '2020-09' } })).toBe(
      'recovered 2020-12: new level accepted',
    );
  });
});
