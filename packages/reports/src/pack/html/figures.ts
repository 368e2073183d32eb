import { shortPeriodName } from '@vigil/calendar';
import type { SeriesChart } from '@vigil/charts';
import type { PackTable } from '@vigil/pack';

/** What small charts beside each other show, as a table: a row a chart, a column a month. */
export function figuresOf(charts: readonly SeriesChart[]): PackTable {
  const periods = [...new Set(charts.flatMap(({ points }) => points.map(({ period }) => period)))].sort();
  return {
    caption: 'The figures of these charts',
    columns: [
      { title: 'Chart', width: 2.4, align: 'left' },
      ...periods.map((period) => ({ title: shortPeriodName(period), width: 1, align: 'right' as const })),
    ],
    rows: charts.map(({ heading, points }) => ({
      cells: [
        { text: heading },
        ...periods.map((period) => {
          const point = points.find((one) => one.period === period);
          return { text: point?.label || '–', provisional: point?.provisional ?? false };
        }),
      ],
      notes: [],
    })),
  };
}
