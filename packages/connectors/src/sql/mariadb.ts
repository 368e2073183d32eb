import { once } from 'node:events';
import type { Readable } from 'node:stream';
import mysql, { type FieldPacket, type TypeCastField } from 'mysql2';
import { trustedCertificates } from '../remote/certificates.ts';
import { batchRows, inBatches, type SqlAccount, type SqlSession } from './session.ts';

/** MariaDB, and MySQL, which speaks the same protocol. */
export async function openMariadb(account: SqlAccount): Promise<SqlSession> {
  const { host, port, database, user, password, tls, caFile, timeoutSeconds } = account;
  const ca = await trustedCertificates(caFile);
  const connection = mysql.createConnection({
    host,
    port: port ?? 3306,
    database,
    user,
    password: await password(),
    ...(tls && { ssl: { verifyIdentity: true, minVersion: 'TLSv1.2', ...(ca && { ca }) } }),
    charset: 'utf8mb4',
    connectTimeout: timeoutSeconds * 1000,
    // Without this a server could ask for files of this machine.
    flags: ['-LOCAL_FILES'],
  });
  let underWay: Readable | null = null;
  // When the connection breaks, rows under way would else just not come any more.
  connection.on('error', (error) => underWay?.destroy(error));
  const run = (sql: string): Promise<void> =>
    new Promise((resolve, reject) => {
      connection.query(sql, (error) => (error ? reject(error) : resolve()));
    });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    await run('start transaction with consistent snapshot, read only');
  } catch (error) {
    connection.destroy();
    throw error;
  }

  return {
    read: async (sql) => {
      const rows = connection
        .query({ sql, rowsAsArray: true, typeCast: asWritten })
        .stream({ highWaterMark: batchRows });
      underWay = rows;
      const [fields] = (await once(rows, 'fields')) as [readonly FieldPacket[]];
      return { columns: fields.map(({ name }) => name), batches: inBatches(rows) };
    },
    end: () => connection.destroy(),
  };
}

/** Values come as the server writes them, which keeps every digit; bits, as it sends them, are numbers. */
function asWritten(field: TypeCastField): string | null {
  if (field.type !== 'BIT') return field.string('utf8');
  const bits = field.buffer();
  return bits === null ? null : BigInt(`0x${bits.toString('hex') || '0'}`).toString();
}
