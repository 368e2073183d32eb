import { isPeriod } from '@vigil/calendar';
import { answerOf, codeMatcher, expectedCodes } from './codes.ts';
import type { ColumnContract, ColumnType } from './contract.ts';
import { isPlaceholderDate, parseDate } from './dates.ts';
import { parseDecimal, parseFigureText, parseInteger } from './numbers.ts';

/** What is wrong with a cell, apart from being blank. */
export const invalid = Symbol('invalid');
export const unknownCode = Symbol('unknown code');
export const placeholder = Symbol('placeholder date');

/** A cell as understood; a figure that is words instead of a number comes as `FigureText`. */
type Parsed = string | boolean | FigureText | null | typeof invalid | typeof unknownCode | typeof placeholder;

/** A figure given in words (`tbd`), which is stored beside the number, not as one. */
export class FigureText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Reads a cell that is trimmed and not blank. */
export type CellParser = (cell: string) => Parsed;

export interface CellOptions {
  /** The source's mapping of this column's codes. */
  readonly codes?: Readonly<Record<string, string>>;
  /** An indicator's id from its id or code; null where there is none. */
  readonly indicators?: (text: string) => string | null;
}

/** The parser of a column's cells, built once a file. Null where a cell can hold anything and nothing is kept of it. */
export function cellParser(column: ColumnContract, options: CellOptions): CellParser | null {
  return parsers[column.type](column, options);
}

/** What the cells of a column must look like, in a sentence. */
export function expectation(column: ColumnContract): string {
  return column.codes === undefined
    ? expectations[column.type]
    : `${expectedCodes(column)} If the source writes it otherwise, add it to its mapping of codes.`;
}

const anything = ({ required, stored }: ColumnContract): CellParser | null =>
  required || stored ? (cell) => cell : null;

const parsers: Readonly<Record<ColumnType, (column: ColumnContract, options: CellOptions) => CellParser | null>> = {
  identifier: anything,
  text: anything,
  date: () => (cell) => {
    const date = parseDate(cell);
    if (date === null) return invalid;
    return isPlaceholderDate(date) ? placeholder : date;
  },
  code: (column, { codes }) => {
    const match = codeMatcher(column, codes);
    return (cell) => match(cell) ?? unknownCode;
  },
  'yes-no': (column, { codes }) => {
    const match = codeMatcher(column, codes);
    const answers = new Map((column.codes ?? []).map((code) => [code, answerOf(code)]));
    return (cell) => {
      const code = match(cell);
      return code === null ? unknownCode : (answers.get(code) ?? null);
    };
  },
  integer: () => (cell) => parseInteger(cell) ?? invalid,
  number: () => (cell) => parseDecimal(cell) ?? invalid,
  period: () => (cell) => (isPeriod(cell) ? cell : invalid),
  figure: () => (cell) => {
    const number = parseDecimal(cell);
    if (number !== null) return number;
    const words = parseFigureText(cell);
    return words === null ? invalid : new FigureText(words);
  },
  indicator: (_column, { indicators }) =>
    indicators === undefined ? (cell) => cell : (cell) => indicators(cell) ?? unknownCode,
};

const expectations: Readonly<Record<ColumnType, string>> = {
  identifier: 'Expected an identifier.',
  text: 'Expected a text.',
  date: 'Expected a real day as dd/mm/yyyy, dd-mm-yyyy or yyyy-mm-dd: day before month, four digits for the year.',
  code: 'Expected a code.',
  'yes-no': 'Expected yes or no.',
  integer: 'Expected a whole number in digits, without separators.',
  number: 'Expected a number in digits with an optional decimal point, without separators or a percent sign.',
  period: 'Expected a month as YYYY-MM.',
  figure: 'Expected a number in digits, or one of: tbd, not reported, data due <date>.',
  indicator: 'Expected the id or the code of an indicator in the catalogue.',
};
