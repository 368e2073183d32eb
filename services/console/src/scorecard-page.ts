import { addMonths, dateName, isPeriod, periodName, shortPeriodName, type Period } from '@vigil/calendar';
import { newestDelivery, readScorecard, type Scorecard } from '@vigil/database';
import {
  placeNames,
  placeOf,
  placeReason,
  places,
  ragWords,
  scorecardPeriods,
  type Change,
  type Rag,
  type ScorecardRow,
} from '@vigil/indicators';
import type { ConsoleDeps } from './app.ts';
import type { Page } from './page.ts';
import { PageProblem } from './problem.ts';
import type { Visit } from './visit.ts';

const arrows: Readonly<Record<Change['direction'], string>> = { Increase: '↑', Decrease: '↓', 'No change': '=' };

/** The board pack's tables and its three lists, for the month asked for or the newest complete one that has figures. */
export async function scorecardPage(visit: Visit, { catalogue }: Pick<ConsoleDeps, 'catalogue'>): Promise<Page> {
  const { authority } = visit;
  const asked = monthAskedFor(visit);
  const found = await visit.database.transaction(async (tx) => {
    const delivery = await newestDelivery(tx);
    return delivery && readScorecard(tx, { period: asked, asAt: delivery.asAt, catalogue, authority });
  });
  if (found === null || found.months.length === 0) {
    return { template: 'scorecard', title: 'Scorecard', model: { period: null } };
  }
  const { asAt, period, months, sections } = found;
  if (period === null) throw noFigures(asked!, months);
  const rows = sections.flatMap((section) => section.rows);
  return {
    template: 'scorecard',
    title: `Scorecard for ${periodName(period)}`,
    model: {
      period: periodName(period),
      asAt: dateName(asAt),
      columns: scorecardPeriods(period).map(shortPeriodName),
      tally: tallyOf(rows),
      lists: places.map((place) => ({
        place,
        name: placeNames[place],
        items: rows.filter((row) => placeOf(row) === place).map((row) => ({ row, reason: placeReason(row) })),
      })),
      benchmarks: rows.filter(({ benchmark }) => benchmark !== null),
      sections,
      ragWords,
      arrows,
      earlier: linkTo(visit, addMonths(period, -1), months),
      later: linkTo(visit, addMonths(period, 1), months),
    },
  };
}

function monthAskedFor({ query }: Visit): Period | undefined {
  const asked = query.get('period');
  if (asked === null || isPeriod(asked)) return asked ?? undefined;
  throw new PageProblem(400, 'Not a month', 'A month is asked for as its year and number: ?period=2020-12.');
}

function noFigures(asked: Period, months: Scorecard['months']): PageProblem {
  return new PageProblem(
    404,
    'No figures for this month',
    `There are no figures for ${periodName(asked)}. They go from ${periodName(months[0]!)} to ${periodName(months.at(-1)!)}.`,
  );
}

function tallyOf(rows: readonly ScorecardRow[]): readonly { rag: Rag; count: number }[] {
  return (['red', 'amber', 'green', 'grey'] as const).map((rag) => ({
    rag,
    count: rows.filter((row) => row.rag === rag).length,
  }));
}

function linkTo(visit: Visit, period: Period, months: Scorecard['months']): { name: string; href: string } | null {
  if (!months.includes(period)) return null;
  return { name: periodName(period), href: visit.url('/scorecard', { period }) };
}
