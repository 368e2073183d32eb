import { parseDecimal, parseFigureText } from '../numbers.ts';

/** What a person typed into a cell of a form: the figure, or a sentence that says why it is none. */
export type FormCell =
  | {
      /** A number in digits, words such as `tbd`, or nothing, where only a comment is there. */
      readonly value: string;
      readonly numerator: string;
      readonly denominator: string;
    }
  | { readonly doubt: string };

/** How a cell may be filled in, for the form and for findings. */
export const formCellTakes =
  'a number (27.5), a part of a whole (14/51), both (27 (14/51)), or one of: tbd, not reported, data due Jan 2021';

/** By what a part of a whole becomes the value; a count is no part of anything, and a rate has a base of its own. */
const wholes: Readonly<Record<string, number>> = {
  percent: 100,
  'rate per 10,000': 10_000,
  'cases per fte': 1,
  days: 1,
};

const digits = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+`;
const part = new RegExp(String.raw`^(${digits})\s*(?:/|out of|of)\s*(${digits})$`, 'iu');
const both = new RegExp(String.raw`^([^()]+?)\s*\((.+)\)$`, 'u');

/** Reads a cell of a form. @param unit the indicator's, as the form has it */
export function readFormCell(text: string, unit: string): FormCell {
  const typed = text.replaceAll(/\s+/gu, ' ').trim();
  const measure = unit.trim().toLowerCase();
  const outer = both.exec(typed);
  const inner = part.exec(outer ? outer[2]! : typed);
  if (inner === null) return outer ? expected() : whole(typed, measure);
  const [numerator, denominator] = [plain(inner[1]!), plain(inner[2]!)];
  if (outer !== null) {
    const value = whole(outer[1]!, measure);
    return 'doubt' in value ? value : { value: value.value, numerator, denominator };
  }
  const times = wholes[measure];
  if (times === undefined) {
    return {
      doubt: `A part of a whole has no value where the unit is ${measure || 'not given'}: write the value itself.`,
    };
  }
  if (Number(denominator) === 0) {
    return { doubt: 'Nothing can be a part of 0: leave the cell empty, or write not reported.' };
  }
  if (measure === 'percent' && Number(numerator) > Number(denominator)) {
    return { doubt: 'The part is larger than the whole: write the part first, as in 14/51.' };
  }
  const value = parseDecimal(((times * Number(numerator)) / Number(denominator)).toFixed(10))!;
  return { value, numerator, denominator };
}

/** A figure as a form shows it, so that `readFormCell` reads the same figure again. Decimal texts. */
export function formCellOf(
  figure: {
    readonly value: string | null;
    readonly text: string | null;
    readonly numerator: string | null;
    readonly denominator: string | null;
  },
  unit: string,
): string {
  const { value, text, numerator, denominator } = figure;
  if (value === null) return text ?? '';
  const shown = unit === 'percent' && isDoubtfulShare(value) ? `${value}%` : value;
  if (numerator === null || denominator === null) return shown;
  const inner = `${numerator}/${denominator}`;
  const read = readFormCell(inner, unit);
  return 'value' in read && read.value === value ? inner : `${shown} (${inner})`;
}

function whole(typed: string, measure: string): FormCell {
  const words = parseFigureText(typed);
  if (words !== null) return { value: words, numerator: '', denominator: '' };
  const isShare = measure === 'percent' && typed.endsWith('%');
  const value = parseDecimal(plain(isShare ? typed.slice(0, -1).trim() : typed));
  if (value === null) return expected();
  if (measure === 'percent' && !isShare && isDoubtfulShare(value)) {
    return { doubt: 'A percentage below 1 could be meant as a share of 1: write it with its sign, as in 0.5% or 50%.' };
  }
  return { value, numerator: '', denominator: '' };
}

/** Excel keeps 27 % as 0.27 in a cell with the format of percentages, and only the format shows it. */
function isDoubtfulShare(value: string): boolean {
  return Number(value) > 0 && Number(value) < 1;
}

function plain(number: string): string {
  return /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(number) ? number.replaceAll(',', '') : number;
}

function expected(): FormCell {
  return { doubt: `Expected ${formCellTakes}.` };
}
