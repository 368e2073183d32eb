import type { Period } from '@vigil/calendar';
import type { Polarity } from '../definition.ts';
import type { ControlLimits } from './control-limits.ts';
import type { Beginning, Group, Point } from './groups.ts';
import { type Variation, variationOf } from './icons.ts';
import type { SpecialCause } from './special-cause.ts';

type ChartKind = 'XmR' | 'p' | 'p′';

/** Where a month lies on a chart. */
export interface Placement {
  /** The first month of the group of points whose limits these are. */
  readonly group: Period;
  readonly limits: ControlLimits;
  /** Whether the limits rest on it too; it takes part in runs only then, else it may still lie outside. */
  readonly counted: boolean;
  readonly cause: SpecialCause | null;
  readonly variation: Variation;
}

/** The limits that hold now: those of the last group of points. */
export interface Chart {
  readonly kind: ChartKind;
  /** The first month of the group, and why it begins there. */
  readonly from: Period;
  readonly beginning: Beginning;
  /** The last month that they rest on. */
  readonly to: Period;
  /** How many months they rest on. */
  readonly months: number;
  /** They rest on fewer than 12 months, and will move. */
  readonly trial: boolean;
  /** Of a p-chart those of the last month, since they differ with its cohort. */
  readonly limits: ControlLimits;
  /** What its last month that counts tells. */
  readonly variation: Variation;
}

/** Why there are no limits now, in words that go on from "no limits:". */
export interface NoChart {
  readonly none: string;
}

/** Two moving ranges are the least that has an average (`spc.md`, *Trial limits*, knows no agreed minimum). */
const fewestMonths = 3;

/** Fewer make trial limits (`spc.md`, *Trial limits*). */
const fullMonths = 12;

/** What a kind of chart makes of the months of a group that count. */
export interface Method {
  readonly kind: ChartKind;
  readonly limitsAt: (point: Point) => ControlLimits;
  /** A special cause, or null, for each. */
  readonly causes: readonly (SpecialCause | null)[];
  /** Of a month that does not count. */
  readonly causeOf: (point: Point) => SpecialCause | null;
}

/**
 * Places every month of a series on a chart, and says which limits hold now. Earlier groups of too few months have no
 * limits; where the last one has too few, there are none now.
 */
export function drawChart(
  groups: readonly Group[],
  polarity: Polarity,
  methodOf: (counted: readonly Point[]) => Method,
): { chart: Chart | NoChart; placements: ReadonlyMap<Period, Placement> } {
  const placements = new Map<Period, Placement>();
  let chart: Chart | NoChart = { none: 'no month has a value to take them from' };
  for (const { from, beginning, points } of groups) {
    const counted = points.filter((point) => point.counted);
    const last = counted.at(-1);
    if (!last || counted.length < fewestMonths) {
      chart = { none: tooFew(counted.length, beginning) };
      continue;
    }
    const method = methodOf(counted);
    for (const point of points) {
      const cause = point.counted ? method.causes[counted.indexOf(point)]! : method.causeOf(point);
      placements.set(point.figure.period, {
        group: from,
        limits: method.limitsAt(point),
        counted: point.counted,
        cause,
        variation: variationOf(cause, polarity),
      });
    }
    const { limits, variation } = placements.get(last.figure.period)!;
    const [to, months] = [last.figure.period, counted.length];
    chart = { kind: method.kind, from, beginning, to, months, trial: months < fullMonths, limits, variation };
  }
  return { chart, placements };
}

const since: Readonly<Record<Beginning, string>> = {
  series: 'so far',
  rebase: 'since the limits began anew',
  origin: 'since reported and computed figures met',
  gap: 'since the last month without a value',
};

function tooFew(months: number, beginning: Beginning): string {
  const settled = months === 0 ? 'no month has' : months === 1 ? 'one month has' : `${months} months have`;
  return `${settled} settled ${since[beginning]}, and limits rest on at least ${fewestMonths}`;
}
