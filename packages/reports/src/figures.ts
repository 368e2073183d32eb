import { firstDay, shortPeriodName, type IsoDate, type Period } from '@vigil/calendar';
import { describeTarget, ragWords, threshold, type IndicatorDefinition, type JudgedFigure } from '@vigil/indicators';
import { shownValue, targetFormat, valueFormat } from './amounts.ts';
import { dayCell, formats, type Cell, type CellValue, type Sheet } from './sheet.ts';

/** A figure, how it is judged and what is known of its making. */
export interface ReportedFigure extends JudgedFigure {
  readonly definition: IndicatorDefinition;
  readonly asAt: IsoDate;
  readonly version: number;
  readonly definitionVersion: number;
  /** Why it was restated. */
  readonly reason: string | null;
  /** 0 to 1. */
  readonly quarantinedShare: number | null;
}

/** To be read: a row an indicator and member, a column a month, the newest last. */
export function byMonthSheet(figures: readonly ReportedFigure[]): Sheet {
  const months = [...new Set(figures.map(({ figure }) => figure.period))].toSorted();
  const series = new Map<string, ReportedFigure[]>();
  for (const one of figures) {
    const key = `${one.figure.indicator}\n${one.figure.member ?? ''}`;
    const own = series.get(key);
    if (own) own.push(one);
    else series.set(key, [one]);
  }
  return {
    name: 'By month',
    table: 'ByMonth',
    columns: [
      { heading: 'Section', width: 28 },
      { heading: 'Indicator', width: 52 },
      { heading: 'Member', width: 18 },
      { heading: 'Target', width: 16 },
      { heading: 'Status', width: 11 },
      ...months.map((month) => ({ heading: shortPeriodName(month), width: 12 })),
    ],
    rows: [...series.values()].map((own) => byMonthRow(own, months)),
    frozen: 3,
  };
}

/** Target and status are those of the newest month that has a figure. */
function byMonthRow(own: readonly ReportedFigure[], months: readonly Period[]): readonly (Cell | CellValue)[] {
  const byPeriod = new Map(own.map((one) => [one.figure.period, one]));
  const newest = byPeriod.get(months.findLast((month) => byPeriod.has(month))!)!;
  const { definition, figure, target } = newest;
  return [
    definition.section,
    definition.heading,
    figure.member,
    target && describeTarget(target, definition.unit),
    ragCell(newest),
    ...months.map((month) => monthCell(byPeriod.get(month))),
  ];
}

function monthCell(one: ReportedFigure | undefined): Cell | null {
  if (one === undefined) return null;
  const provisional = one.figure.status === 'provisional';
  return {
    value: shownValue(one.definition, one.figure),
    format: valueFormat(one.definition, one, { provisional }),
    ...(provisional && { italic: true }),
  };
}

/** To be sorted, filtered and pivoted: a row a figure. */
export function figuresSheet(figures: readonly ReportedFigure[]): Sheet {
  return {
    name: 'Figures',
    table: 'Figures',
    columns: [
      { heading: 'Indicator id', width: 26 },
      { heading: 'Code', width: 10 },
      { heading: 'Section', width: 28 },
      { heading: 'Indicator', width: 52 },
      { heading: 'Member', width: 18 },
      { heading: 'Month', width: 11, format: formats.month },
      { heading: 'Value', width: 11 },
      { heading: 'Text', width: 20 },
      { heading: 'Unit', width: 15 },
      { heading: 'Counted', width: 10 },
      { heading: 'Of', width: 10 },
      { heading: 'Target', width: 10 },
      { heading: 'Target in words', width: 18 },
      { heading: 'Year to date', width: 13, format: '#,##0.##' },
      { heading: 'Status', width: 11 },
      { heading: 'Change', width: 10, format: '+#,##0.0###;-#,##0.0###;0' },
      { heading: 'Better or worse', width: 15 },
      { heading: 'Settled', width: 12 },
      { heading: 'Origin', width: 11 },
      { heading: 'Restated for', width: 16 },
      { heading: 'Version', width: 9 },
      { heading: 'As at', width: 12, format: formats.day },
      { heading: 'Definition version', width: 17 },
      { heading: 'In quarantine', width: 14, format: formats.share },
    ],
    rows: figures.map(figureRow),
    frozen: 0,
  };
}

function figureRow(one: ReportedFigure): readonly (Cell | CellValue)[] {
  const { definition, figure, target, change } = one;
  const value = shownValue(definition, figure);
  const isNumber = typeof value === 'number';
  return [
    definition.id,
    definition.code,
    definition.section,
    definition.heading,
    figure.member,
    dayCell(firstDay(figure.period)),
    isNumber ? { value, format: valueFormat(definition, one) } : null,
    isNumber ? null : value,
    definition.unit,
    figure.numerator,
    figure.denominator,
    target && { value: threshold(target).value, format: targetFormat(definition, target) },
    target && describeTarget(target, definition.unit),
    one.yearToDate?.value ?? null,
    ragCell(one),
    change && Number(change.amount.toFixed(4)),
    change && change.verdict,
    figure.status,
    figure.origin,
    one.reason,
    one.version,
    dayCell(one.asAt),
    one.definitionVersion,
    one.quarantinedShare,
  ];
}

function ragCell({ rag }: Pick<JudgedFigure, 'rag'>): Cell {
  return { value: ragWords[rag], ...(rag !== 'grey' && { fill: rag }) };
}
