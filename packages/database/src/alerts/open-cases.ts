import type { Facts } from '@vigil/alerts';
import { periodOf, type Calendar, type IsoDate } from '@vigil/calendar';
import type { Catalogue, IndicatorDefinition } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { countCohorts } from '../figures/counts.ts';
import type { Series } from '../figures/series.ts';

type Open = NonNullable<Facts['open']>;
type Running = NonNullable<Facts['running']>;

/** What the companions of a figure count, and the date they speak of; null where it has none, or they have no value. */
export function openCases(
  { definition, member }: Series,
  all: readonly Series[],
  calendar: Calendar,
): { readonly asAt: IsoDate; readonly open: Open } | null {
  const [overdue, due] = (['overdue', 'due'] as const).map((kind) =>
    all.find(
      (one) =>
        one.member === member &&
        one.definition.companionOf?.indicator === definition.id &&
        one.definition.companionOf.kind === kind,
    ),
  );
  const asAt = overdue?.asAt ?? null;
  const late = valueOf(overdue);
  const soon = valueOf(due);
  if (asAt === null || late === null || soon === null) return null;
  return { asAt, open: { overdue: late, due: soon, dueBy: calendar.addWorkingDays(asAt, 5) } };
}

function valueOf(companion: Series | undefined): number | null {
  return companion?.judged.at(-1)?.figure.value ?? null;
}

/**
 * The months of the as-at dates so far. Of what happens in a month that is what has happened, in time or not; of what is
 * counted at its end it is what is counted now. No snapshot is kept of it.
 */
export async function runningMonths(
  tx: Transaction,
  catalogue: Catalogue,
  calendar: Calendar,
  wanted: ReadonlyMap<Series, IsoDate>,
): Promise<ReadonlyMap<Series, Running>> {
  const found = new Map<Series, Running>();
  // A query that is asked once is not worth compiling.
  await tx.sql.unsafe('set local jit = off');
  for (const asAt of new Set(wanted.values())) {
    const period = periodOf(asAt);
    const some = [...wanted].filter(([, day]) => day === asAt).map(([series]) => series);
    const counted = new Map(some.map((series) => [series, countedBy(series.definition, catalogue)]));
    const question = { asAt, periods: [period], calendarVersion: calendar.version };
    const counts = await countCohorts(tx, [...new Set(counted.values())], question);
    for (const series of some) {
      const { id, companionOf } = counted.get(series)!;
      const count = counts.get(id)?.find((one) => one.period === period && one.member === series.member);
      const { hits, cases } = count ?? { hits: 0, cases: 0 };
      // A companion counts what is late.
      found.set(series, { period, numerator: companionOf ? cases - hits : hits, denominator: cases });
    }
  }
  return found;
}

/** Whose cohort says it: of what is counted at a month's end, that of its open cases, late ones and others. */
function countedBy(definition: IndicatorDefinition, catalogue: Catalogue): IndicatorDefinition {
  return definition.measure === 'stock' ? catalogue.get(`${definition.id}-overdue`) : definition;
}
