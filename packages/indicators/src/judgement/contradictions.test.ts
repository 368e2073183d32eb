import type { Period } from '@vigil/calendar';
import { describe, expect, test } from 'vitest';
import { aFigure, anIndicator } from '../../test/examples.ts';
import { describedAs, type Given, seriesOf } from '../../test/series-of.ts';
import type { Figure } from '../figure.ts';
import { judgeSeries } from '../series.ts';
import { contradictions } from './contradictions.ts';

const reported = (id: string, figures: Readonly<Record<Period, Given>>) =>
  seriesOf(describedAs(id), figures, { reported: 'all' });
const words = (...given: Parameters<typeof contradictions>) => contradictions(...given).map((one) => one.words);

/** One reported figure with its counts. */
function counted(unit: 'percent' | 'count', figure: Partial<Figure>) {
  const definition = anIndicator({ unit });
  return [
    { definition, member: null, judged: judgeSeries(definition, [aFigure({ origin: 'reported', ...figure })], []) },
  ];
}

describe('a value and the counts it is of', () => {
  test('agree as far as the value is printed', () => {
    expect(words(counted('percent', { numerator: 35, denominator: 80, value: 44 }), '2020-12')).toEqual([]);
    expect(words(counted('percent', { numerator: 35, denominator: 80, value: 43.8 }), '2020-12')).toEqual([]);
    expect(words(counted('count', { numerator: 5, value: 5 }), '2020-12')).toEqual([]);
  });

  test('are told where they do not', () => {
    expect(words(counted('percent', { numerator: 35, denominator: 80, value: 50 }), '2020-12')).toEqual([
      'December 2020: reported as 50\u00A0%, but 35 of 80 is 44\u00A0%.',
    ]);
    expect(words(counted('percent', { numerator: 21, denominator: 20, value: 100 }), '2020-12')).toEqual([
      'December 2020: reported as 21 of 20, and a part cannot be more than the whole.',
    ]);
  });

  test('are not asked of what is computed', () => {
    expect(
      words(counted('percent', { numerator: 35, denominator: 80, value: 50, origin: 'computed' }), '2020-12'),
    ).toEqual([]);
  });
});

describe('parts', () => {
  const genders = (female: number, male: number) => [
    reported('lac-total', { '2020-09': 485 }),
    reported('lac-female', { '2020-09': female }),
    reported('lac-male', { '2020-09': male }),
  ];

  test('add up to their total: those of the pack in September 2020 do not', () => {
    expect(contradictions(genders(221, 263), '2020-09')).toEqual([
      {
        indicator: 'lac-total',
        member: null,
        period: '2020-09',
        rule: 'parts and total',
        words:
          'September 2020: 485 in all, but its parts add up to 484 ' +
          '(Looked-after girls 221, Looked-after boys 263).',
      },
    ]);
    expect(contradictions(genders(222, 263), '2020-09')).toEqual([]);
  });

  test('of which one is not reported are not added up', () => {
    expect(contradictions(genders(221, 263).slice(0, 2), '2020-09')).toEqual([]);
  });
});

describe('a rate and its count', () => {
  const section47 = (rate: number, count: number) =>
    words([reported('s47-rate', { '2020-12': rate }), reported('s47-number', { '2020-12': count })], '2020-12', {
      population: () => 50_900,
    });

  test('agree within the rounding of the rate', () => {
    expect(section47(29, 149)).toEqual([]);
    expect(section47(29, 150)).toEqual([]);
  });

  test('are told where they do not', () => {
    expect(section47(29, 121)).toEqual([
      'December 2020: a rate of 29 is about 148 in a population of 50,900, but 121 are reported (Section 47 enquiries started).',
    ]);
  });

  test('are not compared without a population', () => {
    expect(
      contradictions([reported('s47-rate', { '2020-12': 29 }), reported('s47-number', { '2020-12': 121 })], '2020-12'),
    ).toEqual([]);
  });
});

describe('the same value every month', () => {
  const months = (value: number) => ({ '2020-09': value, '2020-10': value, '2020-11': value, '2020-12': value });

  test('is asked about: the visits to children in need of the pack', () => {
    expect(words([reported('cin-visits-timeliness', months(75.9))], '2020-12')).toEqual([
      'The same value was reported for 4 months in a row (75.9\u00A0%): is it counted anew each month?',
    ]);
  });

  test('is nothing to wonder at for none, all, or a small count', () => {
    expect(words([reported('cin-visits-timeliness', months(100))], '2020-12')).toEqual([]);
    expect(words([reported('cin-visits-timeliness', months(0))], '2020-12')).toEqual([]);
    expect(words([reported('adoptions-number', months(2))], '2020-12')).toEqual([]);
    expect(words([reported('cin-visits-timeliness', { ...months(19), '2020-12': 18 })], '2020-12')).toEqual([]);
  });
});

describe('the printed word of the change', () => {
  const said = (printed: string | null, before: number, now: number) =>
    words([reported('care-leavers-contact-accommodation', { '2020-11': before, '2020-12': now })], '2020-12', {
      noteOn: () => printed && `KPI table; change printed: ${printed}`,
    });

  test('is held against the figures', () => {
    expect(said('No change', 85, 83)).toEqual([
      'December 2020: printed as "No change", but the figures say decrease since November 2020 (from 85\u00A0% to 83\u00A0%).',
    ]);
    expect(said('increase', 85, 83)).toHaveLength(1);
  });

  test('is not told where it agrees, is missing, or is no such word', () => {
    expect(said('Reduction', 85, 83)).toEqual([]);
    expect(said('No Change', 85, 85)).toEqual([]);
    expect(said(null, 85, 83)).toEqual([]);
    expect(said('see page 17', 85, 83)).toEqual([]);
  });
});
