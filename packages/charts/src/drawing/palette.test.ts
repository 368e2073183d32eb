import { describe, expect, it } from 'vitest';
import { chartOf, pack } from '../../test/examples.ts';
import { parsed } from '../../test/parsed.ts';
import { chartSvg } from '../chart-svg.ts';
import type { Theme } from '../chart.ts';
import { palettes } from './palette.ts';

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

describe.each(Object.keys(palettes) as Theme[])('the colours of %s', (theme) => {
  const palette = palettes[theme];

  it('reach 3 to 1 in lines and shapes, on the ground and on the band', () => {
    const { series, target, average, benchmark, mean, edge, marked, rag, spc } = palette;
    const signs = [marked, rag, spc].flatMap((colours) => Object.values(colours));
    for (const ground of [palette.ground, palette.band]) {
      for (const colour of [series, target, average, benchmark, mean, edge, ...signs]) {
        expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('reach 4.5 to 1 in every text of a chart', async () => {
    const chart = chartOf([60, 'no cases', ...pack], {
      withLimits: true,
      benchmarks: [{ name: 'England', value: 77.7 }],
      provisional: '2020-12',
      average: true,
    });
    const texts = parsed(await chartSvg(chart, { theme })).filter(({ name }) => name === 'text');
    expect(texts.length).toBeGreaterThan(20);
    for (const { attributes, content } of texts) {
      const colour = String(attributes['fill']);
      expect(contrast(colour, palette.ground), `${content} in ${colour}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});
