import { expect, test } from 'vitest';
import { gridOf } from './grid.ts';

test.each([
  [1, 1],
  [2, 2],
  [3, 3],
  [6, 3],
  [7, 4],
  [12, 4],
  [15, 4],
])('%i charts stand %i beside each other', (charts, across) => {
  expect(gridOf(charts).across).toBe(across);
});

test('a chart is never drawn smaller than it can be read, nor higher than five sevenths of its width', () => {
  for (let charts = 1; charts <= 20; charts += 1) {
    const { width, height } = gridOf(charts).size;
    expect(width).toBeGreaterThanOrEqual(320);
    expect(height).toBeGreaterThanOrEqual(200);
    expect(height).toBeLessThanOrEqual(Math.ceil(width / 1.4));
  }
});
