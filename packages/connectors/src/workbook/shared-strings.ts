import { UnreadableFile } from '../reading/unreadable-file.ts';
import type { Workbook } from './parts.ts';
import { RichText } from './rich-text.ts';
import { readXml } from './xml.ts';

/** Bytes of text; the table is the one thing of a workbook that must be kept. */
const mostBytes = 256 * 1024 ** 2;
const cached = 1 << 14;

/**
 * The table of a workbook's texts, which its cells refer to by number. Kept as bytes, a fraction of what strings of
 * their own would take; those asked for again and again (codes, teams) are kept as strings as well.
 */
export class SharedStrings {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #ends = new Uint32Array(1024);
  #count = 0;
  readonly #cachedNumbers = new Int32Array(cached).fill(-1);
  readonly #cachedTexts: string[] = Array.from({ length: cached }, () => '');

  add(text: string): void {
    const start = this.#end(this.#count - 1);
    const most = start + text.length * 3;
    if (start + text.length > mostBytes) {
      throw new UnreadableFile(
        'The workbook holds more than 256 MB of different texts. Save each list as a workbook of its own, or as CSV.',
      );
    }
    if (most > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], Math.max(most, this.#bytes.length * 2));
    if (this.#count === this.#ends.length) {
      const ends = new Uint32Array(this.#count * 2);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    this.#ends[this.#count] = start + this.#bytes.write(text, start);
    this.#count += 1;
  }

  /** Undefined where there is no text of that number. */
  get(number: number): string | undefined {
    if (!(number >= 0 && number < this.#count)) return undefined;
    const slot = number & (cached - 1);
    if (this.#cachedNumbers[slot] === number) return this.#cachedTexts[slot];
    const text = this.#bytes.toString('utf8', this.#end(number - 1), this.#end(number));
    this.#cachedNumbers[slot] = number;
    this.#cachedTexts[slot] = text;
    return text;
  }

  #end(number: number): number {
    return this.#ends[number] ?? 0;
  }
}

/** @throws UnreadableFile where the table is damaged, or larger than any list needs. */
export async function readSharedStrings(workbook: Workbook): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (workbook.sharedStrings === null) return strings;
  const text = new RichText();
  await readXml(workbook.sharedStrings, workbook.package.read(workbook.sharedStrings), {
    open: (name) => {
      if (name === 'si') text.set('');
      else text.open(name);
    },
    text: (piece) => text.add(piece),
    close: (name) => {
      if (name === 'si') strings.add(text.end());
      else text.close(name);
    },
  });
  return strings;
}
