import { Readable } from 'node:stream';
import type { Dialect } from './dialect.ts';
import { detectDialect } from './dialect.ts';
import type { Encoding, OpenFile } from './encoding.ts';
import { inspect } from './encoding.ts';
import { RecordCursor } from './record-cursor.ts';
import type { Raw } from './record-cursor.ts';
import type { TableRow } from './table.ts';
import { readHeader, readRows } from './table.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** How a file differs from an earlier one, row by row, wherever in the file a row stands. */
export interface ChangedRows {
  readonly header: readonly string[];
  readonly encoding: Encoding;
  /** Rows that only the earlier file has; with their numbers there. */
  readonly removed: AsyncIterable<readonly TableRow[]>;
  /** Rows that only the later file has; with their numbers there. */
  readonly added: AsyncIterable<readonly TableRow[]>;
  /** Rows that both have. */
  readonly unchanged: number;
}

/** More than this is no small change, and comparing costs more memory than reading. */
const mostChanges = 150_000;

/**
 * Compares two texts by the bytes of their records, without parsing what did not change. Memory grows with the changes
 * and with how far rows have moved, not with the files.
 *
 * @param earlier.encoding what it was read as
 * @param earlier.unsettled record numbers that count as changed although they may not be
 * @returns null where the two cannot be compared so (another header, encoding or dialect; too many changes; a line of
 * which only parsing tells whether it is blank): the later file is then to be read whole
 * @throws UnreadableFile as `readTable` does for the later file, as far as it is seen here
 */
export async function readChangedRows(
  earlier: { readonly open: OpenFile; readonly encoding: string; readonly unsettled: ReadonlySet<number> },
  later: OpenFile,
): Promise<ChangedRows | null> {
  const { encoding, beginning } = await inspect(later);
  if (encoding !== earlier.encoding || encoding.startsWith('utf-16')) return null;
  const dialect = detectDialect(beginning);
  const before = detectDialect((await inspect(earlier.open, 'beginning')).beginning);
  if (JSON.stringify(before) !== JSON.stringify(dialect) || !dialect.lineEnds.join('').includes('\n')) return null;

  const comparison = new Comparison(earlier.unsettled, dialect);
  const old = new RecordCursor(await earlier.open(), dialect);
  const fresh = new RecordCursor(await later(), dialect);
  try {
    if (!(await comparison.compare(old, fresh))) return null;
  } finally {
    await Promise.all([old.close(), fresh.close()]);
  }
  const { header, removed, added } = comparison.result();
  const asWritten: Written = { header, encoding, dialect };
  return {
    header: await readHeader(later),
    encoding,
    removed: rowsOf(removed, asWritten),
    added: rowsOf(added, asWritten),
    unchanged: fresh.record - added.length,
  };
}

class Comparison {
  readonly #unsettled: ReadonlySet<number>;
  readonly #delimiter: number;
  /** Records of one file that have not been met in the other. */
  readonly #old = new Map<string, Raw[]>();
  readonly #fresh = new Map<string, Raw[]>();
  readonly #removed: Raw[] = [];
  #header = '';
  #waiting = 0;
  #comparable = true;

  constructor(unsettled: ReadonlySet<number>, { delimiter }: Dialect) {
    this.#unsettled = unsettled;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** False where the files cannot be compared. */
  async compare(old: RecordCursor, fresh: RecordCursor): Promise<boolean> {
    if (!(await this.#startWithHeaders(old, fresh))) return false;
    for (;;) {
      const hasOld = await this.#advance(old);
      const hasFresh = await this.#advance(fresh);
      if (!this.#comparable || this.#waiting + this.#removed.length > mostChanges) return false;
      if (!hasOld && !hasFresh) return true;
      const settled = hasOld && !this.#unsettled.has(old.record);
      if (this.#waiting === 0 && settled && hasFresh && old.equals(fresh)) continue;
      if (hasOld && !settled) this.#removed.push(old.raw());
      else if (hasOld) this.#meet(old.raw(), this.#fresh, this.#old);
      if (hasFresh) this.#meet(fresh.raw(), this.#old, this.#fresh);
    }
  }

  result(): { header: string; removed: Raw[]; added: Raw[] } {
    const inOrder = (a: Raw, b: Raw): number => a.record - b.record;
    return {
      header: this.#header,
      removed: [...this.#removed, ...[...this.#old.values()].flat()].toSorted(inOrder),
      added: [...this.#fresh.values()].flat().toSorted(inOrder),
    };
  }

  async #startWithHeaders(old: RecordCursor, fresh: RecordCursor): Promise<boolean> {
    const both = (await this.#advance(old)) && (await this.#advance(fresh));
    this.#header = both ? fresh.raw().text : '';
    return both && this.#comparable && old.record === 0 && old.line === 1 && fresh.line === 1 && old.equals(fresh);
  }

  /** To the next record that is not blank; false at the end. */
  async #advance(cursor: RecordCursor): Promise<boolean> {
    for (;;) {
      while (!cursor.next()) if (!(await cursor.fill())) return false;
      const kind = this.#kindOf(cursor);
      if (kind === 'record') return true;
      if (kind === 'unclear') {
        this.#comparable = false;
        return false;
      }
      cursor.passBlank();
    }
  }

  /** Only letters, digits and delimiters say for certain that a line is a record; only spaces that it is blank. */
  #kindOf({ bytes, start, end }: RecordCursor): 'record' | 'blank' | 'unclear' {
    let blank = true;
    let quoted = false;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at]!;
      const isLetter =
        (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
      if (isLetter || (byte === this.#delimiter && !quoted)) return 'record';
      if (byte === 0x22) quoted = true;
      if (byte !== 0x20 && byte !== 0x0d) blank = false;
    }
    return blank ? 'blank' : 'unclear';
  }

  /** Finds a record among those of the other file that wait, or lets it wait among its own. */
  #meet(raw: Raw, others: Map<string, Raw[]>, own: Map<string, Raw[]>): void {
    const same = others.get(raw.text);
    if (same === undefined) {
      const waiting = own.get(raw.text);
      if (waiting === undefined) own.set(raw.text, [raw]);
      else waiting.push(raw);
      this.#waiting += 1;
      return;
    }
    same.shift();
    if (same.length === 0) others.delete(raw.text);
    this.#waiting -= 1;
  }
}

interface Written {
  readonly header: string;
  readonly encoding: Encoding;
  readonly dialect: Dialect;
}

/** Parses some records of a file as the whole of it would be parsed. */
async function* rowsOf(
  raws: readonly Raw[],
  { header, encoding, dialect }: Written,
): AsyncGenerator<readonly TableRow[]> {
  const lineEnd = dialect.lineEnds.at(-1) ?? '\n';
  const text = function* (): Generator<Buffer> {
    yield Buffer.from(header + lineEnd, 'latin1');
    for (let at = 0; at < raws.length; at += 1000) {
      const lines = raws.slice(at, at + 1000).map((raw) => raw.text + lineEnd);
      yield Buffer.from(lines.join(''), 'latin1');
    }
  };
  let done = 0;
  for await (const rows of readRows(async () => Readable.from(text()), encoding, dialect)) {
    yield rows.map(({ record, cells }) => {
      const raw = raws[record - 1];
      if (raw === undefined) throw new UnreadableFile('A quote stands where none may.');
      return { record: raw.record, line: raw.line, cells };
    });
    done += rows.length;
  }
  if (done !== raws.length) throw new UnreadableFile('A quote stands where none may.');
}
