import { addMonths, type Period, shortPeriodName } from '@vigil/calendar';
import {
  displayYearToDate,
  type IndicatorDefinition,
  type JudgedFigure,
  plainNumber,
  threshold,
  withUnit,
} from '@vigil/indicators';
import type { SeriesChart } from '@vigil/charts';
import type { PackSeries } from './content.ts';
import type { PackCell, PackTable } from './pack.ts';
import { none, ragCell, valueOf } from './printed.ts';

/** The month and the twelve before it (behaviours B1), oldest first. */
export function thirteenMonths(period: Period): readonly Period[] {
  return Array.from({ length: 13 }, (_, index) => addMonths(period, index - 12));
}

interface Line {
  readonly title: string;
  /** Empty where the month has nothing of it. */
  readonly cell: (month: JudgedFigure) => PackCell | string;
  /** Always there, whatever its cells. */
  readonly always?: true;
}

/** 13 months under each other's heads: the figure, what it is of, its year, and how it is judged. */
export function monthsTable(
  series: PackSeries,
  period: Period,
  /** As the chart has them. */
  averages: SeriesChart['average'],
): PackTable {
  const { definition, judged } = series;
  const months = thirteenMonths(period);
  const byMonth = new Map(judged.map((month) => [month.figure.period, month]));
  const rows = linesOf(series, averages).flatMap(({ title, cell, always }) => {
    const cells = months.map((month): PackCell => {
      const found = byMonth.get(month);
      const told = found ? cell(found) : '';
      return typeof told === 'string' ? { text: told } : told;
    });
    if (!always && cells.every(({ text }) => text === '')) return [];
    return [{ cells: [{ text: title }, ...cells.map((one) => (one.text === '' ? { text: none } : one))], notes: [] }];
  });
  return {
    caption: `${definition.heading}: 13 months to ${shortPeriodName(period)}`,
    columns: [
      { title: 'Month', width: 2, align: 'left' },
      ...months.map((month) => ({ title: shortPeriodName(month), width: 1.25, align: 'right' as const })),
    ],
    rows,
  };
}

function linesOf({ definition, judged, snapshots }: PackSeries, averages: SeriesChart['average']): readonly Line[] {
  return [
    {
      title: definition.code ?? 'Figure',
      always: true,
      cell: (month) => ({ text: valueOf(definition, month), ...provisional(month) }),
    },
    { title: casesTitle(definition), cell: (month) => cases(definition, month) },
    { title: 'Year to date', cell: (month) => displayYearToDate(definition, month) ?? '' },
    {
      title: '12-month average',
      cell: ({ figure }) => averages.find(({ period }) => period === figure.period)?.shown ?? '',
    },
    {
      title: 'Target',
      cell: ({ target }) => (target === null ? '' : withUnit(plainNumber(threshold(target).value), definition.unit)),
    },
    // Where no month is rated, the panel says why.
    ...(judged.some(({ rag }) => rag !== 'grey')
      ? [{ title: 'RAG', cell: ({ rag }: JudgedFigure) => ragCell(rag) }]
      : []),
    {
      title: 'Status',
      cell: ({ figure: { period, status } }) => {
        if (status === 'provisional') return 'provisional';
        const snapshot = snapshots.get(period);
        return snapshot?.afterSettling && snapshot.reason !== null ? 'restated' : '';
      },
    },
  ];
}

function provisional({ figure }: JudgedFigure): Pick<PackCell, 'provisional'> {
  return figure.status === 'provisional' ? { provisional: true } : {};
}

function casesTitle({ unit }: IndicatorDefinition): string {
  return unit === 'percent' ? 'Of how many' : 'Number';
}

/** '14 of 51'; of a rate the number alone, since the population is the same in every month. */
function cases({ unit }: IndicatorDefinition, { figure: { numerator, denominator } }: JudgedFigure): string {
  if (numerator === null || denominator === null) return '';
  if (unit === 'percent') return `${plainNumber(numerator)} of ${plainNumber(denominator)}`;
  return unit === 'rate per 10,000' ? plainNumber(numerator) : '';
}
