import type { Unit } from './definition.ts';

const noBreakSpace = '\u00A0';
/** More decimals than a double of ordinary size holds; a bound for those who look for enough of them. */
export const mostDecimals = 20;

/** Differences of doubles miss the decimal difference by less: 78.9 less 78.4 is a little more than 0.5. */
export const doubleNoise = 1e-9;

/**
 * Rounds half away from zero, on the decimal digits one sees rather than on the binary fraction behind them: 1.005 is
 * 1.01 to two decimals, although the nearest double lies below it. It is what PostgreSQL does to a numeric.
 */
export function roundHalfUp(value: number, decimals: number): number {
  return Number(formatter(decimals, decimals, false).format(asDecimal(value)));
}

/** '1,484', '29.10': rounded half up to so many decimals, with thousands separators. */
export function fixedNumber(value: number, decimals: number): string {
  return formatter(decimals, decimals, true).format(asDecimal(value));
}

/** '0.3', '1,484': with the decimals it has. */
export function plainNumber(value: number): string {
  return formatter(0, mostDecimals, true).format(asDecimal(value));
}

/** '27 %', '11.2 days'; counts and rates stand bare. The space does not break. */
export function withUnit(number: string, unit: Unit): string {
  if (unit === 'percent') return `${number}${noBreakSpace}%`;
  if (unit === 'days') return `${number}${noBreakSpace}days`;
  return number;
}

/** A share (0 to 1) in percent, to one decimal and small ones not rounded away: '1.2 %', 'under 0.1 %'. */
export function shareInWords(share: number): string {
  const percent = share > 0 && share < 0.001 ? 'under 0.1' : plainNumber(roundHalfUp(100 * share, 1));
  return withUnit(percent, 'percent');
}

function asDecimal(value: number): Intl.StringNumericLiteral {
  return String(value) as Intl.StringNumericLiteral;
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(leastDecimals: number, decimals: number, useGrouping: boolean): Intl.NumberFormat {
  const key = `${String(leastDecimals)} ${String(decimals)} ${String(useGrouping)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: leastDecimals,
      maximumFractionDigits: decimals,
      useGrouping,
      signDisplay: 'negative',
    });
    formatters.set(key, found);
  }
  return found;
}
