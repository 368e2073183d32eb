import { existsSync, readFileSync } from 'node:fs';
import type { Period } from '@vigil/calendar';
import { describe, expect, test } from 'vitest';
import { aTarget, anIndicator } from '../../test/examples.ts';
import type { Figure } from '../figure.ts';
import { limitsOf } from './limits.ts';
import { limitsInSentences, limitsInWords } from './words.ts';

const expected = new URL('../../../../../shared/data/southampton-2020/expected/2021-01-04.json', import.meta.url);
const there = existsSync(expected);

type Expected = Readonly<Record<Period, Pick<Figure, 'numerator' | 'denominator' | 'value'>>>;

function months(indicator: string): Figure[] {
  const { indicators } = JSON.parse(readFileSync(expected, 'utf8')) as { indicators: Record<string, Expected> };
  return Object.entries(indicators[indicator]!).map(([period, figure]) => ({
    indicator,
    period,
    member: null,
    origin: 'computed',
    text: null,
    ...figure,
    status: period === '2020-12' ? 'provisional' : 'final',
  }));
}

describe.skipIf(!there)('conferences in time, of southampton-2020 (skipped where ../shared/data is not there)', () => {
  const definition = anIndicator();
  // As the authority has it: December is judged before it has settled.
  const judged = limitsOf(
    definition,
    there ? months('icpc-timeliness') : [],
    aTarget({ atLeast: 84, judge: 'provisional' }),
    [],
  );
  const marked = (limits: typeof judged, chart: 'xmr' | 'p') =>
    limits.points.flatMap(({ period, [chart]: placed }) =>
      placed?.cause ? [`${period} ${placed.cause.direction}${placed.counted ? '' : ', hollow'}`] : [],
    );

  test('swing so much that XmR limits are 9 to 115, and no month is special', () => {
    expect(judged.xmr).toMatchObject({
      months: 13,
      limits: { mean: expect.closeTo(62.06, 2), lower: expect.closeTo(8.75, 2), upper: expect.closeTo(115.36, 2) },
    });
    expect(marked(judged, 'xmr')).toEqual([]);
    expect(judged).toMatchObject({ variation: 'common-cause', assurance: 'hit-and-miss', unstable: true });
  });

  test('are low in October and December and high in May and June by the p-chart', () => {
    expect(judged.p).toMatchObject({ kind: 'p', limits: { mean: expect.closeTo(62.9, 2) } });
    expect(marked(judged, 'p')).toEqual(['2020-05 high', '2020-06 high', '2020-10 low', '2020-12 low']);
  });

  test('are told in a line, and in sentences that keep the two apart', () => {
    expect(limitsInWords(judged)).toBe(
      'common cause, but unstable: months differ by more than chance; the target is hit and missed (limits 9 to 100)',
    );
    expect(limitsInSentences(judged).map((sentence) => sentence.replaceAll('\u00A0', ' '))).toEqual([
      'Nothing says that the process changed since December 2019: a month is to be expected anywhere from 9 % to 100 %, and none was outside.',
      'Single months differ from the average of 63 % by more than chance in cohorts of this size: October 2020 and December 2020 lower, May 2020 and June 2020 higher.',
      'It is unstable, which is a finding of its own: months differ by more than chance can explain, and the figure swings so widely from one to the next that no change of the process could be told from its swing.',
      'As things are, the target of 84 % will be met in some months and missed in others.',
    ]);
  });

  test('leave December out where its target does not have it judged', () => {
    const settled = limitsOf(definition, months('icpc-timeliness'), aTarget({ atLeast: 84 }), []);
    expect(settled.xmr).toMatchObject({
      months: 12,
      to: '2020-11',
      limits: { lower: expect.closeTo(14.02, 2), upper: expect.closeTo(115.86, 2) },
    });
    expect(marked(settled, 'xmr')).toEqual([]);
    // Without December the average is higher, and January is beyond it too.
    expect(marked(settled, 'p')).toEqual([
      '2020-01 low',
      '2020-05 high',
      '2020-06 high',
      '2020-10 low',
      '2020-12 low, hollow',
    ]);
  });

  test('have Laney’s p′ where every month has over a thousand cases', () => {
    const decisions = limitsOf(definition, months('mash-decision-timeliness'), null, []);
    expect(decisions.p).toMatchObject({ kind: 'p′', months: 12 });
    expect(judged.p).toMatchObject({ kind: 'p' });
  });
});
