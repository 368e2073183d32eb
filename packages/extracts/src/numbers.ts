const wholeNumber = /^([+-]?)0*(\d{1,15})(?:\.0+)?$/;
const decimalNumber = /^([+-]?)0*(\d{0,15})(?:\.(\d{1,15}))?$/;

/**
 * A whole number as plain digits, or null. `3.0` is 3, as spreadsheets write it; no thousands separators, no more than
 * 15 digits (what a number holds exactly).
 */
export function parseInteger(text: string): string | null {
  const match = wholeNumber.exec(text);
  return match ? signed(match[1], match[2] ?? '') : null;
}

/** A number as decimal text without superfluous zeros, or null: digits with an optional decimal point, no separators, no percent sign. */
export function parseDecimal(text: string): string | null {
  const match = decimalNumber.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  if (!/\d/.test(text)) return null;
  const decimals = fraction.replace(/0+$/, '');
  return signed(sign, decimals === '' ? whole || '0' : `${whole || '0'}.${decimals}`);
}

function signed(sign: string | undefined, digits: string): string {
  return sign === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

/** A figure that is not there yet, in the words reports use: `tbd`, `not reported`, `data due Jan 2021`. */
export function parseFigureText(text: string): string | null {
  const words = text.toLowerCase().replaceAll(/\s+/g, ' ');
  if (words === 'tbd' || words === 'not reported') return words;
  const due = /^data due (.{1,30})$/i.exec(text.replaceAll(/\s+/g, ' '));
  return due?.[1] !== undefined && /\d{4}/.test(due[1]) ? `data due ${due[1]}` : null;
}
