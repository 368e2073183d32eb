import type { Readable } from 'node:stream';
import { inTime, NoAnswer } from '../remote/in-time.ts';
import type { Secret } from '../remote/secret.ts';

export interface SqlAccount {
  readonly dialect: 'postgresql' | 'mariadb' | 'sqlserver';
  readonly host: string;
  /** Null: the usual one. */
  readonly port: number | null;
  readonly database: string;
  readonly user: string;
  readonly password: Secret;
  readonly tls: boolean;
  /** Certificates that are trusted beside those that Node trusts. */
  readonly caFile: string | null;
  /** In which moments become days, where the database knows moments. */
  readonly timeZone: string;
  /** How long to wait for an answer, or for the next rows. */
  readonly timeoutSeconds: number;
}

/** Values as text: days as YYYY-MM-DD, truth as true and false, numbers with all their digits; null where there is none. */
export type SqlRow = readonly (string | null)[];

export interface SqlRows {
  /** The aliases of the query's columns. */
  readonly columns: readonly string[];
  readonly batches: AsyncIterable<readonly SqlRow[]>;
}

/** A connection in a transaction that cannot write. What goes wrong on it ends it. */
export interface SqlSession {
  /** One query at a time; its rows come as they are asked for. */
  read(query: string): Promise<SqlRows>;
  end(): void;
}

/** Rows at a time: enough to forget the way to the server, few enough to forget about memory. */
export const batchRows = 1000;

/** The rows that a driver streams one by one, in batches. */
export async function* inBatches(rows: Readable): AsyncGenerator<readonly SqlRow[]> {
  let batch: SqlRow[] = [];
  for await (const row of rows) {
    batch.push(row as SqlRow);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Seconds: a query may take its time, but a server that is there answers. */
const longestConnecting = 30;

/** Connects, logs in and begins the transaction. */
export async function openSqlSession(account: SqlAccount): Promise<SqlSession> {
  const opening = openSession(account);
  try {
    return await inTime(Math.min(longestConnecting, account.timeoutSeconds), opening);
  } catch (error) {
    // One that opens after all is not wanted any more.
    void opening.then(
      (session) => session.end(),
      () => {},
    );
    throw error instanceof NoAnswer ? Object.assign(new Error(error.message), { code: 'ETIMEDOUT' }) : error;
  }
}

/** Each client is loaded when a source needs it. */
async function openSession(account: SqlAccount): Promise<SqlSession> {
  switch (account.dialect) {
    case 'postgresql':
      return (await import('./postgresql.ts')).openPostgresql(account);
    case 'mariadb':
      return (await import('./mariadb.ts')).openMariadb(account);
    case 'sqlserver':
      return (await import('./sqlserver.ts')).openSqlserver(account);
  }
}
