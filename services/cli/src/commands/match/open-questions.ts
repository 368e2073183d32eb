import { contracts, knownLists, type ColumnContract, type ColumnPreview, type ValuePreview } from '@vigil/extracts';
import type { Looked, Match } from './look.ts';
import { nearest } from './nearest.ts';

/** Something that nobody has said yet, and what it may be: the person decides. */
export interface OpenQuestion {
  readonly kind: 'list' | 'header' | 'code';
  readonly asks: string;
  /** What may be meant, the likeliest first. */
  readonly choices: readonly string[];
  /** What may be answered at all. */
  readonly possible: readonly string[];
  /** The option that says it, up to the answer: `export_17.csv=` of `--list`. */
  readonly says: string;
}

/** What could still be said of the files, the lists before their columns, and these before their codes. */
export function openQuestions({ matches }: Looked): readonly OpenQuestion[] {
  return [
    ...unique(matches.flatMap(listQuestion)),
    ...unique(matches.flatMap(headerQuestions)),
    ...unique(matches.flatMap(codeQuestions)),
  ];
}

function listQuestion(match: Match): readonly OpenQuestion[] {
  if (match.list !== null) return dateQuestion(match, match.list);
  if (match.likely.length === 0) return [];
  return [
    {
      kind: 'list',
      asks: `Which list is ${match.name}?`,
      choices: match.likely,
      possible: [...knownLists.keys(), 'ignore'],
      says: `${datedPattern(match.name)}=`,
    },
  ];
}

/** A list that is known, but not its date, which its name seems to say. */
function dateQuestion({ name, asAt }: Match, list: string): readonly OpenQuestion[] {
  const [file = name, sheet] = name.split(' › ');
  const pattern = datedPattern(file);
  if (asAt !== null || pattern === file) return [];
  const is = sheet === undefined ? list : 'workbook';
  const asks = `Is the date in the name of ${file} its as-at date? It is read by the pattern ${pattern}.`;
  return [{ kind: 'list', asks, choices: [is], possible: [is], says: `${pattern}=` }];
}

function headerQuestions(match: Match): readonly OpenQuestion[] {
  return (match.preview?.columns ?? [])
    .filter(({ column }) => column === null)
    .flatMap((one) => {
      const choices = likelyColumns(one, match);
      // What nothing is like is asked for where the file cannot do without a column.
      if (choices.length === 0 && match.preview!.missing.length === 0) return [];
      const says = `${one.header}=`;
      return [
        {
          kind: 'header',
          asks: `${match.name}: what is “${one.header}”?`,
          choices,
          possible: freeColumns(match),
          says,
        },
      ];
    });
}

function codeQuestions({ name, preview }: Match): readonly OpenQuestion[] {
  return (preview?.columns ?? []).flatMap(({ column, values }) =>
    column === null
      ? []
      : values
          .filter(({ code, masked }) => code === null && !masked)
          .map((one) => ({
            kind: 'code' as const,
            asks: `${name}: what does “${one.value}” mean in ${column.name} (×${one.times})?`,
            choices: likelyCodes(one, column),
            possible: column.codes ?? [],
            says: `${column.name}:${one.value}=`,
          })),
  );
}

/**
 * Official columns that an unknown one may be: those of its list that the file does not have yet. Where none is called
 * alike, and one column is left over and one missing, it may be that.
 */
export function likelyColumns({ header }: ColumnPreview, match: Match): readonly string[] {
  const near = nearest(header, freeColumns(match));
  const { columns = [], missing = [] } = match.preview ?? {};
  const isAlone = missing.length === 1 && columns.filter(({ column }) => column === null).length === 1;
  return near.length === 0 && isAlone ? missing : near;
}

export function likelyCodes({ value, masked }: ValuePreview, { codes = [] }: ColumnContract): readonly string[] {
  return masked ? [] : nearest(value, codes, 2);
}

function freeColumns({ list, preview }: Match): readonly string[] {
  const taken = new Set(preview?.columns.map(({ column }) => column?.name));
  return (contracts.get(list ?? '')?.columns ?? []).map(({ name }) => name).filter((name) => !taken.has(name));
}

/** One header, or one value of a column, is asked for once, however many files have it. */
function unique(questions: readonly OpenQuestion[]): readonly OpenQuestion[] {
  return [...new Map(questions.toReversed().map((one) => [one.says, one])).values()].toReversed();
}

/** `Contacts_20210104.csv` → `Contacts_{asAt:yyyyMMdd}.csv`, so that tomorrow's file is known as well. */
function datedPattern(name: string): string {
  const dates = [
    ...name.matchAll(
      /(?<!\d)(?:20\d\d(?<a>[-_.]?)(?:0[1-9]|1[0-2])\k<a>(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?<b>[-_.]?)(?:0[1-9]|1[0-2])\k<b>20\d\d)(?!\d)/g,
    ),
  ];
  const [date, ...others] = dates;
  if (date === undefined || others.length > 0) return name;
  const yearFirst = date.groups?.['b'] === undefined;
  const separator = date.groups?.['a'] ?? date.groups?.['b'] ?? '';
  const format = (yearFirst ? ['yyyy', 'MM', 'dd'] : ['dd', 'MM', 'yyyy']).join(separator);
  return `${name.slice(0, date.index)}{asAt:${format}}${name.slice(date.index + date[0].length)}`;
}
