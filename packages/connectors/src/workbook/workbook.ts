import {
  contracts,
  formHeader,
  identifyList,
  isForm,
  matchHeaders,
  normaliseHeader,
  readForm,
  reportedList,
} from '@vigil/extracts';
import type { SourceMapping } from '@vigil/extracts';
import type { Table, TableRow } from '../reading/table.ts';
import { UnreadableFile } from '../reading/unreadable-file.ts';
import type { ByteSource } from './byte-source.ts';
import { meaningIn, numberReader } from './cell-text.ts';
import { findHeader, headerRows } from './header-row.ts';
import type { HeaderRow } from './header-row.ts';
import { openWorkbook } from './parts.ts';
import type { Sheet, Workbook } from './parts.ts';
import type { CellContext, SheetRow } from './row-collector.ts';
import { readSharedStrings } from './shared-strings.ts';
import { isGuidance, listOfSheet } from './sheet-names.ts';
import { sheetRows } from './sheet-rows.ts';
import { readDateStyles } from './styles.ts';

/** A sheet of a workbook, and which list it is. */
export interface SheetFound {
  readonly name: string;
  readonly list: string | null;
  /** Why it is passed over, where it is no list. */
  readonly reason: string | null;
  /** What a person should look at: that it could be two lists, or that another sheet is the same one; that it is hidden. */
  readonly problem?: string;
}

/** How a sheet's headers are known: its list, where that is certain already, and the source's own names. */
export interface SheetOptions {
  readonly list?: string;
  readonly mapping?: SourceMapping;
}

/** The rows among which the header is looked for: the first that hold something, in the first hundred of the sheet. */
const topRows = 30;
const lowestHeader = 100;
const batchSize = 1000;
/** Of a form, which is read as a whole: a person fills in some dozens of rows. */
const longestForm = 5000;

/**
 * The sheets of a workbook, in its order, and which list each is: by its name, or else by its headers; never by a guess.
 * Reads no more of a sheet than its first rows. Source: reference/extracts.md, "Delivery".
 *
 * @throws UnreadableFile where it is no workbook, protected, damaged, or made to exhaust its reader.
 */
export async function readSheets(bytes: ByteSource, mapping?: SourceMapping): Promise<readonly SheetFound[]> {
  const workbook = await openWorkbook(bytes);
  const context = await contextOf(workbook);
  const listOf = headerReader(mapping);
  const found: SheetFound[] = [];
  for (const sheet of workbook.sheets) found.push(await identifySheet(workbook, sheet, context, listOf));
  return found.map((sheet) => withoutRival(sheet, found));
}

/**
 * Reads a sheet as a table. Its header is found among its first rows; a row shorter than that has blank cells behind,
 * one that holds something beyond it is ragged; blank rows are no records. `line` is the sheet's row number. Memory does
 * not grow with the sheet, but does with the workbook's table of texts.
 *
 * Numbers, dates and the like become text: see `sheetRows` and `numberReader`. A contributor's form becomes rows of
 * `reported_figures`, whose `line` is the row in which a figure stands.
 *
 * @param bytes stays open until the rows are read; whoever opened it closes it.
 * @throws UnreadableFile where there is no such sheet or no header in it, and as `readSheets` does; so do its rows.
 */
export async function readSheet(bytes: ByteSource, name: string, options: SheetOptions = {}): Promise<Table> {
  const workbook = await openWorkbook(bytes);
  const sheet = workbook.sheets.find((one) => one.name === name);
  if (sheet === undefined || !sheet.isTable) {
    const names = workbook.sheets.map((one) => `“${one.name}”`).join(', ');
    throw new UnreadableFile(`The workbook has no sheet “${name}” with a table; its sheets are ${names}.`);
  }
  const context = await contextOf(workbook);
  const top = await topOf(workbook, sheet, context);
  if (isForm(top)) return formTable(workbook, sheet, context);
  const list = options.list ?? listOfSheet(name) ?? headerReader(options.mapping)(top).list;
  const contract = list === null ? undefined : contracts.get(list);
  const header = findHeader(top, contract, options.mapping);
  if (header === null) {
    throw new UnreadableFile(`The sheet ${name} has no header row among its first hundred rows. Export it again.`);
  }
  const columns = contract ? matchHeaders(contract, header.header, options.mapping).columns : [];
  const before = Array.from({ length: header.first }, () => null);
  const meanings = [...before, ...columns].map(meaningIn);
  const needed = [...before, ...columns].map((column) => column !== null);
  const rows = recordsOf(sheetRows(workbook, sheet, { ...context, meanings, needed }), header);
  return { header: header.header, encoding: 'workbook', delimiter: null, rows };
}

