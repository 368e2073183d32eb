import type { Period } from '@vigil/calendar';
import type { Computation } from '@vigil/database';

/** The months that figures are wanted of, and what they would be computed from. */
export interface Wanted {
  readonly inputs: string;
  readonly periods: readonly Period[];
  /** For rates. */
  readonly populations: ReadonlyMap<Period, number>;
}

/**
 * The months to compute: all where anything has changed that the rule looks at; else those that were not computed yet,
 * and those whose population is another now (DESIGN.md, principle 7).
 */
export function dueMonths({ inputs, periods, populations }: Wanted, last: Computation | null): readonly Period[] {
  if (last?.inputs !== inputs) return periods;
  return periods.filter((period) => {
    const done = last.periods[period];
    return done === undefined || done.population !== (populations.get(period) ?? null);
  });
}

/**
 * What is on record after a computation: its months beside those that still hold.
 *
 * @param same months of the last computation that were found to be as they were
 */
export function recordOf(
  { inputs, populations }: Wanted,
  last: Computation | null,
  computed: readonly Period[],
  figures: readonly { readonly period: Period }[],
  same: readonly Period[] = [],
): Computation['periods'] {
  const before = Object.entries(last?.periods ?? {});
  const held = before.filter(([period]) => last?.inputs === inputs || same.includes(period));
  const anew = computed.map((period) => [
    period,
    {
      figures: figures.filter((figure) => figure.period === period).length,
      population: populations.get(period) ?? null,
    },
  ]);
  return Object.fromEntries([...held, ...anew]);
}

/** How many figures some months had at a computation. */
export function figuresOf(computed: Computation | null, periods: readonly Period[]): number {
  return periods.reduce((sum, period) => sum + (computed?.periods[period]?.figures ?? 0), 0);
}
