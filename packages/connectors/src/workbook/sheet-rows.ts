import { longestRecord } from '../reading/encoding.ts';
import { UnreadableFile } from '../reading/unreadable-file.ts';
import type { Sheet, Workbook } from './parts.ts';
import { readPlainRows } from './plain-rows.ts';
import { RowCollector } from './row-collector.ts';
import type { CellContext, SheetRow } from './row-collector.ts';
import { XmlReader } from './xml.ts';

/**
 * The rows of a sheet, in order and as they come, in batches of no certain size; blank ones are left out.
 *
 * - A formula counts as the value it had when the workbook was saved; an error (`#N/A`, `#REF!`) is a blank cell.
 * - True and false are `true` and `false`.
 * - Texts are as written, no-break spaces and all; whoever reads a cell trims it.
 *
 * @param lastRow where to stop reading, or a little later; blank rows with formats can go on for a million.
 * @throws UnreadableFile where the sheet is damaged, or a cell that is needed holds a formula never calculated.
 */
export async function* sheetRows(
  workbook: Workbook,
  sheet: Sheet,
  context: CellContext,
  lastRow = Infinity,
): AsyncGenerator<readonly SheetRow[]> {
  const collector = new RowCollector(sheet, context);
  const xml = new SheetXml(sheet, collector);
  for await (const chunk of workbook.package.read(sheet.part)) {
    // Behind the rows come validations and the like; they are only gone through to know that nothing was changed.
    if (collector.done) continue;
    xml.write(chunk);
    if (collector.rows.length > 0) yield collector.take();
    if (collector.row > lastRow) return;
  }
  if (!collector.done) xml.end();
  if (collector.rows.length > 0) yield collector.take();
  if (!collector.done) {
    throw new UnreadableFile(
      `The sheet ${sheet.name} breaks off: the workbook was not written to its end. Save it again.`,
    );
  }
}

/**
 * Reads a sheet's XML: rows in their plain form by `readPlainRows`, everything else by the XML parser. They take turns
 * only between rows, where the parser has read exactly to the end of a tag, so that neither sees half of anything.
 */
class SheetXml {
  readonly #xml: XmlReader;
  readonly #collector: RowCollector;
  #waiting = '';

  constructor(sheet: Sheet, collector: RowCollector) {
    this.#xml = new XmlReader(sheet.part, collector);
    this.#collector = collector;
  }

  write(chunk: Buffer): void {
    const text = this.#waiting + this.#xml.decode(chunk);
    this.#waiting = '';
    for (let at = 0; at < text.length;) {
      if (this.#collector.isBetweenRows && this.#xml.isAtTagEnd) {
        at = readPlainRows(text, at, this.#collector);
        if (text.length - at < longestRecord && !rowEndsIn(text, at)) {
          this.#waiting = text.slice(at);
          return;
        }
      }
      const end = partEnd(text, at, this.#collector.isInRows ? '</row>' : '<sheetData>');
      this.#xml.writeText(text.slice(at, end));
      at = end;
    }
  }

  end(): void {
    this.#xml.writeText(this.#waiting);
  }
}

/** Whether the text from here on is more than the beginning of a row. */
function rowEndsIn(text: string, at: number): boolean {
  return text.includes('</row>', at) || text.includes('</sheetData>', at);
}

/** Where the XML parser may stop: behind the next of such tags, as far as there is one. */
function partEnd(text: string, at: number, tag: '<sheetData>' | '</row>'): number {
  const start = text.indexOf(tag, at);
  return start < 0 ? text.length : start + tag.length;
}
