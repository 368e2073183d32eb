/**
 * What is wrong with a file or a row. Source: reference/extracts.md, "Findings". `manifest-mismatch`, `empty-file` and
 * `shrunken-file` are found by whoever compares deliveries, `unreadable-file` by whoever reads, the two duplicates in
 * the database (see duplicates.ts); the rest in this package. `not-signed-off` and `other-form` are of contributors' forms.
 */
export type Rule =
  | 'manifest-mismatch'
  | 'missing-column'
  | 'unreadable-file'
  | 'empty-file'
  | 'shrunken-file'
  | 'ambiguous-column'
  | 'missing-required'
  | 'invalid-date'
  | 'invalid-number'
  | 'unknown-code'
  | 'column-count'
  | 'future-date'
  | 'date-order'
  | 'duplicate-row'
  | 'conflicting-duplicate'
  | 'placeholder-date'
  | 'unknown-column'
  | 'not-signed-off'
  | 'other-form';

/** `file`: the file is rejected; `row`: the row is quarantined; `warning`: the row is used. */
export type Severity = 'file' | 'row' | 'warning';

export interface Finding {
  /** 1-based, the header not counted; null where the finding is about the file. */
  readonly record: number | null;
  /** The line the record begins on, 1-based, the header counted. */
  readonly line: number | null;
  /** The official header, or the file's own where the column is unknown. */
  readonly column: string | null;
  readonly rule: Rule;
  readonly severity: Severity;
  /** Masked: see `mask`. */
  readonly value: string | null;
  /** What was expected, in a sentence; holds no value of a child. */
  readonly message: string;
}

/** What is wrong with a file as a whole. */
export function fileFinding(rule: Rule, message: string): Finding {
  return { record: null, line: null, column: null, rule, severity: 'file', value: null, message };
}

const shownCharacters = 40;

/**
 * The shape of a value without the value: `C3-000107` → `X#-######`, `31/02/2020` → `##/##/####`. It shows what is
 * wrong with how something is written and gives back neither an identifier nor a date of birth nor a name.
 */
export function mask(value: string): string {
  const characters = Array.from(value);
  const shape = characters.slice(0, shownCharacters).map(shapeOf).join('');
  return characters.length > shownCharacters ? `${shape}… (${characters.length} characters)` : shape;
}

function shapeOf(character: string): string {
  if (/\p{N}/u.test(character)) return '#';
  if (/\p{Lu}/u.test(character)) return 'X';
  if (/\p{L}/u.test(character)) return 'x';
  if (/\s/u.test(character)) return ' ';
  return /^[!-~£€]$/u.test(character) ? character : '?';
}
