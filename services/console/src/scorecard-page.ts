import {
  addMonths,
  dateName,
  isPeriod,
  lastCompletePeriod,
  periodName,
  shortPeriodName,
  type Period,
} from '@vigil/calendar';
import { newestDelivery, readSeries, standingCalendar } from '@vigil/database';
import {
  monthsWithFigures,
  ragWords,
  scorecard,
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

/** The board pack's table, for the month asked for or the newest complete one that has figures. */
export async function scorecardPage(visit: Visit, { catalogue }: Pick<ConsoleDeps, 'catalogue'>): Promise<Page> {
  const { asAt, series } = await visit.database.transaction(async (tx) => {
    const delivery = await newestDelivery(tx);
    if (delivery === null) return { asAt: null, series: [] };
    const { targets } = visit.authority;
    const question = { asAt: delivery.asAt, calendar: await standingCalendar(tx), targets };
    return { asAt: delivery.asAt, series: await readSeries(tx, catalogue.all(), question) };
  });
  const months = asAt === null ? [] : monthsWithFigures(series, lastCompletePeriod(asAt));
  const newest = months.at(-1);
  if (asAt === null || newest === undefined)
    return { template: 'scorecard', title: 'Scorecard', model: { period: null } };

  const period = askedPeriod(visit, months) ?? newest;
  const sections = scorecard(series, period);
  const rows = sections.flatMap((section) => section.rows);
  return {
    template: 'scorecard',
    title: `Scorecard for ${periodName(period)}`,
    model: {
      period: periodName(period),
      asAt: dateName(asAt),
      columns: scorecardPeriods(period).map(shortPeriodName),
      tally: tallyOf(rows),
      missed: [...rows.filter(({ rag }) => rag === 'red'), ...rows.filter(({ rag }) => rag === 'amber')],
      sections,
      ragWords,
      arrows,
      earlier: linkTo(visit, addMonths(period, -1), months),
      later: linkTo(visit, addMonths(period, 1), months),
    },
  };
}

function askedPeriod({ query }: Visit, months: readonly Period[]): Period | null {
  const asked = query.get('period');
  if (asked === null) return null;
  const example = months.at(-1)!;
  if (!isPeriod(asked)) {
    throw new PageProblem(400, 'Not a month', `A month is asked for as its year and number: ?period=${example}.`);
  }
  if (months.includes(asked)) return asked;
  throw new PageProblem(
    404,
    'No figures for this month',
    `There are no figures for ${periodName(asked)}. They go from ${periodName(months[0]!)} to ${periodName(example)}.`,
  );
}

function tallyOf(rows: readonly ScorecardRow[]): readonly { rag: Rag; count: number }[] {
  return (['red', 'amber', 'green', 'grey'] as const).map((rag) => ({
    rag,
    count: rows.filter((row) => row.rag === rag).length,
  }));
}

function linkTo(visit: Visit, period: Period, months: readonly Period[]): { name: string; href: string } | null {
  if (!months.includes(period)) return null;
  return { name: periodName(period), href: visit.url('/scorecard', { period }) };
}
