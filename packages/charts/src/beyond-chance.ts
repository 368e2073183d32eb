import type { ChartPoint } from './chart.ts';

export type Cause = NonNullable<ChartPoint['marked']>;

/** What a marked month is, in the order in which it matters; the notes at the foot and the description say it alike. */
export const beyondChance = {
  worse: 'worse than chance explains',
  better: 'better than chance explains',
  neutral: 'more than chance explains',
} as const satisfies Record<Cause, string>;

export function causesIn(points: readonly ChartPoint[]): readonly Cause[] {
  const found = new Set(points.map(({ marked }) => marked));
  return (Object.keys(beyondChance) as Cause[]).filter((cause) => found.has(cause));
}
