import type { IsoDate, Period } from '@vigil/calendar';
import { type IndicatorDefinition, type JudgedFigure, judgedValue, threshold, toleranceOf } from '@vigil/indicators';

import type { AlertReason } from './decision.ts';

/** One thing to tell a head of service: what was decided on one figure, and what it takes to say so in full. */
export interface DigestItem {
  kind: 'opened' | 'continued' | 'recovered';
  reason: AlertReason;
  definition: IndicatorDefinition;
  /** Oldest first, one member's: up to the judged period, and later ones that are still provisional. */
  series: readonly JudgedFigure[];
  /** The judged period; `series` holds it. */
  period: Period;
  /** Red months in a row, the judged one included; 0 when recovered. */
  missesRunning: number;
  asAt: IsoDate;
  /** Of the rows that the figure needs, the share (0 to 1) that could not be read; null where nothing was read. */
  quarantinedShare: number | null;
}

const kinds = ['opened', 'continued', 'recovered'] as const satisfies readonly DigestItem['kind'][];

/**
 * Worst first: what is back on target after all that is not, then by how many tolerances the target is missed, so that
 * percentages, counts and rates compare; then new before continuing, and by name.
 */
export function worstFirst(a: DigestItem, b: DigestItem): number {
  return (
    Number(a.kind === 'recovered') - Number(b.kind === 'recovered') ||
    missOf(b) - missOf(a) ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    byText(nameOf(a), nameOf(b))
  );
}

/** The judged figure of an item, out of its series. */
export function judgedFigure({ definition, series, period }: DigestItem): JudgedFigure {
  const judged = series.find(({ figure }) => figure.period === period);
  if (judged === undefined) throw new Error(`the item for ${definition.id} tells of ${period}, which its series lacks`);
  return judged;
}

/** The order of plain strings, the same on every machine. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function missOf(item: DigestItem): number {
  return tolerancesMissedBy(item.definition, judgedFigure(item));
}

/** How far a figure is from its target, counted in tolerances; 0 where the target is met or nothing can be said. */
function tolerancesMissedBy(definition: IndicatorDefinition, judged: JudgedFigure): number {
  const { target, rag } = judged;
  const value = judgedValue(definition, judged);
  if (value === null || target === null || (rag !== 'red' && rag !== 'amber')) return 0;
  const limit = threshold(target).value;
  // A target without tolerance is measured by the usual one, or any miss of it would be infinitely bad.
  const usual = definition.unit === 'percent' ? 5 : Math.abs(limit) / 10;
  return Math.abs(value - limit) / (toleranceOf(definition, target) || usual || 1);
}

function nameOf({ definition, series, period }: DigestItem): string {
  return [definition.id, series[0]?.figure.member ?? '', period].join(' ');
}
