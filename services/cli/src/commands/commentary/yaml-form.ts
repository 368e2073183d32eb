import { readFile } from 'node:fs/promises';
import { isMap, isSeq, LineCounter, parseDocument, stringify, type Document, type Node } from 'yaml';
import { periodName, type Period } from '@vigil/calendar';
import {
  columnMeant,
  formColumns,
  shownColumns,
  writtenColumns,
  type FormColumn,
  type FormFinding,
  type FormRow,
  type TypedRow,
} from '@vigil/commentary';
import { UnreadableFile } from '@vigil/connectors';
import type { HandedBackForm } from './csv-form.ts';

/** The form as YAML: what is empty is left out, but for what is to be filled in; the figures stand by themselves. */
export function yamlForm(period: Period, rows: readonly FormRow[]): string {
  const words = rows.map((row) => {
    const written = writtenColumns.filter((column) => column !== 'period' && (row[column] !== '' || isToFill(column)));
    const shown = shownColumns.filter((column) => row[column] !== '');
    return {
      ...Object.fromEntries(written.map((column) => [column, valueOf(column, row[column])])),
      ...(shown.length > 0 && { figures: Object.fromEntries(shown.map((column) => [column, row[column]])) }),
    };
  });
  return `# What people say of ${periodName(period)}. How it is filled in: vigil commentary export --help
# What stands under figures is to be read.
${stringify({ period, words }, { lineWidth: 100, nullStr: '' })}`;
}

function isToFill(column: FormColumn): boolean {
  return column === 'text' || column === 'state';
}

function valueOf(column: FormColumn, text: string): string | readonly string[] | boolean | null {
  if (text === '') return null;
  if (column === 'indicators') return text.split('; ');
  return column === 'public' ? text === 'yes' : text;
}

/**
 * Reads a form of YAML that was handed back.
 *
 * @throws {UnreadableFile} when it is not YAML, or no such form
 */
export async function readYamlForm(path: string): Promise<HandedBackForm> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(path, 'utf8'), { lineCounter: lines });
  const [error] = document.errors;
  if (error) throw new UnreadableFile(`It is not YAML: ${error.message.split('\n')[0]!.replace(/:$/u, '')}`);
  const words = document.get('words', true);
  if (!isMap(document.contents) || !isSeq(words)) {
    throw new UnreadableFile('It has no list called words; expected a form that vigil commentary export wrote.');
  }
  const content = contentOf(document);
  const period = typeof content['period'] === 'string' ? content['period'] : '';
  const entries = (content['words'] as readonly unknown[]).map((entry, index) =>
    entryOf(entry, lines.linePos((words.items[index] as Node).range?.[0] ?? 0).line, period),
  );
  return { rows: entries.map(({ row }) => row), findings: entries.flatMap(({ findings }) => findings) };
}

function contentOf(document: Document): Record<string, unknown> {
  try {
    return document.toJS() as Record<string, unknown>;
  } catch (error) {
    throw new UnreadableFile(`It is not YAML that Vigil reads: ${(error as Error).message}`);
  }
}

function entryOf(entry: unknown, line: number, period: string): { row: TypedRow; findings: FormFinding[] } {
  const findings: FormFinding[] = [];
  const cells: Partial<Record<FormColumn, string>> = { period };
  const wrong = (column: string, value: string, expected: string): void =>
    void findings.push({ line, subject: cells.subject ?? '', column, value, expected });
  const take = (given: object): void => {
    for (const [name, value] of Object.entries(given)) {
      const column = columnMeant(name);
      const text = textOf(value);
      if (column === null) wrong(name, '', `one of ${formColumns.join(', ')}`);
      else if (text === null) wrong(column, '', 'a text');
      else cells[column] = text;
    }
  };
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    wrong('', String(entry), 'a word: its kind, its subject, its text');
  } else {
    const { figures, ...written } = entry as { readonly figures?: unknown };
    take(written);
    if (typeof figures === 'object' && figures !== null) take(figures);
  }
  return { row: { line, cells }, findings };
}

/** What a value is in a cell; null where it is none. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (!Array.isArray(value)) return null;
  const texts = value.map(textOf);
  return texts.includes(null) ? null : texts.join('; ');
}
