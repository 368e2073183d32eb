import { yesNoAliases } from './aliases/yes-no.ts';
import type { Aliases, ColumnContract, ColumnType, Identified, StoredType } from './contract.ts';

/** What the lists say of a column beyond its name, field and type; everything defaults to no. */
interface Marks {
  readonly required?: true;
  readonly event?: true;
  readonly decisive?: true;
  readonly stored?: true;
  readonly extension?: true;
  readonly newer?: true;
  readonly blankMeans?: string;
  readonly headerPatterns?: readonly RegExp[];
  readonly aliases?: Aliases;
}

const storedTypes: Readonly<Record<ColumnType, StoredType>> = {
  identifier: 'uuid',
  text: 'text',
  date: 'date',
  code: 'text',
  'yes-no': 'boolean',
  integer: 'integer',
  number: 'numeric',
  period: 'text',
  figure: 'numeric',
  indicator: 'text',
};

export function column(name: string, field: string, type: ColumnType, marks: Marks = {}): ColumnContract {
  const { required = false, event = false, decisive = false, stored = false, ...rest } = marks;
  return {
    name,
    field,
    type,
    required,
    event,
    decisive,
    stored,
    ...rest,
    ...(stored ? { storedType: storedTypes[type] } : {}),
  };
}

/** Required, and stored as a pseudonym. Its field is what it identifies. */
export const identifier = (
  name: string,
  identifies: Identified,
  marks: Pick<Marks, 'headerPatterns'> = {},
): ColumnContract => ({
  ...column(name, identifies, 'identifier', { required: true, stored: true, ...marks }),
  identifies,
});

export const date = (name: string, field: string, marks: Marks = {}): ColumnContract =>
  column(name, field, 'date', marks);

export const text = (name: string, field: string, marks: Marks = {}): ColumnContract =>
  column(name, field, 'text', marks);

export const code = (name: string, field: string, codes: readonly string[], marks: Marks = {}): ColumnContract => ({
  ...column(name, field, 'code', marks),
  codes,
});

/** Official answers: a) Yes, b) No. */
export const yesNo = (name: string, field: string, marks: Marks = {}): ColumnContract => ({
  aliases: yesNoAliases,
  ...column(name, field, 'yes-no', marks),
  codes: ['a) Yes', 'b) No'],
});

/** Official answers: a) Yes, b) No, c) Unknown; the last is stored as null. */
export const yesNoUnknown = (name: string, field: string, marks: Marks = {}): ColumnContract => ({
  ...column(name, field, 'yes-no', marks),
  codes: ['a) Yes', 'b) No', 'c) Unknown'],
});
