/**
 * What a table says in a cell: a number; a symbol where it withholds one; null where it is blank.
 * Symbols (Government Statistical Service): c confidential, x not available, z not applicable, u unreliable,
 * k or low: rounds to nothing but is not nothing. What is suppressed stays suppressed.
 */
export type Cell = number | string | null;

const number = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
const known = new Set(['c', 'x', 'z', 'u', 'k', 'low', ':', '~', '-', '..', '.']);
const symbolLike = /^\[?[a-z]{1,3}\]?$/;

export type ReadCell =
  | { readonly is: 'number' | 'blank' | 'symbol' | 'unknown symbol'; readonly cell: Cell }
  | { readonly is: 'unreadable' };

/** Reads a cell of a measure. */
export function readCell(written: string): ReadCell {
  const text = written.trim();
  if (text === '') return { is: 'blank', cell: null };
  if (number.test(text)) return { is: 'number', cell: Number(text.replaceAll(',', '')) };
  const symbol = text.toLowerCase().replaceAll(/^\[|\]$/g, '');
  if (known.has(symbol)) return { is: 'symbol', cell: symbol };
  if (symbolLike.test(text.toLowerCase())) return { is: 'unknown symbol', cell: symbol };
  return { is: 'unreadable' };
}

const meanings: Readonly<Record<string, string>> = {
  c: 'suppressed to protect people',
  x: 'not available',
  z: 'not applicable',
  u: 'of low reliability',
  k: 'rounds to nothing',
  low: 'rounds to nothing',
};

/** A symbol in words. */
export function symbolInWords(symbol: string): string {
  return meanings[symbol] ?? `withheld (${symbol})`;
}
