/** What people fill in. */
export const writtenColumns = [
  'period',
  'kind',
  'subject',
  'place',
  'indicators',
  'text',
  'evidence',
  'owner',
  'due',
  'state',
  'public',
] as const;

/** What stands beside it to be read; what becomes of it does not matter, but that a suggestion can be accepted. */
export const shownColumns = [
  'carried from',
  'author',
  'at',
  'heading',
  'list',
  'value',
  'target',
  'change',
  'suggestion',
] as const;

/** The columns of the form that words are written in, in its order. */
export const formColumns = [...writtenColumns, ...shownColumns] as const;
export type FormColumn = (typeof formColumns)[number];

/** A row of the form; what is empty is an empty text. */
export type FormRow = Readonly<Record<FormColumn, string>>;

/** The column that is meant by a header, however it is written; null where there is none. */
export function columnMeant(header: string): FormColumn | null {
  const name = header
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
  return formColumns.find((column) => column === name) ?? null;
}
