import { describe, expect, it } from 'vitest';
import { adoptions, atLeast84, chartOf, enquiries, pack, type Given, type Told } from '../test/examples.ts';

/** Without the no-break spaces that keep '27 %' on one line. */
function described(given: readonly Given[], told: Told = {}): string {
  return chartOf(given, told).description.replaceAll('\u00A0', ' ');
}

/** With January, and with September beyond the tolerance. */
const full = pack.map((value, index) => (index === 1 ? 20 : value === 79 ? 78.9 : value));

describe('the description of a chart', () => {
  it('says how the figure moved, stands against its target and among the months, and that it is provisional', () => {
    expect(described(full, { provisional: '2020-12' })).toBe(
      'Line chart of 13 months to December 2020: Conferences held within 15 working days. ' +
        'It fell from 57 % in November 2020 to 27 % in December 2020, missing the target of at least 84 % for 6 months ' +
        'running; only January 2020 was lower. December 2020 is provisional.',
    );
  });

  it('tells of the judged month first, and then of the one that is still provisional', () => {
    expect(
      described(full, {
        period: '2020-11',
        provisional: '2020-12',
        targets: [{ ...atLeast84, judge: 'settled' }],
      }),
    ).toContain(
      'It rose from 35 % in October 2020 to 57 % in November 2020, missing the target of at least 84 % for 5 months ' +
        'running. December 2020 so far is 27 %, and provisional.',
    );
  });

  it('says whether the target is met, just missed, or not there', () => {
    expect(described([80, 90])).toContain('90 % in December 2020, meeting the target of at least 84 %.');
    expect(described([70, 80])).toContain(
      '80 % in December 2020, within the tolerance of the target of at least 84 %.',
    );
    expect(described([70, 80], { targets: [] })).toContain('rose from 70 % in November 2020 to 80 % in December 2020.');
  });

  it('does not say when a run of misses began that is older than what is known', () => {
    expect(described([90, 40, 50])).toContain('missing the target of at least 84 % for 2 months running.');
    expect(described([60, 40, 50])).toContain('missing the target of at least 84 % for at least 3 months running.');
  });

  it('calls a month the highest or lowest only among enough months, and not where another is like it', () => {
    const counts = (...given: number[]) => described(given, { definition: adoptions, targets: [] });
    expect(counts(5, 6, 7, 5, 6, 9)).toContain('9 in December 2020; no other month was as high.');
    expect(counts(5, 6, 7, 10, 6, 9)).toContain('9 in December 2020; only October 2020 was higher.');
    expect(counts(5, 9, 7, 5, 6, 9)).toContain('9 in December 2020. No figure');
    expect(counts(5, 6, 7, 5, 6, 4)).toContain('4 in December 2020; no other month was as low.');
    expect(counts(5, 6, 9)).toContain('9 in December 2020. No figure');
  });

  it('compares nothing with what does not compare', () => {
    const text = described(full, { computedSince: '2020-12' });
    expect(text).toContain('It was 27 % in December 2020, missing the target of at least 84 %.');
    expect(text).toContain('Not comparable with what was before: computed from records since Dec 2020.');
  });

  it('says when nothing changed', () => {
    expect(described([50.2, 50.4])).toContain('It was 50 % in December 2020, as in the month before');
    expect(described([50.4, 50.6])).toContain('It was 51 % in December 2020, much as the 50 % in November 2020');
  });

  it('says which months have no figure, and which no value', () => {
    expect(described([...pack.slice(1), 'no cases'])).toContain(
      'December 2020 has no value (no cases). No figure for December 2019.',
    );
    expect(described([60, 70])).toContain('No figure for 11 months.');
    expect(described([60, 'tbd', 'tbd', 70])).toContain('No value (tbd) for October 2020 and November 2020.');
  });

  it('names what is marked', () => {
    const calm = [40, 41, 40, 42, 41, 40, 41, 40, 42, 41, 40, 41, 70];
    expect(described(calm, { definition: enquiries, targets: [], withLimits: true })).toContain(
      'Marked as worse than chance explains: December 2020.',
    );
  });

  it('tells the other lines and the range by their labels', () => {
    const benchmarks = [
      { name: 'Statistical neighbours', value: 84.43 },
      { name: 'England', value: 81 },
    ];
    const text = described([...full.slice(1), 50], { average: true, withLimits: true, benchmarks });
    expect(text).toContain(
      'Other lines: 12-month average 63.5 %, Statistical neighbours 84.4 %, England 81.0 %. ' +
        'The expected range 9 % to 100 %, around an average of 60 %, is shaded.',
    );
  });
});
