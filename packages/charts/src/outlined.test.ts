import { expect, it } from 'vitest';
import { chartOf, pack } from '../test/examples.ts';
import { parsed, textsOf } from '../test/parsed.ts';
import { chartSvg, outlined } from './index.ts';

it('has shapes for letters, in the size of the chart, and is the same for the same chart', async () => {
  const svg = await chartSvg(chartOf(pack), { width: 740, height: 410, theme: 'print' });
  const [root, ...others] = parsed(await outlined(svg));
  expect(root?.attributes).toMatchObject({ width: '740', height: '410' });
  expect(others.filter(({ name }) => name === 'text')).toEqual([]);
  expect(others.filter(({ name }) => name === 'path').length).toBeGreaterThan(textsOf(svg).length);
  expect(await outlined(svg)).toBe(await outlined(svg));
});
