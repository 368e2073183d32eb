import pg from 'pg';
import { trustedCertificates } from '../remote/certificates.ts';
import { batchRows, type SqlAccount, type SqlSession } from './session.ts';

const booleanType = 16;

/** Values come as PostgreSQL writes them, which keeps every digit; only truth is written as people do. */
const asWritten = (oid: number) => (text: string) => (oid === booleanType ? (text === 't' ? 'true' : 'false') : text);

export async function openPostgresql(account: SqlAccount): Promise<SqlSession> {
  const { host, port, database, user, password, tls, caFile, timeZone, timeoutSeconds } = account;
  const ca = await trustedCertificates(caFile);
  const client = new pg.Client({
    host,
    port: port ?? 5432,
    database,
    user,
    password: await password(),
    ssl: tls && { ...(ca && { ca }) },
    application_name: 'vigil',
    connectionTimeoutMillis: timeoutSeconds * 1000,
    keepAlive: true,
    types: { getTypeParser: asWritten as typeof pg.types.getTypeParser },
  });
  // A connection that breaks is told by the query under way; the event would end the process.
  client.on('error', () => {});
  const end = (): void => {
    void client.end().catch(() => {});
    client.connection.stream.destroy();
  };
  try {
    await client.connect();
    await client.query('begin transaction isolation level repeatable read, read only');
    const settings = {
      datestyle: 'ISO, YMD',
      timezone: timeZone,
      statement_timeout: `${timeoutSeconds}s`,
      cursor_tuple_fraction: '1',
    };
    for (const setting of Object.entries(settings)) await client.query('select set_config($1, $2, true)', setting);
  } catch (error) {
    end();
    throw error;
  }

  let cursors = 0;
  return {
    read: async (query) => {
      const cursor = `vigil_${(cursors += 1)}`;
      // Sent so that it is one statement or refused.
      const declaration = { text: `declare ${cursor} no scroll cursor for ${query}`, queryMode: 'extended' };
      await client.query(declaration);
      const fetch = () =>
        client.query<(string | null)[]>({ text: `fetch ${batchRows} from ${cursor}`, rowMode: 'array' });
      const first = await fetch();
      return {
        columns: first.fields.map(({ name }) => name),
        batches: (async function* batches() {
          for (let batch = first; batch.rows.length > 0; batch = await fetch()) yield batch.rows;
          await client.query(`close ${cursor}`);
        })(),
      };
    },
    end,
  };
}
