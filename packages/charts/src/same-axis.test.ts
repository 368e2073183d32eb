import { expect, it } from 'vitest';
import { adoptions, chartOf } from '../test/examples.ts';
import { tickLabels } from '../test/parsed.ts';
import { chartSvg } from './chart-svg.ts';
import { sameAxis } from './same-axis.ts';

it('charts beside each other have one axis, as high as the highest of them asks', async () => {
  const [few, many] = [
    [1, 2, 3],
    [4, 90],
  ].map((given) => chartOf(given, { definition: adoptions, targets: [] }));
  const axes = await Promise.all(
    sameAxis([few!, many!]).map(async (chart) => tickLabels(await chartSvg(chart, { width: 240, height: 150 }))),
  );
  expect(axes).toEqual([
    ['0', '50', '100'],
    ['0', '50', '100'],
  ]);
});
