import { longestRecord } from '../reading/encoding.ts';
import { UnreadableFile } from '../reading/unreadable-file.ts';
import { writtenDate } from './cell-text.ts';
import type { NumberMeaning, NumberReader } from './cell-text.ts';
import type { Sheet } from './parts.ts';
import type { RowSink } from './plain-rows.ts';
import { RichText, unescaped } from './rich-text.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { XmlHandler } from './xml.ts';

/** A row that holds something: its number in the sheet, and its cells from column A to the last that holds anything. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** What cells are read with. */
export interface CellContext {
  readonly strings: SharedStrings;
  readonly numbers: NumberReader;
  /** What numbers mean, by column from A. */
  readonly meanings: readonly NumberMeaning[];
  /** Columns whose cells must be known, from A. */
  readonly needed: readonly boolean[];
}

const mostRows = 1_048_576;
const mostColumns = 16_384;

/** Puts a sheet's rows together from its tags, or from cells that were read otherwise. */
export class RowCollector implements XmlHandler, RowSink {
  rows: SheetRow[] = [];
  /** Whether all rows were seen. */
  done = false;
  /** The number of the row that was begun last. */
  row = 0;

  readonly #sheet: Sheet;
  readonly #context: CellContext;
  readonly #inline = new RichText();
  #inRows = false;
  #inRow = false;

  #rowBefore = 0;
  #cells: string[] = [];
  #characters = 0;

  #column = -1;
  #type = 'n';
  #style = 0;
  #value: string | null = null;
  #taking = false;
  #isInline = false;
  #isFormula = false;

  constructor(sheet: Sheet, context: CellContext) {
    this.#sheet = sheet;
    this.#context = context;
  }

  take(): readonly SheetRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (!this.#inRows) {
      this.#inRows = name === 'sheetData' && !this.done;
    } else if (name === 'v') {
      this.#taking = true;
      this.#value = '';
    } else if (name === 'c') {
      const { r, s, t } = attributes;
      this.#beginCell(r, s, t);
    } else if (name === 'row') {
      this.beginRow(attributes['r']);
    } else if (name === 'f') {
      this.#isFormula = true;
    } else if (name === 'is') {
      this.#isInline = true;
      this.#inline.set('');
    } else if (this.#isInline) {
      this.#inline.open(name);
    }
  }

  text(text: string): void {
    if (this.#taking) this.#value += text;
    else if (this.#isInline) this.#inline.add(text);
    else return;
    if (this.#inline.length > longestRecord) throw this.#tooLong();
  }

  close(name: string): void {
    if (name === 'v') this.#taking = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.endRow();
    else if (name === 'is') this.#isInline = false;
    else if (this.#isInline) this.#inline.close(name);
    else if (name === 'sheetData') {
      this.done = this.#inRows;
      this.#inRows = false;
    }
  }

  /** Whether the sheet's rows have begun and not ended. */
  get isInRows(): boolean {
    return this.#inRows;
  }

  get isBetweenRows(): boolean {
    return this.#inRows && !this.#inRow;
  }

  beginRow(written: string | undefined): void {
    const number = written === undefined ? this.row + 1 : Number(written);
    if (!Number.isInteger(number) || number <= this.row || number > mostRows) {
      throw this.#damaged(`a row is numbered wrongly behind row ${this.row}`);
    }
    this.#inRow = true;
    this.#rowBefore = this.row;
    this.row = number;
    this.#cells = [];
    this.#characters = 0;
    this.#column = -1;
  }

  endRow(): void {
    if (this.#cells.length > 0) this.rows.push({ number: this.row, cells: this.#cells });
    this.#inRow = false;
  }

  abandonRow(): void {
    this.row = this.#rowBefore;
    this.#inRow = false;
  }

  plainCell(
    column: string | undefined,
    style: string | undefined,
    type: string | undefined,
    isFormula: boolean,
    value: string | undefined,
    inline: string | undefined,
  ): void {
    this.#beginCell(column, style, type);
    this.#isFormula = isFormula;
    if (value !== undefined) this.#value = value;
    if (inline !== undefined) this.#inline.set(inline);
    this.#endCell();
  }

  #beginCell(reference: string | undefined, style: string | undefined, type: string | undefined): void {
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (this.#column < 0 || this.#column >= mostColumns) throw this.#damaged(`a cell of row ${this.row} is nowhere`);
    this.#type = type ?? 'n';
    this.#style = style === undefined ? 0 : Number(style);
    this.#value = null;
    this.#isInline = false;
    this.#isFormula = false;
    this.#inline.set('');
  }

  #endCell(): void {
    const text = this.#cellText();
    if (text === '' || text.trim() === '') return;
    this.#characters += text.length;
    if (this.#characters > longestRecord) throw this.#tooLong();
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #cellText(): string {
    if (this.#type === 'inlineStr') return this.#inline.end();
    if (this.#value === null) {
      if (this.#isFormula && this.#context.needed[this.#column] === true) throw this.#uncalculated();
      return '';
    }
    switch (this.#type) {
      case 's':
        return this.#sharedText(this.#value);
      case 'str':
        return unescaped(this.#value);
      case 'b':
        return this.#value === '1' || this.#value === 'true' ? 'true' : 'false';
      case 'e':
        return '';
      case 'd':
        return writtenDate(this.#value.trim());
      default:
        return this.#number(this.#value.trim());
    }
  }

  #sharedText(number: string): string {
    if (number === '') return '';
    const text = this.#context.strings.get(Number(number));
    if (text === undefined) throw this.#damaged(`row ${this.row} refers to a text that is not there`);
    return text;
  }

  #number(written: string): string {
    if (written === '') return '';
    return this.#context.numbers(written, this.#style, this.#context.meanings[this.#column] ?? 'as-formatted');
  }

  #uncalculated(): UnreadableFile {
    return new UnreadableFile(
      `The sheet ${this.#sheet.name} has a formula in ${columnName(this.#column)}${this.row} that was never calculated, so its value is not known. Open the workbook in Excel, save it, and send it again.`,
    );
  }

  #tooLong(): UnreadableFile {
    return new UnreadableFile(
      `Row ${this.row} of the sheet ${this.#sheet.name} is longer than 1 MiB: this is no list. Export it again.`,
    );
  }

  #damaged(what: string): UnreadableFile {
    return new UnreadableFile(
      `The workbook is damaged: in the sheet ${this.#sheet.name}, ${what}. Save it again and send it again.`,
    );
  }
}

/** From 0, of a cell's reference such as `AB12`; -1 where it is none. */
function columnOf(reference: string): number {
  let column = 0;
  let index = 0;
  for (; index < reference.length; index += 1) {
    const letter = reference.charCodeAt(index) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return index > 3 ? -1 : column - 1;
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
