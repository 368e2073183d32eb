import { isIsoDate } from '@vigil/calendar';
import type { IsoDate } from '@vigil/calendar';

/** What a name says that fits a pattern: its as-at date, where the pattern has one. */
type FileNameFit = { readonly asAt: IsoDate | null } | { readonly problem: string };

/**
 * What `files` of vigil.yaml says a file is: a list; `workbook`, whose sheets say which lists they are; a workbook's
 * sheets with their lists; or `ignore`.
 */
export type FileMeaning = string | Readonly<Record<string, string>>;

/** How a supplier names files, such as `Contacts_{asAt:yyyyMMdd}.csv`. */
export interface FilePattern {
  readonly text: string;
  /** Null where the name does not fit. */
  fit(file: { readonly folder: string; readonly name: string }): FileNameFit | null;
}

/**
 * Reads a pattern of file names, as `files` of vigil.yaml has them: `*` stands for any characters, `?` for one,
 * `{asAt}` for the as-at date as yyyy-MM-dd, and `{asAt:ddMMyyyy}` for a date written so. A folder may stand in front:
 * `{asAt:dd-MM-yyyy}/contacts*.csv`. Case does not matter, nor how an accent is composed.
 *
 * A name in which the date could stand in two places, or is no real day, is a problem and never a guess.
 *
 * @throws Error whose message says what was expected
 */
export function filePattern(text: string): FilePattern {
  const parts = text
    .normalize('NFC')
    .replaceAll('\\', '/')
    .split(/(\{[^{}]*\}|[*?])/);
  const placeholders = parts.filter((part) => part.startsWith('{'));
  const ofNames = parts.join('').split('/');
  if (text.trim() === '' || /[{}]/.test(parts.filter((part) => !placeholders.includes(part)).join(''))) {
    throw new Error(expected);
  }
  if (ofNames.length > 2 || ofNames.includes('')) {
    throw new Error('expected a file name, or a folder and a file name as in {asAt:yyyyMMdd}/contacts.csv');
  }
  if (placeholders.length > 1) throw new Error('expected one {asAt} at most: a file has one as-at date');
  const date = placeholders.map(dateFormat)[0] ?? null;

  const expression = (any: string): RegExp =>
    new RegExp(
      `^${parts.map((part, index) => partExpression(part, any, date, neighbours(parts, index))).join('')}$`,
      'iu',
    );
  // Where the date could stand in two places, the greedy reading finds the last and the lazy one the first.
  const readings = [expression('[^/]*'), expression('[^/]*?')];
  const inFolder = ofNames.length === 2;

  return {
    text,
    fit: ({ folder, name }) => {
      const path = (inFolder ? `${folder}/${name}` : name).normalize('NFC');
      const fits = readings.map((reading) => reading.exec(path));
      const [first] = fits;
      if (first === null || first === undefined) return null;
      if (date === null) return { asAt: null };
      const days = new Set(fits.map((fit) => date.read(fit?.groups ?? {})).filter((day) => day !== null));
      const [day, other] = days;
      if (day === undefined) return { problem: `the date in ${path} is no real day (expected ${date.format})` };
      if (other !== undefined) return { problem: `${path} could be as at ${[...days].toSorted().join(' or ')}` };
      return { asAt: day };
    },
  };
}

const expected = 'expected a file name, its as-at date written as {asAt:yyyyMMdd}';

interface DateFormat {
  readonly format: string;
  readonly expression: string;
  /** Null where it is no real day. */
  read(groups: Readonly<Record<string, string>>): IsoDate | null;
}

const expressions: Readonly<Record<string, string>> = {
  yyyy: String.raw`(?<year>\d{4})`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  dd: String.raw`(?<day>\d{2})`,
  d: String.raw`(?<day>\d{1,2})`,
};

function dateFormat(placeholder: string): DateFormat {
  const asAt = /^\{asAt(?::(?<format>.*))?\}$/.exec(placeholder);
  if (asAt === null) throw new Error(expected);
  const format = asAt.groups?.['format'] ?? 'yyyy-MM-dd';
  const parts = format.split(/(y+|M+|d+)/).filter((part) => part !== '');
  const fields = parts.filter((part) => /^[yMd]/.test(part));
  if (fields.includes('yy')) {
    throw new Error('expected four digits for the year, as in {asAt:yyyyMMdd}: two do not say which century');
  }
  const letters = new Set(fields.map((field) => field[0]));
  const known = parts.every((part) => expressions[part] !== undefined || /^[-_. ]+$/.test(part));
  if (!known || letters.size !== 3 || fields.length !== 3) {
    throw new Error('expected the as-at date as {asAt:yyyyMMdd}, {asAt:dd-MM-yyyy} or the like: yyyy, MM and dd once');
  }
  const bare = parts.some(
    (part, index) =>
      (part === 'M' || part === 'd') &&
      [parts[index - 1], parts[index + 1]].some((next) => next !== undefined && expressions[next] !== undefined),
  );
  if (bare)
    throw new Error('expected MM and dd where nothing stands between the parts of a date, as in {asAt:ddMMyyyy}');
  return {
    format,
    expression: parts.map((part) => expressions[part] ?? literal(part)).join(''),
    read: ({ year = '', month = '', day = '' }) => {
      const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
      return isIsoDate(iso) ? iso : null;
    },
  };
}

function neighbours(parts: readonly string[], index: number): { readonly before: boolean; readonly after: boolean } {
  // Between two marks that touch, splitting leaves an empty text.
  const wild = (at: number, beyond: number): boolean =>
    /^[*?]$/.test(parts[at] ?? '') || (parts[at] === '' && /^[*?]$/.test(parts[beyond] ?? ''));
  return { before: wild(index - 1, index - 2), after: wild(index + 1, index + 2) };
}

function partExpression(
  part: string,
  any: string,
  date: DateFormat | null,
  wild: { readonly before: boolean; readonly after: boolean },
): string {
  if (part === '*') return any;
  if (part === '?') return '[^/]';
  if (!part.startsWith('{') || date === null) return literal(part);
  // Beside a wildcard a date is not cut out of a longer number.
  return `${wild.before ? String.raw`(?<!\d)` : ''}${date.expression}${wild.after ? String.raw`(?!\d)` : ''}`;
}

function literal(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}
