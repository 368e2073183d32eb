import { isIsoDate, isPeriod, type IsoDate, type Period, periodName, periodOf } from '@vigil/calendar';
import { type Place, placeNames, places } from '@vigil/indicators';

/**
 * A month, however a spreadsheet has made it over: 2020-12, Dec-20, December 2020, 01/12/2020.
 *
 * @returns null where it is none
 */
export function monthIn(text: string): Period | null {
  if (isPeriod(text)) return text;
  const day = dayIn(text);
  if (day !== null) return periodOf(day);
  const [, name = '', year = ''] = /^([a-z]{3,9})[\s-](\d{4}|\d{2})$/i.exec(text) ?? [];
  const number = name === '' ? -1 : monthNames.findIndex((month) => month.startsWith(name.toLowerCase()));
  if (number === -1) return null;
  return `${year.length === 2 ? `20${year}` : year}-${twoDigits(number + 1)}`;
}

const monthNames = Array.from({ length: 12 }, (_, month) =>
  periodName(`2020-${twoDigits(month + 1)}`)
    .replace(' 2020', '')
    .toLowerCase(),
);

/** A day, as 2021-01-31 or as spreadsheets in the UK make it over: 31/01/2021. Null where it is none. */
export function dayIn(text: string): IsoDate | null {
  const [, day, month, year] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text) ?? [];
  const date = year === undefined ? text : `${year}-${twoDigits(Number(month))}-${twoDigits(Number(day))}`;
  return isIsoDate(date) ? date : null;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** One of the three lists, by its short name or as the pack heads it. */
export function placeIn(text: string): Place | null {
  const typed = text.toLowerCase();
  return places.find((place) => place === typed || placeNames[place].toLowerCase() === typed) ?? null;
}

/** Spreadsheets write TRUE for what YAML calls true. */
export function yesNoIn(text: string): boolean | null {
  const typed = text.toLowerCase();
  if (['yes', 'y', 'true'].includes(typed)) return true;
  return ['no', 'n', 'false', ''].includes(typed) ? false : null;
}

/** A name of one's own as it is kept: 'Sickness absence' is sickness-absence. Empty where there is no letter in it. */
export function nameIn(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
