import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adoptions, chartOf, conferences, enquiries, type Given } from '../test/examples.ts';
import { labelsOf, ofClass, tickLabels } from '../test/parsed.ts';
import { chartSvg } from './chart-svg.ts';
import type { SeriesChart } from './chart.ts';
import { overlap } from './drawing/type.ts';
import { fontFiles } from './fonts.ts';

const value = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  // They are kept to four decimals.
  fc.nat(1_000_000).map((tenThousandths) => tenThousandths / 10_000),
  fc.constantFrom(0, 84, 100, 50_000, 1e9),
);
const text = fc.constantFrom('no cases', 'suppressed', 'data due Jan 2021', 'tbd');
const any: fc.Arbitrary<Given> = fc.oneof({ arbitrary: value, weight: 4 }, text, fc.constant(null));
const month = fc.constantFrom('2019-12', '2020-03', '2020-11', '2020-12', '2021-01');
const sizes = [
  { width: 544, height: 300 },
  { width: 740, height: 410 },
  { width: 320, height: 220 },
  { width: 240, height: 150 },
];
const drawings = fc
  .record({
    given: fc.oneof(
      fc.array(any, { maxLength: 25 }),
      fc.tuple(value, fc.nat(25)).map(([one, length]) => Array<Given>(length).fill(one)),
    ),
    definition: fc.constantFrom(conferences, adoptions, enquiries),
    member: fc.option(fc.constantFrom('PACT', 'Children with disabilities and their families, east')),
    provisional: month,
    computedSince: month,
    withLimits: fc.boolean(),
    average: fc.boolean(),
    target: fc.option(fc.constantFrom(0, 84, 100, 2000)),
    benchmarks: fc.array(fc.record({ name: fc.constantFrom('England', 'Statistical neighbours'), value }), {
      maxLength: 3,
    }),
    size: fc.constantFrom(...sizes),
  })
  .map(({ target, member, size, given, ...told }) => {
    const targets = target === null ? [] : [{ atLeast: target, from: '2019-04-01', judge: 'settled' as const }];
    return { size, chart: chartOf(given, { ...told, targets, ...(member !== null && { member }) }) };
  });

/** All that a chart may say, besides the heights of its axis and the years of its months. */
function saidBy({ heading, points, target, average, benchmarks, limits }: SeriesChart): string {
  const levels = [...target, ...average, ...benchmarks, ...(limits ? [limits.mean] : [])];
  return [
    heading,
    ...points.flatMap(({ period, label, begins }) => [period, label, begins ?? '']),
    ...levels.flatMap(({ name, shown }) => [name, shown]),
    limits?.label ?? '',
    'per 10,000',
  ].join('|');
}

describe('any series', () => {
  it('is drawn within the frame, with a point for every value, in the same bytes twice', async () => {
    await fc.assert(
      fc.asyncProperty(drawings, async ({ chart, size }) => {
        const svg = await chartSvg(chart, size);
        expect(await chartSvg(chart, size)).toBe(svg);

        const values = chart.points.filter((point) => point.value !== null);
        expect(ofClass(svg, 'point')).toHaveLength(values.length);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/u);

        const box = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: fontFiles() } }).getBBox()!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(size.width);
        expect(box.y + box.height).toBeLessThanOrEqual(size.height);
      }),
      { numRuns: 100 },
    );
  });

  it('has words that do not lie on each other, even in the wider Arial', async () => {
    await fc.assert(
      fc.asyncProperty(drawings, async ({ chart, size }) => {
        const labels = labelsOf(await chartSvg(chart, size));
        for (const [index, { box, content }] of labels.entries()) {
          expect(box.left, content).toBeGreaterThanOrEqual(0);
          expect(box.right, content).toBeLessThanOrEqual(size.width);
          const under = labels.slice(0, index).filter((other) => overlap(other.box, box));
          expect(under.map((other) => [other.content, content])).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('says no number that it was not given to say', async () => {
    await fc.assert(
      fc.asyncProperty(drawings, async ({ chart, size }) => {
        const svg = await chartSvg(chart, size);
        const ticks = new Set(tickLabels(svg));
        const said = saidBy(chart);
        for (const { content } of labelsOf(svg)) {
          if (ticks.has(content)) continue;
          for (const [number] of content.matchAll(/\d[\d,.]*\d|\d/gu)) expect(said).toContain(number);
        }
      }),
      { numRuns: 100 },
    );
  });
});
