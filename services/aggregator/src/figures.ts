import { completePeriods, type Calendar, type IsoDate, type Period } from '@vigil/calendar';
import {
  computeFigures,
  reportedFigures,
  type FigureToPublish,
  type ListState,
  type Transaction,
} from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { AuthorityConfig } from '@vigil/runtime';
import { populationFor } from './population.ts';

/** The lists that an indicator needs, as they stood. */
export interface Basis {
  /** The oldest as-at date among them: the one the figures speak of. */
  readonly asAt: IsoDate;
  readonly deliveries: Readonly<Record<string, string>>;
  readonly quarantinedShare: number | null;
}

/** What figures of these lists rest on; null when one of them was never delivered. */
export function basisOf(lists: readonly string[], states: ReadonlyMap<string, ListState>): Basis | null {
  const found: ListState[] = [];
  for (const list of lists) {
    const state = states.get(list);
    if (!state) return null;
    found.push(state);
  }
  const [first, ...others] = found;
  if (!first) return null;
  const read = found.reduce((sum, state) => sum + state.read, 0);
  const quarantined = found.reduce((sum, state) => sum + state.quarantined, 0);
  return {
    asAt: others.reduce((oldest, state) => (state.asAt < oldest ? state.asAt : oldest), first.asAt),
    deliveries: Object.fromEntries(found.map((state) => [state.list, state.delivery])),
    quarantinedShare: read === 0 ? null : quarantined / read,
  };
}

/** The months that figures are computed for: the complete ones, as many as the authority keeps. */
function periodsOf(authority: AuthorityConfig, asAt: IsoDate): readonly Period[] {
  return completePeriods(asAt, authority.historyMonths);
}

/** Computes all months of an indicator from its cohort. */
export async function computeIndicator(
  tx: Transaction,
  definition: IndicatorDefinition,
  asAt: IsoDate,
  authority: AuthorityConfig,
  calendar: Calendar,
): Promise<readonly FigureToPublish[]> {
  const periods = periodsOf(authority, asAt);
  const isRate = definition.unit === 'rate per 10,000';
  const populations = new Map(
    isRate ? periods.map((period) => [period, populationFor(authority, period)] as const) : [],
  );
  const computed = await computeFigures(
    tx,
    definition,
    { asAt, periods, calendarVersion: calendar.version },
    periods.map((period) => populations.get(period)?.count ?? null),
  );
  return computed.map((figure) => ({
    indicator: definition.id,
    ...figure,
    origin: 'computed',
    text: figure.value === null ? 'no cases' : null,
    populationYear: populations.get(figure.period)?.year ?? null,
  }));
}

/** The figures that people reported, by indicator. */
export async function readReported(
  tx: Transaction,
  asAt: IsoDate,
): Promise<ReadonlyMap<string, readonly FigureToPublish[]>> {
  const byIndicator = new Map<string, FigureToPublish[]>();
  for (const { value_text: text, ...figure } of await reportedFigures(tx, asAt)) {
    const figures = byIndicator.get(figure.indicator) ?? [];
    figures.push({ ...figure, text, origin: 'reported', populationYear: null });
    byIndicator.set(figure.indicator, figures);
  }
  return byIndicator;
}
