import { periodName, shortPeriodName } from '@vigil/calendar';
import { isSmallCohort } from '@vigil/indicators';
import { wordsRow } from './draft.ts';
import { currentOf, type Facts, shownOf } from './facts.ts';
import { thirteenMonths } from './months-table.ts';
import type { DraftRow } from './paginate.ts';
import { none, valueOf } from './printed.ts';
import type { Question } from './quality.ts';
import { counted, listed } from './wording.ts';

/** Figures of the 13 months that can still change, and those that changed after they had settled. */
export function unsettled({ series, period }: Facts): Question {
  const months = thirteenMonths(period);
  const rows = series
    .filter(({ member }) => member === null)
    .flatMap((one): DraftRow[] => {
      const { definition, judged, snapshots } = one;
      const within = judged.filter(({ figure }) => months.includes(figure.period));
      const provisional = within.filter(({ figure }) => figure.status === 'provisional');
      const restated = within.flatMap(({ figure }) => {
        const snapshot = snapshots.get(figure.period);
        return snapshot?.afterSettling && snapshot.reason !== null
          ? [`${shortPeriodName(figure.period)} (${snapshot.reason})`]
          : [];
      });
      if (provisional.length + restated.length === 0) return [];
      const names = provisional.map(({ figure }) => shortPeriodName(figure.period));
      return [
        wordsRow(
          [
            definition.heading,
            names.length === 0 ? none : listed(names),
            restated.length === 0 ? none : listed(restated),
          ],
          shownOf(
            one,
            within.map(({ figure }) => figure.period),
          ),
        ),
      ];
    });
  return {
    caption: 'Provisional and restated figures',
    columns: [
      ['Indicator', 5],
      ['Provisional', 4],
      ['Restated, and why', 5],
    ],
    rows,
    none: 'No figure of the last 13 months is provisional or restated.',
  };
}

/** Percentages of so few cases that a month says little. */
export function small({ series, rows, period }: Facts): Question {
  return {
    caption: 'Percentages of few cases, which one case moves visibly',
    columns: [
      ['Indicator', 5],
      [shortPeriodName(period), 2],
      ['Of', 2],
      ['The year together', 4],
    ],
    rows: series.flatMap((one): DraftRow[] => {
      const current = currentOf(one, period);
      if (one.member !== null || current === null || !isSmallCohort(one.definition, current.figure)) return [];
      const year = rows.get(one.definition.id)?.smallYear ?? null;
      const pooled =
        year === null || year.months < 2
          ? none
          : `${valueOf(one.definition, { ...current, target: null, figure: { ...current.figure, ...year } })}, ` +
            `${year.numerator.toLocaleString('en-GB')} of ${year.denominator.toLocaleString('en-GB')} in ${counted(year.months, 'month')}`;
      const { denominator } = current.figure;
      return [
        wordsRow(
          [
            one.definition.heading,
            valueOf(one.definition, current),
            (denominator ?? 0).toLocaleString('en-GB'),
            pooled,
          ],
          shownOf(one, [period]),
        ),
      ];
    }),
    none: 'No percentage of the month is of few cases.',
  };
}

/** Where a series goes on with figures of the other origin, with which none is compared. */
export function breaks({ series, period }: Facts): Question {
  const months = thirteenMonths(period);
  return {
    caption: 'Breaks in the series: months that are not compared with those before them',
    columns: [
      ['Indicator', 5],
      ['Breaks', 9],
    ],
    rows: series.flatMap((one): DraftRow[] => {
      const { definition, member, judged } = one;
      const found = judged.flatMap(({ figure: { period: month, origin } }, index) => {
        const before = judged[index - 1]?.figure.origin ?? origin;
        return before === origin || !months.includes(month)
          ? []
          : [`${origin} since ${periodName(month)}, ${before} before`];
      });
      if (member !== null || found.length === 0) return [];
      return [wordsRow([definition.heading, found.join('; ')], shownOf(one, months))];
    }),
    none: 'No series changed its origin within the last 13 months.',
  };
}
