import type { IsoDate } from '@vigil/calendar';

/** Days that case systems write where they have none. */
const placeholders = new Set(['1900-01-01', '9999-12-31']);

export const isPlaceholderDate = (date: IsoDate): boolean => placeholders.has(date);

/**
 * A date as authorities write it: `dd/mm/yyyy` or `dd-mm-yyyy` (one-digit day or month allowed), or `yyyy-mm-dd`; each
 * with an optional time, which is dropped. Nothing else: never month first, never two-digit years. Takes a trimmed
 * text; gives null where it is none of these or no real day. Source: reference/extracts.md, "Reading".
 *
 * Reads character codes: a night has millions of dates, and nearly all are right.
 */
export function parseDate(text: string): IsoDate | null {
  if (text.charCodeAt(4) === hyphen && digits(text, 0, 4) >= 0) return yearFirst(text);
  const dayDigits = isDigit(text.charCodeAt(1)) ? 2 : 1;
  const separator = text.charCodeAt(dayDigits);
  if (separator !== slash && separator !== hyphen) return null;
  const monthStart = dayDigits + 1;
  const monthDigits = isDigit(text.charCodeAt(monthStart + 1)) ? 2 : 1;
  const yearStart = monthStart + monthDigits + 1;
  if (text.charCodeAt(yearStart - 1) !== separator) return null;
  return day(
    digits(text, yearStart, 4),
    digits(text, monthStart, monthDigits),
    digits(text, 0, dayDigits),
    text,
    yearStart + 4,
  );
}

const slash = 47;
const hyphen = 45;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const twoDigits = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, '0'));
const time =
  /^(?: +|T)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?$/;

function yearFirst(text: string): IsoDate | null {
  if (text.charCodeAt(7) !== hyphen) return null;
  return day(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2), text, 10);
}

function day(year: number, month: number, ofMonth: number, text: string, end: number): IsoDate | null {
  if (year < 1 || month < 1 || month > 12 || ofMonth < 1 || ofMonth > daysIn(year, month)) return null;
  if (text.length > end && !isTime(text, end)) return null;
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${twoDigits[month]}-${twoDigits[ofMonth]}`;
}

function daysIn(year: number, month: number): number {
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  return leap ? 29 : (monthLengths[month - 1] ?? 0);
}

/** Midnight is what databases add to a plain date, column after column. */
function isTime(text: string, start: number): boolean {
  return text.endsWith('00:00:00') && text.length === start + 9 && text.charCodeAt(start) === 32
    ? true
    : time.test(text.slice(start));
}

/** The number that so many digits make, or -1 where one of them is no digit. */
function digits(text: string, start: number, count: number): number {
  let number = 0;
  for (let index = start; index < start + count; index += 1) {
    const character = text.charCodeAt(index);
    if (!isDigit(character)) return -1;
    number = number * 10 + character - 48;
  }
  return number;
}

function isDigit(character: number): boolean {
  return character >= 48 && character <= 57;
}
