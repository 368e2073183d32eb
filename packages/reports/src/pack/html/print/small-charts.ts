import { small } from '../charts.ts';
import { paper } from './paper.ts';
import { stacked } from './type.ts';

const gap = { across: 6, down: 5 };
const room = 140;

/** So many small charts stand beside each other on paper: as few as leave room for all. */
export function chartsAcross(count: number): number {
  return [2, 3, 4, 5].find((across) => heightOf(count, across, paper.width) < room) ?? 6;
}

export function chartsHeight(count: number, width: number): number {
  return heightOf(count, chartsAcross(count), width);
}

function heightOf(count: number, across: number, width: number): number {
  const own = (width - gap.across * (across - 1)) / across;
  const rows = Array.from({ length: Math.ceil(count / across) }, () => (own * small.height) / small.width);
  return stacked(rows, gap.down);
}
