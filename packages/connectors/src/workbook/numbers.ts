/*
 * Numbers and dates as a workbook stores them. A date is a number of days; only its cell's format, or its column, says
 * that it is one.
 */

const day = 86_400;
const milliseconds = 1000;
/** The day before serial 1 of each system; 1900's is one day earlier for serials behind its 29 February 1900. */
const eve1900 = Date.UTC(1899, 11, 30);
const first1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999, the last day Excel knows. */
const last1900 = 2_958_465;
const last1904 = last1900 - 1462;

const days = { 1900: new Map<number, string>(), 1904: new Map<number, string>() };

/**
 * A number in its shortest decimal form: 12345678, never 1.2345678E7, and no more than the fifteen significant digits
 * that Excel itself keeps and shows, nor more than fifteen decimals. Whole numbers keep their digits as they are
 * written: they may be identifiers. What is no number, or none that
 * anybody counts with (1E+22), is left as it is.
 */
export function decimalText(written: string): string {
  if (/^-?\d+$/.test(written)) return written;
  const number = Number(written);
  if (written === '' || !Number.isFinite(number)) return written;
  const exact = Number(number.toPrecision(15));
  if (Math.abs(exact) >= 1e21) return written;
  const text = String(exact);
  const decimals = text.length - 1 - text.indexOf('.');
  const plain = !text.includes('e') && (!text.includes('.') || decimals <= 15);
  return plain
    ? text
    : exact
        .toFixed(15)
        .replace(/\.?0+$/, '')
        .replace(/^-0$/, '0');
}

/**
 * The day that a serial number stands for, with its time where that is not midnight; null where it is no day.
 *
 * The system of 1900 counts a 29 February 1900 that never was (serial 60), and has a day 0 (which Excel shows as
 * 00/01/1900): both come out as just that, and are found to be no real days. Source: ECMA-376, part 1, 18.17.4.
 */
export function dateText(serial: number, from1904: boolean): string | null {
  if (!(serial >= 0 && serial < (from1904 ? last1904 : last1900) + 1)) return null;
  const seconds = Math.round(serial * day);
  const date = dayText(Math.floor(seconds / day), from1904);
  const time = seconds % day;
  if (time === 0) return date;
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date} ${two(Math.floor(time / 3600))}:${two(Math.floor(time / 60) % 60)}:${two(time % 60)}`;
}

function dayText(serial: number, from1904: boolean): string {
  const known = days[from1904 ? 1904 : 1900];
  const text = known.get(serial) ?? computedDay(serial, from1904);
  known.set(serial, text);
  return text;
}

function computedDay(serial: number, from1904: boolean): string {
  if (from1904) return isoDay(first1904, serial);
  if (serial === 0) return '1900-01-00';
  if (serial === 60) return '1900-02-29';
  return isoDay(eve1900, serial < 60 ? serial + 1 : serial);
}

function isoDay(start: number, daysLater: number): string {
  return new Date(start + daysLater * day * milliseconds).toISOString().slice(0, 10);
}
