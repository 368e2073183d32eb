import {
  codeMatcher,
  contracts,
  knownLists,
  normaliseHeader,
  type ColumnContract,
  type FileMeaning,
} from '@vigil/extracts';
import type { SourceConfig } from '@vigil/runtime';
import { WrongUse } from '../../wrong-use.ts';
import { nearest } from './nearest.ts';

/** What a person said of a source's names: nothing that nobody said is ever in it. */
export interface Confirmed {
  /** Pattern of file names → what such files are. */
  readonly files: Readonly<Record<string, FileMeaning>>;
  /** The source's header → the official one. */
  readonly headers: Readonly<Record<string, string>>;
  /** Official header → the source's value → the official code. */
  readonly codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const nothingConfirmed: Confirmed = { files: {}, headers: {}, codes: {} };

/** Both together; what was said later counts. */
export function together(one: Confirmed, other: Confirmed): Confirmed {
  const files: Record<string, FileMeaning> = { ...one.files };
  for (const [pattern, meaning] of Object.entries(other.files)) {
    const before = files[pattern];
    files[pattern] = typeof meaning === 'object' && typeof before === 'object' ? { ...before, ...meaning } : meaning;
  }
  const codes: Record<string, Record<string, string>> = {};
  for (const said of [one.codes, other.codes]) {
    for (const [header, values] of Object.entries(said)) codes[header] = { ...codes[header], ...values };
  }
  return { files, headers: { ...one.headers, ...other.headers }, codes };
}

export const isNothing = ({ files, headers, codes }: Confirmed): boolean =>
  [files, headers, codes].every((said) => Object.keys(said).length === 0);

/** What was said, a line each. */
export function saidInWords({ files, headers, codes }: Confirmed): readonly string[] {
  return [
    ...Object.entries(files).flatMap(([pattern, meaning]) =>
      typeof meaning === 'string'
        ? [`${pattern} is ${meaning}`]
        : Object.entries(meaning).map(([sheet, list]) => `${pattern} › ${sheet} is ${list}`),
    ),
    ...Object.entries(headers).map(([from, to]) => `${from} is ${to}`),
    ...Object.entries(codes).flatMap(([column, values]) =>
      Object.entries(values).map(([value, code]) => `${column}: ${value} is ${code}`),
    ),
  ];
}

/** The source as it would be with what was confirmed. */
export function withConfirmed<S extends Pick<SourceConfig, 'files' | 'mapping'>>(source: S, confirmed: Confirmed): S {
  const { files, headers, codes } = together({ files: source.files, ...source.mapping }, confirmed);
  return { ...source, files, mapping: { headers, codes } };
}

/**
 * `export_17.csv=contacts`, or `export.xlsx › Tab 1=contacts` for one sheet.
 * @throws {WrongUse} naming what was expected
 */
export function confirmedList(text: string): Confirmed {
  const { from, to } = halves(text, '--list "export_17.csv=contacts"');
  const [, file = from, sheet] = /^(.*?\.\w+) *[›>] *(.+)$/u.exec(from) ?? [];
  const meanings = [...knownLists.keys(), 'ignore', ...(sheet === undefined ? ['workbook'] : [])];
  if (!meanings.includes(to)) {
    const near = nearest(to, meanings);
    throw new WrongUse(
      `--list "${text}": ${to} is no list. ${near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'vigil lists names them.'}`,
    );
  }
  return { ...nothingConfirmed, files: { [file]: sheet === undefined ? to : { [sheet]: to } } };
}

/**
 * `Person ID=Child Unique ID`.
 * @throws {WrongUse} naming what was expected
 */
export function confirmedHeader(text: string): Confirmed {
  const { from, to } = halves(text, '--header "Person ID=Child Unique ID"');
  const official = officialColumns().find(({ name }) => normaliseHeader(name) === normaliseHeader(to));
  if (official === undefined) {
    const near = nearest(to, [...new Set(officialColumns().map(({ name }) => name))]);
    const advice = near.length > 0 ? `Did you mean “${near.join('” or “')}”?` : 'vigil lists LIST names its columns.';
    throw new WrongUse(`--header "${text}": no list has a column “${to}”. ${advice}`);
  }
  return { ...nothingConfirmed, headers: { [from]: official.name } };
}

/**
 * `Gender:Girl=b) Female`; the code may be written in any of its own spellings.
 * @throws {WrongUse} naming what was expected
 */
export function confirmedCode(text: string): Confirmed {
  for (const [column, rest] of splits(text, ':')) {
    const official = officialColumns().filter(
      ({ name, codes }) => codes !== undefined && normaliseHeader(name) === normaliseHeader(column),
    );
    if (official.length === 0) continue;
    for (const [value, to] of splits(rest, '=')) {
      for (const one of official) {
        const code = codeMatcher(one)(to);
        if (code !== null && value.trim() !== '') {
          return { ...nothingConfirmed, codes: { [one.name]: { [value.trim()]: code } } };
        }
      }
    }
    const [first] = official;
    throw new WrongUse(
      `--code "${text}": expected a code of ${first!.name} after the equals sign: ${(first!.codes ?? []).join(', ')}.`,
    );
  }
  throw new WrongUse(
    `--code "${text}": expected a column of codes, a value and its code, as in --code "Gender:Girl=b) Female".`,
  );
}

function officialColumns(): readonly ColumnContract[] {
  return [...contracts.values()].flatMap(({ columns }) => columns);
}

function halves(text: string, example: string): { readonly from: string; readonly to: string } {
  const at = text.lastIndexOf('=');
  const [from, to] = [text.slice(0, Math.max(at, 0)).trim(), text.slice(at + 1).trim()];
  if (from === '' || to === '') throw new WrongUse(`"${text}" does not say what is what; expected ${example}.`);
  return { from, to };
}

/** A text cut at each of its separators. */
function splits(text: string, separator: string): readonly (readonly [string, string])[] {
  return Array.from(text).flatMap((_, at) =>
    text.startsWith(separator, at) ? [[text.slice(0, at), text.slice(at + 1)] as const] : [],
  );
}
