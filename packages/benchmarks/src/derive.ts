import type { Derivation } from './comparison.ts';
import type { PublishedRow } from './published-row.ts';

/** A published figure: a number, or the symbol of what withholds it; neither where the table says nothing. */
export interface PublishedValue {
  readonly value: number | null;
  readonly symbol: string | null;
}

const nothing: PublishedValue = { value: null, symbol: null };

/** Makes a figure of a row's measures. What one of them withholds is withheld from the whole. */
export function derive(derivation: Derivation, { values }: Pick<PublishedRow, 'values'>): PublishedValue {
  switch (derivation.is) {
    case 'printed':
      return combined([values[derivation.measure]], ([printed = 0]) => printed);
    case 'share': {
      const parts = derivation.of.map((measure) => values[measure]);
      return combined([values[derivation.in], ...parts], ([whole = 0, ...of]) => (100 * sum(of)) / whole);
    }
    case 'ratio':
      return combined([values[derivation.to], values[derivation.of]], ([to = 0, of = 0]) => of / to);
  }
}

function combined(
  parts: readonly (number | string | undefined)[],
  compute: (numbers: readonly number[]) => number,
): PublishedValue {
  const symbol = parts.find((part) => typeof part === 'string');
  if (symbol !== undefined) return { value: null, symbol };
  const numbers = parts.filter((part) => typeof part === 'number');
  if (numbers.length < parts.length) return nothing;
  const value = compute(numbers);
  // Nothing over nothing is no figure.
  return Number.isFinite(value) ? { value, symbol: null } : nothing;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