async function formTable(workbook: Workbook, sheet: Sheet, context: CellContext): Promise<Table> {
  const all: SheetRow[] = [];
  // A figure that was never calculated must not pass for one that is missing.
  const needed = Array.from({ length: 100 }, () => true);
  for await (const rows of sheetRows(workbook, sheet, { ...context, needed })) {
    all.push(...rows);
    if (all.length > longestForm) {
      throw new UnreadableFile(`The form ${sheet.name} has more than ${longestForm} rows: fill in the form as it was.`);
    }
  }
  const { rows, ...form } = readForm(all);
  const records = rows.map(({ line, column, cells, doubt }, index): TableRow => ({
    record: index + 1,
    line,
    cells,
    column,
    ...(doubt !== null && { doubt }),
  }));
  return { header: formHeader, encoding: 'workbook', delimiter: null, rows: inBatches(records), form };
}

async function* inBatches(rows: readonly TableRow[]): AsyncGenerator<readonly TableRow[]> {
  for (let from = 0; from < rows.length; from += batchSize) yield rows.slice(from, from + batchSize);
}

async function contextOf(workbook: Workbook): Promise<CellContext> {
  return {
    strings: await readSharedStrings(workbook),
    numbers: numberReader(await readDateStyles(workbook), workbook.from1904),
    meanings: [],
    needed: [],
  };
}

async function topOf(workbook: Workbook, sheet: Sheet, context: CellContext): Promise<readonly SheetRow[]> {
  const top: SheetRow[] = [];
  for await (const rows of sheetRows(workbook, sheet, context, lowestHeader)) {
    top.push(...rows);
    if (top.length >= topRows) break;
  }
  return top.slice(0, topRows);
}

async function* recordsOf(
  sheet: AsyncIterable<readonly SheetRow[]>,
  { number: headerNumber, first, header }: HeaderRow,
): AsyncGenerator<readonly TableRow[]> {
  let record = 0;
  let batch: TableRow[] = [];
  for await (const rows of sheet) {
    for (const { number, cells } of rows) {
      if (number <= headerNumber) continue;
      const own = first === 0 ? [...cells] : cells.slice(first);
      while (own.length < header.length) own.push('');
      record += 1;
      batch.push({ record, line: number, cells: own });
    }
    if (batch.length >= batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function identifySheet(
  workbook: Workbook,
  sheet: Sheet,
  context: CellContext,
  listOf: HeaderReader,
): Promise<SheetFound> {
  const { name } = sheet;
  const passedOver = (reason: string): SheetFound => ({ name, list: null, reason });
  if (!sheet.isTable) return passedOver('it is a chart, no table');
  if (isGuidance(name)) return passedOver('it holds guidance, no list');
  const top = await topOf(workbook, sheet, context);
  if (top.length === 0) return passedOver('it is blank: not even a header is in its first rows');

  if (isForm(top)) return { name, list: reportedList, reason: null };
  const byName = listOfSheet(name);
  const { list: byHeaders, candidates } = listOf(top);
  if (byName !== null && byHeaders !== null && byName !== byHeaders) {
    return undecided(name, `is ${byName} by its name, but ${byHeaders} by its headers; rename it, or export it again`);
  }
  const list = byName ?? byHeaders;
  if (list === null) {
    return candidates.length > 1
      ? undecided(name, `could be ${candidates.join(' or ')}; name it after its list`)
      : passedOver('neither its name nor its headers say which list it is');
  }
  const told = { name, list, reason: null };
  return sheet.hidden
    ? { ...told, problem: `The sheet ${name} is hidden in the workbook; it is read all the same.` }
    : told;
}

/** The list whose headers stand in one of a sheet's first rows; where none does, the lists they could be. */
type HeaderReader = (top: readonly SheetRow[]) => { list: string | null; candidates: readonly string[] };

const columnNames: ReadonlySet<string> = new Set(
  [...contracts.values()].flatMap(({ columns }) => columns.map(({ name }) => normaliseHeader(name))),
);

function headerReader(mapping: SourceMapping | undefined): HeaderReader {
  const names = new Set([...columnNames, ...Object.keys(mapping?.headers ?? {}).map(normaliseHeader)]);
  return (top) => {
    let several: readonly string[] = [];
    for (const { header } of headerRows(top)) {
      // Most rows are no headers, and quickly known not to be.
      if (!header.every((cell) => names.has(normaliseHeader(cell)))) continue;
      const found = identifyList(header, mapping);
      if ('list' in found) return { list: found.list, candidates: [found.list] };
      if (several.length === 0) several = found.candidates;
    }
    return { list: null, candidates: several };
  };
}

/** Two sheets of one list: which of them counts is for a person to say. */
function withoutRival(sheet: SheetFound, all: readonly SheetFound[]): SheetFound {
  const same = all.filter(({ list }) => list !== null && list === sheet.list);
  if (same.length < 2) return sheet;
  const names = same.map(({ name }) => `“${name}”`).join(' and ');
  return undecided(sheet.name, `is one of several that are ${sheet.list}: ${names}; leave one of them in the workbook`);
}

function undecided(name: string, what: string): SheetFound {
  return { name, list: null, reason: what, problem: `The sheet ${name} ${what}.` };
}
