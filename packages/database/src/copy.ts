import { once } from 'node:events';
import type { Transaction } from './database.ts';

export type CopyValue = string | number | boolean | null;

/** Large enough to keep COPY busy, small enough to keep several in memory. */
const chunkCharacters = 512 * 1024;

/**
 * Collects rows for COPY and sends them in chunks, each a statement of its own, so that several tables can be
 * filled in one transaction and memory stays the same however long the file is.
 */
export class CopyBuffer {
  readonly #sql: Transaction['sql'];
  readonly #statement: string;
  #chunk: string[] = [];
  #size = 0;
  /** Rows sent or waiting. */
  rows = 0;

  /**
   * @param table name as it stands in SQL, schema included
   * @param columns in the order of the values
   */
  constructor(sql: Transaction['sql'], table: string, columns: readonly string[]) {
    this.#sql = sql;
    this.#statement = `copy ${table} (${columns.map((column) => `"${column}"`).join(', ')}) from stdin`;
  }

  add(values: readonly CopyValue[]): void {
    let line = '';
    for (let index = 0; index < values.length; index += 1) {
      if (index > 0) line += '\t';
      const value = values[index]!;
      if (value === null) line += '\\N';
      else if (typeof value === 'string') line += escape(value);
      else if (typeof value === 'boolean') line += value ? 't' : 'f';
      else line += String(value);
    }
    this.#chunk.push(line);
    this.#size += line.length + 1;
    this.rows += 1;
  }

  /** Sends what has come together once it is worth a statement. */
  async flushIfLarge(): Promise<void> {
    if (this.#size > chunkCharacters) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#chunk.length === 0) return;
    const text = `${this.#chunk.join('\n')}\n`;
    this.#chunk = [];
    this.#size = 0;
    const stream = await this.#sql.unsafe(this.#statement).writable();
    const finished = once(stream, 'finish');
    stream.end(text);
    await finished;
  }
}

/** COPY's text format: backslash, tab, newline and carriage return are escaped; a NUL cannot be stored. */
function escape(value: string): string {
  if (!/[\\\t\n\r\0]/u.test(value)) return value;
  return value
    .replaceAll('\0', '')
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
