import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describedAs, type Given } from '../../indicators/test/series-of.ts';
import { months, packSeries } from '../test/a-content.ts';
import { suggestedRemark } from './suggestion.ts';

const conferences = describedAs('icpc-timeliness');
const enquiries = describedAs('s47-number');
const atLeast84 = { atLeast: 84, from: '2019-04-01', judge: 'provisional' } as const;

/** Words of figures that end with December 2020, with ordinary spaces. */
function said(
  values: readonly (Given | null)[],
  told: Parameters<typeof packSeries>[2] = {},
  definition = conferences,
) {
  const { judged } = packSeries(definition, months(...values), told);
  return suggestedRemark(definition, judged, '2020-12')?.replaceAll('\u00A0', ' ') ?? null;
}

describe('the sentence that the figures suggest', () => {
  test('says how the month moved, how it stands beside its target, and how among the months', () => {
    const shares = [69, 24, 61, 60, 67, 90, 94, 69, 73, 60, 35, [36, 63], [14, 51]] as const;
    expect(said(shares, { targets: [atLeast84] })).toBe(
      'Fell from 57 % to 27 % of 51 children, below target for the sixth month; only January was lower in 13.',
    );
  });

  test('is what the pack’s own figures give: its 79 % of September is within the tolerance', () => {
    const printed = [69, 24, 61, 60, 67, 90, 94, 69, 73, 79, 35, 57, [14, 51]] as const;
    expect(said(printed, { targets: [atLeast84] })).toBe(
      'Fell from 57 % to 27 % of 51 children, below target for the third month; only January was lower in 13.',
    );
  });

  test('says that the target may have been missed for longer where nothing else is known', () => {
    expect(said([60, 50], { targets: [atLeast84] })).toBe(
      'Fell from 60 % to 50 %, below target for at least the second month.',
    );
    expect(said([50], { targets: [atLeast84] })).toBe('Was 50 %, below target.');
  });

  test('says on which side of the target it is, and that it is met or nearly', () => {
    const atMost120 = { atMost: 120, from: '2019-04-01', judge: 'settled' } as const;
    const count = describedAs('staff-turnover');
    const [over, near, under] = [200, 125, 100].map((value) => said([100, value], { targets: [atMost120] }, count));
    expect(over).toContain(', above target');
    expect(near).toContain(', above target but within its tolerance');
    expect(under).toContain(', on target');
  });

  test('judges the year to date under a cumulative target', () => {
    const adoptions = describedAs('adoptions-number');
    const threeAMonth = { atLeast: 3, cumulative: true, from: '2020-04-01', judge: 'provisional' } as const;
    expect(said([2, 1, 2, 1, 0, 1, 2, 1, 2], { targets: [threeAMonth] }, adoptions)).toBe(
      'Rose from 1 to 2, with 12 in the year to date, below target for at least the ninth month.',
    );
  });

  test('tells a standstill from a small move', () => {
    expect(said([78.7, 78.4])).toBe('Little changed, from 79 % to 78 %.');
    expect(said([78.4, 78.4])).toBe('Stayed at 78 %.');
    expect(said([149, 167], {}, enquiries)).toBe('Rose from 149 to 167.');
  });

  test('compares nothing across a break, and marks what is provisional', () => {
    expect(said([57, 27], { reported: ['2020-11'], provisional: '2020-12' })).toBe('Was 27 % (provisional).');
  });

  test('names the year of the month whose name is the judged month’s own', () => {
    const values = [20, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 27];
    expect(said(values)).toContain('; only December 2019 was lower in 13.');
  });

  test('is none where there is nothing to say', () => {
    expect(said([57, 'tbd'])).toBeNull();
    expect(said([57, null])).toBeNull();
  });
});

const signs: Readonly<Record<string, number>> = { Fell: -1, Rose: 1, '': 0 };

describe('over any figures', () => {
  const share = fc
    .integer({ min: 1, max: 400 })
    .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));
  const given = fc.oneof(share, fc.integer({ min: 0, max: 100 }), fc.constant('tbd'), fc.constant(null));
  const series = fc.array(given, { minLength: 1, maxLength: 20 });

  test('every number in it is one that is printed of the figures, or a count of months', () => {
    fc.assert(
      fc.property(series, (values) => {
        const words = said(values, { targets: [atLeast84] });
        expect(words === null).toBe(values.at(-1) === null || values.at(-1) === 'tbd');
        const shown = values.flatMap((value) => {
          if (value === null || typeof value === 'string') return [];
          return typeof value === 'number' ? [value] : [(100 * value[0]) / value[1]];
        });
        const percentages = [...(words ?? '').matchAll(/([\d.]+) %/g)].map(([, number]) => Number(number));
        for (const printed of percentages) {
          expect(shown.some((value) => Math.abs(value - printed) <= 0.5 + 1e-9)).toBe(true);
        }
      }),
    );
  });

  test('says fell of less and rose of more, and never of what is printed alike', () => {
    fc.assert(
      fc.property(series, (values) => {
        const words = said(values) ?? '';
        const [, verb = '', from, to] = /^(Fell|Rose) from ([\d.]+) % to ([\d.]+) %/.exec(words) ?? [];
        expect([verb, Math.sign(Number(to ?? 0) - Number(from ?? 0))]).toEqual([verb, signs[verb]]);
      }),
    );
  });

  test('is one sentence', () => {
    fc.assert(
      fc.property(series, (values) => {
        const words = said(values, { targets: [atLeast84] });
        expect(words ?? 'None.').toMatch(/^[A-Z][^!?]*[^.]\.$/);
      }),
    );
  });
});
