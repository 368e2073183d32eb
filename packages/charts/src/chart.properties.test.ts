import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adoptions, chartOf, conferences, enquiries, type Given } from '../test/examples.ts';
import { ofClass } from '../test/parsed.ts';
import { chartSvg } from './chart-svg.ts';
import { fontFiles } from './fonts.ts';

const value = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.constantFrom(0, 100, 50_000, 1e9),
);
const text = fc.constantFrom('no cases', 'suppressed', 'data due Jan 2021', 'tbd');
const any: fc.Arbitrary<Given> = fc.oneof({ arbitrary: value, weight: 4 }, text, fc.constant(null));
const month = fc.constantFrom('2019-12', '2020-03', '2020-11', '2020-12', '2021-01');
const series = fc.record({
  given: fc.oneof(
    fc.array(any, { maxLength: 15 }),
    fc.tuple(value, fc.nat(15)).map(([one, length]) => Array<Given>(length).fill(one)),
  ),
  definition: fc.constantFrom(conferences, adoptions, enquiries),
  provisional: month,
  computedSince: month,
  withLimits: fc.boolean(),
  target: fc.option(fc.constantFrom(0, 84, 100, 2000)),
  benchmark: fc.option(fc.record({ name: fc.constantFrom('England', 'Statistical neighbours'), value })),
  size: fc.constantFrom({ width: 544, height: 300 }, { width: 320, height: 200 }, { width: 1000, height: 420 }),
});

describe('any series', () => {
  it('is drawn, within the frame, with a point for every value', async () => {
    await fc.assert(
      fc.asyncProperty(series, async ({ target, size, ...told }) => {
        const targets = target === null ? [] : [{ atLeast: target, from: '2019-04-01', judge: 'settled' as const }];
        const chart = chartOf(told.given, { ...told, targets });
        const svg = await chartSvg(chart, size);

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
});
