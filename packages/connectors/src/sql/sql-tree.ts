import { Readable } from 'node:stream';
import { isIsoDate, todayIn, type IsoDate } from '@vigil/calendar';
import { inTime } from '../remote/in-time.ts';
import { wholeStream } from '../remote/whole-stream.ts';
import { UnreachableSource } from '../source.ts';
import type { FileTree } from '../tree/file-tree.ts';
import { csvOf } from './csv.ts';
import { inWords } from './in-words.ts';
import { openSqlSession, type SqlAccount, type SqlRow, type SqlSession } from './session.ts';

export interface SqlTreeOptions extends SqlAccount {
  /** List → query; the aliases of its columns are the headers of the file. */
  readonly queries: Readonly<Record<string, string>>;
  /**
   * A query of one row: its first column is the as-at date, and what else it has says whether anything is new. Null:
   * today, so that each day is read once.
   */
  readonly asAt: string | null;
  /** The domain's clock: `today` is by it. */
  readonly now: () => Date;
}

/**
 * The lists of a database as a folder of one day, a CSV file a query. All are read in one transaction that cannot
 * write and, where the database can do that, sees one moment; one after the other: opening waits until the file
 * opened before was read to its end or destroyed.
 */
export function sqlTree(options: SqlTreeOptions): FileTree {
  const { dialect, host, database, queries, timeZone, timeoutSeconds } = options;
  const location = `${dialect}://${host}/${database}`;
  const reason = (error: unknown): string => inWords(error, options);
  let opened: Promise<SqlSession> | null = null;
  let turn: Promise<void> = Promise.resolve();

  const close = async (): Promise<void> => {
    const last = opened;
    opened = null;
    // Not waited for: a server that does not answer may never let it begin.
    void last?.then(
      (session) => session.end(),
      () => {},
    );
  };
  /** Runs a query; whatever goes wrong ends the session, since its transaction is of no use any more. */
  const read = async (place: string, query: string) => {
    try {
      opened ??= openSqlSession(options);
      return await inTime(timeoutSeconds, (await opened).read(query));
    } catch (error) {
      await close();
      throw error instanceof UnreachableSource ? error : new UnreachableSource(`${place}: ${reason(error)}`);
    }
  };

  const day = async (): Promise<{ asAt: IsoDate; version: string }> => {
    if (options.asAt === null) return { asAt: todayIn(timeZone, options.now()), version: '' };
    // In the transaction of the last look, nothing would ever be new.
    await close();
    const place = `${location}, asAt`;
    const row = await firstRow((await read(place, options.asAt)).batches).catch((error: unknown) => {
      throw new UnreachableSource(`${place}: ${reason(error)}`);
    });
    const asAt = row?.[0]?.slice(0, 10) ?? '';
    if (isIsoDate(asAt)) return { asAt, version: JSON.stringify(row) };
    throw new UnreachableSource(
      `${place}: the query gave ${row === null ? 'no row' : 'no date'}; expected one row that begins with a date.`,
    );
  };
  let version = '';

  return {
    location,
    root: '',
    locate: (path) => (path === '' ? location : `${location} as at ${path}`),
    list: async (path) => {
      if (path === '') {
        const found = await day();
        ({ version } = found);
        return [{ name: found.asAt, path: found.asAt, kind: 'folder', bytes: 0, modified: 0 }];
      }
      const lists = Object.keys(queries).toSorted();
      return lists.map((list) => ({
        name: `${list}.csv`,
        path: list,
        kind: 'file',
        bytes: 0,
        modified: 0,
        version: `${version} ${queries[list]}`,
      }));
    },
    open: async ({ path: list }) => {
      const before = turn;
      let end: () => void = () => {};
      turn = new Promise((resolve) => {
        end = resolve;
      });
      await before;
      const place = `${location}, ${list}`;
      try {
        const rows = Readable.from(csvOf(await read(place, queries[list]!)), { objectMode: false });
        const bytes = wholeStream(rows, { place, bytes: null, stallSeconds: timeoutSeconds, inWords: reason });
        bytes.once('close', () => {
          // Half of an answer still stands between this connection and its next query.
          void (bytes.errored !== null || !bytes.readableEnded ? close() : Promise.resolve()).then(end);
        });
        return bytes;
      } catch (error) {
        end();
        throw error;
      }
    },
    close,
  };
}

async function firstRow(batches: AsyncIterable<readonly SqlRow[]>): Promise<SqlRow | null> {
  let first: SqlRow | null = null;
  for await (const rows of batches) first ??= rows[0] ?? null;
  return first;
}
