import { once } from 'node:events';
import { copyLine, type CopyValue } from './copy-line.ts';
import type { Transaction } from './database.ts';

export type { CopyValue } from './copy-line.ts';

/** Large enough to keep COPY busy, small enough to keep several in memory. */
const chunkBytes = 512 * 1024;

/**
 * Collects rows for COPY and sends them in chunks, each a statement of its own, so that several tables can be
 * filled in one transaction and memory stays the same however long the file is.
 */
export class CopyBuffer {
  readonly #sql: Transaction['sql'];
  readonly #table: string;
  readonly #names: string;
  readonly #frozen: boolean;
  /** Where the rows go first; undefined until the first of them is sent. */
  #aside: string | null | undefined;
  #chunk: Uint8Array[] = [];
  #lines = '';
  #size = 0;

  /**
   * @param table name as it stands in SQL, schema included
   * @param columns in the order of the values
   * @param options.frozen the table was made in this transaction: its rows need no second visit to be known as settled
   */
  constructor(
    sql: Transaction['sql'],
    table: string,
    columns: readonly string[],
    { frozen = false }: { frozen?: boolean } = {},
  ) {
    this.#sql = sql;
    this.#table = table;
    this.#names = columns.map((column) => `"${column}"`).join(', ');
    this.#frozen = frozen;
  }

  add(values: readonly CopyValue[]): void {
    const line = copyLine(values);
    this.#lines += line;
    this.#size += line.length;
  }

  /** Lines of COPY's text format, as `copyLine` makes them, in UTF-8. */
  addLines(lines: Uint8Array): void {
    this.#chunk.push(lines);
    this.#size += lines.length;
  }

  /** Sends what has come together once it is worth a statement. */
  async flushIfLarge(): Promise<void> {
    if (this.#size > chunkBytes) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#size === 0) return;
    const chunk = [...this.#chunk, Buffer.from(this.#lines)];
    this.#chunk = [];
    this.#lines = '';
    this.#size = 0;
    if (this.#aside === undefined) this.#aside = this.#frozen ? null : await this.#makeAside();
    const into = `${this.#aside ?? this.#table} (${this.#names})`;
    const stream = await this.#sql.unsafe(`copy ${into} from stdin${this.#frozen ? ' with (freeze)' : ''}`).writable();
    const finished = once(stream, 'finish');
    stream.end(Buffer.concat(chunk));
    await finished;
    if (this.#aside === null) return;
    await this.#sql.unsafe(`
      insert into ${this.#table} (${this.#names}) select ${this.#names} from ${this.#aside};
      truncate ${this.#aside}`);
  }

  /** COPY does not go into a table whose rows are seen by authority, unless it is the owner's. */
  async #makeAside(): Promise<string | null> {
    const [held] = await this.#sql<{ held: boolean }[]>`select row_security_active(${this.#table}::text) as held`;
    if (!held!.held) return null;
    const aside = `pg_temp.${this.#table.replace('.', '_')}_aside`;
    await this.#sql.unsafe(`
      create temporary table if not exists ${aside} on commit drop as
      select ${this.#names} from ${this.#table} with no data`);
    return aside;
  }
}
