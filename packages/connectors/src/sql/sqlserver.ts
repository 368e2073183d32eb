import { Readable } from 'node:stream';
import tedious from 'tedious';
import { trustedCertificates } from '../remote/certificates.ts';
import { batchRows, inBatches, type SqlAccount, type SqlSession } from './session.ts';

type Cell = string | number | boolean | bigint | Buffer | Date | null | undefined;

interface Column {
  readonly colName: string;
  readonly type: { readonly name: string };
}

/**
 * SQL Server. Not tried against one yet: no server of it runs where Vigil is made.
 *
 * It has no transaction that cannot write: what a query would write is rolled back at the end, and what counts are the
 * account's rights.
 */
export async function openSqlserver(account: SqlAccount): Promise<SqlSession> {
  const { host, port, database, user, password, tls, caFile, timeoutSeconds } = account;
  const ca = await trustedCertificates(caFile);
  const connection = new tedious.Connection({
    server: host,
    authentication: { type: 'default', options: { userName: user, password: await password() } },
    options: {
      port: port ?? 1433,
      database,
      appName: 'vigil',
      encrypt: tls,
      trustServerCertificate: false,
      ...(ca && { cryptoCredentialsDetails: { ca } }),
      connectTimeout: timeoutSeconds * 1000,
      requestTimeout: 0,
      readOnlyIntent: true,
      useUTC: true,
    },
  });
  connection.on('error', () => {});
  try {
    await new Promise<void>((resolve, reject) => {
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    await new Promise<void>((resolve, reject) => {
      connection.beginTransaction(
        (error) => (error ? reject(error) : resolve()),
        '',
        tedious.ISOLATION_LEVEL.READ_COMMITTED,
      );
    });
  } catch (error) {
    connection.close();
    throw error;
  }

  return {
    read: (query) =>
      new Promise((resolve, reject) => {
        const rows = new Readable({ objectMode: true, highWaterMark: batchRows, read: () => request.resume() });
        const request = new tedious.Request(query, (error) => {
          if (error) {
            reject(error);
            rows.destroy(error);
          } else rows.push(null);
        });
        request.on('columnMetadata', (columns) => {
          const list = columns as unknown as readonly Column[];
          resolve({ columns: list.map(({ colName }) => colName), batches: inBatches(rows) });
        });
        request.on('row', (cells: readonly { value: Cell; metadata: Column }[]) => {
          const row = cells.map(({ value, metadata }) => asText(value, metadata.type.name));
          if (!rows.push(row)) request.pause();
        });
        connection.execSqlBatch(request);
      }),
    end: () => connection.close(),
  };
}

/** As SQL Server itself writes it in ISO style; decimals beyond 15 digits come rounded from the client. */
function asText(value: Cell, type: string): string | null {
  if (value === null || value === undefined) return null;
  if (!(value instanceof Date)) return Buffer.isBuffer(value) ? value.toString('hex') : String(value);
  const [day, time] = value
    .toISOString()
    .replace(/(\.000)?Z$/, '')
    .split('T');
  if (type === 'Date') return day!;
  return type === 'Time' ? time! : `${day} ${time}`;
}
