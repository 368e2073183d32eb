import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

type Orm = PostgresJsDatabase<typeof schema>;

/** A transaction of one authority: drizzle for single rows, `sql` (postgres.js) for sets and COPY. */
export interface Transaction {
  readonly authority: string;
  readonly orm: Parameters<Parameters<Orm['transaction']>[0]>[0];
  readonly sql: postgres.TransactionSql;
}

/**
 * The only way to the rows of one authority. Every transaction sets `vigil.authority`, which the as-at
 * functions read and which row-level security checks (access/policies.ts).
 */
export interface AuthorityDatabase {
  readonly authority: string;
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** What happens in the database, told to whoever waits: `work` when a stage changed its state. */
type Channel = 'vigil_work';

export interface Database {
  readonly url: string;
  forAuthority(code: string): AuthorityDatabase;
  /**
   * A transaction over all authorities: for dispatching, claiming and start-up alone. A service's role reaches the
   * tables of work with it and no others; what it does for one authority it does narrowed to that (`narrowTo`).
   */
  acrossAuthorities<T>(work: (tx: Omit<Transaction, 'authority'>) => Promise<T>): Promise<T>;
  /** Calls back whenever the channel is notified, and once after a lost connection was made anew. */
  listen(channel: Channel, onNotify: () => void): Promise<{ stop: () => Promise<void> }>;
  /** One connection apart from the pool, for a lock that lives as long as it does. Whoever asks ends it. */
  connectAlone(name: string): postgres.Sql;
  close(): Promise<void>;
}

/** What `vigil.authority` is set to where all are meant; no authority has such a code. */
export const allAuthorities = '*';

/** The transaction, for one authority from here on, or for all. */
export async function narrowTo(tx: Omit<Transaction, 'authority'>, authority: string): Promise<Transaction> {
  await tx.sql`select set_config('vigil.authority', ${authority}, true)`;
  return { ...tx, authority };
}

/**
 * A process that hangs in the middle of a transaction would keep what it has locked from those who are to take over.
 * Twice the lease of a claim: whoever is at work asks PostgreSQL something more often than that.
 */
const silentAtMostMilliseconds = 120_000;

/**
 * Lets a transaction say nothing for as long as it takes: one that is kept open for its locks while other work goes on,
 * such as a backfill or a landed file that is written. Whoever waits for those locks waits on purpose.
 */
export async function mayRest({ sql }: Pick<Transaction, 'sql'>): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = 0`;
}

/** The isolation that every transaction asks for: PostgreSQL's default, said aloud. */
const isolation = { isolationLevel: 'read committed' } as const;

/**
 * Opens the database.
 *
 * @param url `postgres://…`
 * @param options.connections how many at most
 * @param options.name shown in `pg_stat_activity`
 */
export function openDatabase(url: string, options: { connections?: number; name?: string } = {}): Database {
  const client = postgres(url, {
    max: options.connections ?? 10,
    connect_timeout: 10,
    idle_timeout: 30,
    onnotice: () => {},
    connection: {
      application_name: options.name ?? 'vigil',
      idle_in_transaction_session_timeout: silentAtMostMilliseconds,
    },
  });
  const orm = drizzle(client, { schema });

  const scoped = <T>(scope: string, work: (tx: Transaction) => Promise<T>): Promise<T> =>
    orm.transaction((tx) => narrowTo({ orm: tx, sql: sqlOf(tx) }, scope).then(work), isolation);

  return {
    url,
    acrossAuthorities: (work) => scoped(allAuthorities, work),
    forAuthority: (authority) => ({ authority, transaction: (work) => scoped(authority, work) }),
    listen: async (channel, onNotify) => {
      const listening = await client.listen(channel, onNotify, onNotify);
      return { stop: () => listening.unlisten() };
    },
    connectAlone: (name) =>
      postgres(url, {
        max: 1,
        idle_timeout: 0,
        max_lifetime: null,
        onnotice: () => {},
        connection: { application_name: name },
      }),
    close: () => client.end({ timeout: 5 }),
  };
}

/**
 * The postgres.js connection under a drizzle transaction. drizzle has no COPY and no way to ask for its
 * connection, so this reaches into the session; `database.test.ts` fails should that ever move.
 */
function sqlOf(tx: Transaction['orm']): postgres.TransactionSql {
  const { session } = tx as unknown as { session?: { client?: postgres.TransactionSql } };
  if (typeof session?.client !== 'function') {
    throw new TypeError('drizzle no longer keeps its connection where Vigil looks for it (session.client)');
  }
  return session.client;
}
