import type { Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '../definition.ts';
import { type Figure, exactValue } from '../figure.ts';
import { type Target, threshold } from '../target.ts';
import { type Chart, type NoChart, type Placement, drawChart } from './chart.ts';
import { type Group, type Point, type Reading, groupsOf } from './groups.ts';
import { type Assurance, type Variation, assuranceOf } from './icons.ts';
import { pChart } from './p-chart.ts';
import type { Rebase } from './rebase.ts';
import { outside, specialCauses } from './special-cause.ts';
import { type XmrOptions, xmrLimits } from './xmr.ts';

type Limited = Pick<IndicatorDefinition, 'unit' | 'decimals' | 'polarity' | 'rolling'>;

/** A month with a value, and where it lies on either chart; null where that has no limits for it. */
export interface LimitPoint {
  readonly period: Period;
  /** Unrounded. */
  readonly value: number;
  readonly provisional: boolean;
  readonly xmr: Placement | null;
  readonly p: Placement | null;
}

/** What a series says of the process behind it, by limits that are taken from the series itself. */
export interface Limits {
  readonly definition: Limited;
  /** Did the process change? */
  readonly xmr: Chart | NoChart;
  /** Does a month differ from the average by more than chance, in a cohort of its size? Of percentages alone. */
  readonly p: Chart | NoChart;
  /** The variation icon: what the last month that counts tells by XmR; null where there are no limits now. */
  readonly variation: Variation | null;
  /** The assurance icon; null also without a target, and where neither more nor less is better. */
  readonly assurance: Assurance | null;
  /** The threshold of the target. */
  readonly target: number | null;
  /** Binomial limits mark months, and yet XmR none: the process swings so much that no change can be told. */
  readonly unstable: boolean;
  /** The decision that the present limits begin with. */
  readonly rebase: Rebase | null;
  readonly points: readonly LimitPoint[];
}

/**
 * Control limits of a series (`indicators.md`, *Control limits*; `spc.md`): the XmR chart, and for percentages of a
 * cohort the p-chart. Both begin anew with a rebase, a change of origin, and after months without a value; the p-chart
 * passes over months without cases. A provisional month does not count unless the target has it judged, and is then
 * only placed. A rolling year has no limits, for its months overlap.
 *
 * @param figures oldest first, one a month: those that stand, of one indicator and one member
 * @param target in force in the last month
 * @param rebases those that stand, in any order
 */
export function limitsOf(
  definition: Limited,
  figures: readonly Figure[],
  target: Target | null,
  rebases: readonly Rebase[],
  options: XmrOptions = { screenMovingRanges: true },
): Limits {
  const counts = ({ status }: Figure) => status === 'final' || target?.judge === 'provisional';
  const groups = (read: (figure: Figure) => Reading) => groupsOf(figures, rebases, { read, counts });
  const onXmr = definition.rolling
    ? nothingDrawn(overlapping)
    : drawXmr(
        groups((figure) => exactValue(definition, figure)),
        definition,
        options,
      );
  const onP = definition.rolling
    ? nothingDrawn(overlapping)
    : definition.unit === 'percent'
      ? drawP(groups(shareIn), definition)
      : nothingDrawn('it is not a share of a cohort');

  const [xmr, p] = [onXmr.chart, onP.chart];
  const now = 'none' in xmr ? null : xmr;
  // A target for the sum since April asks nothing of one month.
  const wanted = target === null || target.cumulative ? null : threshold(target).value;
  return {
    definition,
    xmr,
    p,
    variation: now && now.variation,
    assurance: now && assuranceOf(wanted, now.limits, definition.polarity),
    target: wanted,
    unstable: now !== null && marks(onXmr) === 0 && 'kind' in p && p.kind === 'p' && marks(onP) > 0,
    rebase: now?.beginning === 'rebase' ? lastRebase(rebases, now.from) : null,
    points: figures.flatMap((figure) => {
      const { period, status } = figure;
      const value = exactValue(definition, figure);
      if (value === null) return [];
      const [byXmr, byP] = [onXmr.placements.get(period) ?? null, onP.placements.get(period) ?? null];
      return [{ period, value, provisional: status === 'provisional', xmr: byXmr, p: byP }];
    }),
  };
}

/** The decision behind a group that begins with one: its own month may have no value. */
function lastRebase(rebases: readonly Rebase[], from: Period): Rebase | null {
  return rebases
    .filter(({ period }) => period <= from)
    .reduce<Rebase | null>((last, rebase) => (last && last.period > rebase.period ? last : rebase), null);
}

type Drawn = ReturnType<typeof drawChart>;

const overlapping = 'each month looks back over a year, so that months overlap';

const nothingDrawn = (none: string): Drawn => ({ chart: { none }, placements: new Map() });

function drawXmr(groups: readonly Group[], { polarity }: Limited, options: XmrOptions): Drawn {
  return drawChart(groups, polarity, (counted) => {
    const values = counted.map(({ value }) => value);
    const limits = xmrLimits(values, options);
    return {
      kind: 'XmR',
      limitsAt: () => limits,
      causes: specialCauses(values, limits),
      causeOf: ({ value }) => outside(value, limits),
    };
  });
}

/** A p-chart knows the first rule alone: it is asked about single months, not about the process. */
function drawP(groups: readonly Group[], { polarity }: Limited): Drawn {
  return drawChart(groups, polarity, (counted) => {
    const { kind, limits } = pChart(
      counted.map(({ figure }) => ({ numerator: figure.numerator!, denominator: figure.denominator! })),
    );
    const limitsAt = ({ figure }: Point) => limits(figure.denominator!);
    const causeOf = (point: Point) => outside(point.value, limitsAt(point));
    return { kind, limitsAt, causes: counted.map(causeOf), causeOf };
  });
}

/** A percentage that says what it is a share of; a month whose cohort was empty is passed over. */
function shareIn(figure: Figure): Reading {
  const { numerator, denominator } = figure;
  if (denominator === 0) return 'passed over';
  if (numerator === null || denominator === null || numerator > denominator) return null;
  return exactValue({ unit: 'percent' }, figure);
}

/** How many months that count are marked in the present group. */
function marks({ chart, placements }: Drawn): number {
  if ('none' in chart) return 0;
  const marked = [...placements.values()].filter(
    ({ group, counted, cause }) => counted && cause && group === chart.from,
  );
  return marked.length;
}
