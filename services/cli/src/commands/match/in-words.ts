import { type ColumnPreview, type ValuePreview } from '@vigil/extracts';
import { printColumns } from '../../output.ts';
import type { Looked, Match } from './look.ts';
import { likelyCodes, likelyColumns } from './open-questions.ts';

/** More of one kind nobody reads; --format json has all. */
const shownAtMost = 12;

/** What was looked at, for people. */
export function inWords(looked: Looked): string {
  const others = looked.otherFolders;
  const beside =
    others.length === 0
      ? ''
      : ` (also there, not looked into: ${others.slice(-5).join(', ')}${others.length > 5 ? ', …' : ''})`;
  const files = looked.matches.map((match) => `\n${matchInWords(match)}`).join('');
  return `${looked.location}${beside}\n${files === '' ? '\nThere is no file in it.\n' : files}`;
}

function matchInWords(match: Match): string {
  const lines = [titleOf(match)];
  if (match.problem !== null) lines.push(`  ${match.problem}.`.replace(/\.\.$/, '.'));
  if (match.likely.length > 0) lines.push(`  It may be ${match.likely.join(' or ')}. Nobody has said so yet.`);
  const { preview } = match;
  if (preview === null) return `${lines.join('\n')}\n`;
  const known = preview.columns.filter(({ column }) => column !== null);
  lines.push(
    ...columnsInWords(match, preview.columns),
    ...known.flatMap(valuesInWords),
    ...known.flatMap(({ column, unread, expected }) =>
      indented(
        `${column!.name}: cells that are none, by their shape`,
        cutOff(unread, ({ shape, times }) => [shape, `×${times}`]),
        expected,
      ),
    ),
    `  ${outcomeOf(match)}`,
  );
  return `${lines.join('\n')}\n`;
}

function titleOf({ name, list, because, asAt, asAtBecause, problem }: Match): string {
  const date = asAt === null ? '; nothing says its as-at date' : `; as at ${asAt} (${asAtBecause})`;
  if (list !== null) return `${name} is ${list} (${because})${date}`;
  return problem === null ? `${name} is passed over: ${because}` : `${name} cannot be read as it is`;
}

/** Those that are called as the list calls them need no line each. */
function columnsInWords(match: Match, columns: readonly ColumnPreview[]): readonly string[] {
  const same = columns.filter(({ header, column }) => header === column?.name).map(({ header }) => header);
  const others = columns.filter(({ header, column }) => header !== column?.name);
  return [
    ...(same.length === 0 ? [] : [`  Columns called as in the list: ${same.join(', ')}`]),
    ...indented(
      same.length === 0 ? 'Columns' : 'Other columns',
      others.map((one) => [one.header, columnInWords(one, match)]),
    ),
  ];
}

function columnInWords(one: ColumnPreview, match: Match): string {
  if (one.column !== null) {
    const because = { name: '', mapping: ' (mapping)', pattern: ' (its words fit)' }[one.because ?? 'name'];
    return `→ ${one.column.name}${because}`;
  }
  const near = likelyColumns(one, match);
  return near.length === 0 ? '  not read' : `? not read; perhaps ${near.join(' or ')}`;
}

/** Values that are codes as they stand are only counted. */
function valuesInWords({ column, values, unlisted, expected }: ColumnPreview): readonly string[] {
  const others = values.filter(({ value, code }) => code !== value);
  const plain = values.length - others.length;
  const line = (one: ValuePreview): readonly string[] => {
    const near = one.code === null ? likelyCodes(one, column!) : [];
    const perhaps = near.length === 0 ? '' : `; perhaps ${near.join(' or ')}`;
    return [one.value, `×${one.times}`, one.code === null ? `? not understood${perhaps}` : `→ ${one.code}`];
  };
  if (values.length === 0) return [];
  const heading = `${column!.name}: ${plain === 0 ? 'values' : `${others.length === 0 ? 'all' : `${plain} of`} ${values.length} values as in the list`}`;
  return [
    ...(others.length === 0
      ? [`  ${heading}`]
      : indented(
          heading,
          cutOff(
            // What is not understood must not be cut off by what is.
            others.toSorted((a, b) => Number(a.code !== null) - Number(b.code !== null)),
            line,
          ),
          expected,
        )),
    ...(unlisted === 0 ? [] : [`     and ${unlisted} cells with still other values: hardly a column of codes`]),
  ];
}

function cutOff<T>(all: readonly T[], line: (one: T) => readonly string[]): readonly (readonly string[])[] {
  const more = all.length - shownAtMost;
  return [...all.slice(0, shownAtMost).map(line), ...(more > 0 ? [[`… and ${more} more (--format json)`]] : [])];
}

function outcomeOf({ preview }: Match): string {
  if (preview === null) return '';
  const rows = preview.rows === 1 ? '1 row' : `${preview.rows} rows`;
  const reasons = [
    ...(preview.missing.length === 0 ? [] : [`it lacks ${preview.missing.map((name) => `“${name}”`).join(', ')}.`]),
    ...preview.rejectedBecause,
  ];
  if (reasons.length > 0) return `${rows}, but the file would be rejected: ${reasons.join(' ')}`;
  const rules = Object.entries(preview.quarantined);
  const aside = rules.reduce((sum, [, times]) => sum + times, 0);
  if (aside === 0) return `${rows}, and all of them can be used.`;
  const details = rules.map(([rule, times]) => `${rule} ${times}`).join(', ');
  return `${rows}, of which ${aside} would be quarantined (${details}).`;
}

function indented(
  heading: string,
  lines: readonly (readonly string[])[],
  below: string | null = null,
): readonly string[] {
  if (lines.length === 0) return [];
  const body = printColumns(lines.map((line) => ['   ', ...line])).trimEnd();
  return [`  ${heading}`, body, ...(below === null ? [] : [`     ${below}`])];
}
