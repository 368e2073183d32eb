import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { chartOf, pack } from '../test/examples.ts';
import { chartPng } from './chart-png.ts';
import { chartSvg } from './chart-svg.ts';

describe('the picture as PNG', () => {
  it('has twice the size in pixels', async () => {
    const png = Buffer.from(await chartPng(chartOf(pack)));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1088, 600]);
    expect(png.byteLength).toBeLessThan(60_000);
  });

  it('is the same bytes for the same chart', async () => {
    const [one, other] = [await chartPng(chartOf(pack)), await chartPng(chartOf(pack))];
    expect(Buffer.compare(one, other)).toBe(0);
  });

  it('has its text without any font of the machine', async () => {
    const chart = chartOf(pack);
    const withoutFonts = new Resvg(await chartSvg(chart), {
      fitTo: { mode: 'zoom', value: 2 },
      font: { loadSystemFonts: false },
    });
    const bare = withoutFonts.render().asPng().byteLength;
    expect((await chartPng(chart)).byteLength).toBeGreaterThan(1.3 * bare);
  });
});
