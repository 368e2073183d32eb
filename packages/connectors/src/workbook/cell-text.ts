import type { ColumnContract, ColumnType } from '@vigil/extracts';
import { dateText, decimalText } from './numbers.ts';
import type { DateStyles } from './styles.ts';

/**
 * What a number means in a column: a date or a month, a plain number, or whatever the cell's own format shows. The
 * column's contract says it better than a format that somebody set for a whole sheet, or lost in pasting.
 */
export type NumberMeaning = 'date' | 'month' | 'number' | 'as-formatted';

const meanings: Readonly<Partial<Record<ColumnType, NumberMeaning>>> = {
  date: 'date',
  period: 'month',
  identifier: 'number',
  integer: 'number',
  number: 'number',
  figure: 'number',
};

export function meaningIn(column: ColumnContract | null | undefined): NumberMeaning {
  return (column && meanings[column.type]) ?? 'as-formatted';
}

/** A cell that holds a number, as text. */
export type NumberReader = (written: string, style: number, meaning: NumberMeaning) => string;

/** Reads the numbers of a workbook: its date formats, and the year it counts days from. */
export function numberReader(dateStyles: DateStyles, from1904: boolean): NumberReader {
  return (written, style, meaning) => {
    const formatted = dateStyles[style] === true;
    if (meaning === 'number' || (meaning !== 'date' && !formatted)) return decimalText(written);
    const date = dateText(Number(written), from1904);
    if (date === null) return decimalText(written);
    if (meaning === 'month') return date.endsWith('-01') ? date.slice(0, 7) : date;
    return formatted || isLikely(date) ? date : decimalText(written);
  };
}

/**
 * A number without a date format in a column of dates is a date whose format was lost, unless it would lie outside the
 * lives of people on record: 2015 is a year, not 7 July 1905, and 15092020 no day at all.
 */
function isLikely(date: string): boolean {
  return date >= '1920' && date < '2100';
}

/** A date cell that is written as such (`t="d"`), without a time that is midnight. */
export function writtenDate(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?)?$/.exec(text);
  if (match?.[1] === undefined) return text;
  return match[2] === undefined || match[2] === '00:00:00' ? match[1] : `${match[1]} ${match[2]}`;
}
