import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { openDatabase } from '@vigil/database';
import { parse } from 'csv-parse/sync';
import { mariadbMissing, startMariadb } from '../../../packages/connectors/test/mariadb.ts';
import { startS3 } from '../../../packages/connectors/test/s3.ts';
import { clientKey, sshdMissing, startSshd } from '../../../packages/connectors/test/sshd.ts';
import { makeCertificates, webServer } from '../../../packages/connectors/test/web.ts';
import { emptyDatabase } from '../../../packages/database/test/own-database.ts';

/** Whoever has it gets in. */
export const tokenOfRemotes = 'correct horse';
const password = tokenOfRemotes;

/** A source that holds a delivery, and the connector that reaches it. */
interface Remote {
  readonly connector: object;
  stop(): Promise<unknown>;
}

export interface Kind {
  readonly name: string;
  /** Why it cannot be started here; null where it can. */
  readonly missing: string | null;
  /** `directory` is for whatever it needs; the delivery lies in its `extracts/<as-at date>`. */
  start(directory: string, asAt: string): Promise<Remote>;
}

export const sftp: Kind = {
  name: 'SFTP',
  missing: sshdMissing,
  start: async (directory) => {
    const key = clientKey();
    const sshd = await startSshd(directory, key.public);
    const file = await secret(directory, key.private);
    const { port, user, hostKeys } = sshd;
    const place = { host: '127.0.0.1', port, user, path: join(directory, 'extracts'), hostKey: hostKeys.ed25519 };
    return { connector: { kind: 'sftp', ...place, privateKey: { file } }, stop: () => sshd.stop() };
  },
};

export const https: Kind = {
  name: 'HTTPS',
  missing: null,
  start: async (directory, asAt) => {
    const certificates = makeCertificates(directory);
    const server = await webServer(certificates, folderOf(join(directory, 'extracts', asAt), asAt));
    const bearer = { file: await secret(directory, password) };
    const url = `${server.origin}/manifest.json`;
    return { connector: { kind: 'https', url, bearer, caFile: certificates.caFile }, stop: () => server.close() };
  },
};

export const s3: Kind = {
  name: 'S3',
  missing: null,
  start: async (directory, asAt) => {
    const server = await startS3();
    for (const { name, content } of await filesOf(directory, asAt)) await server.put(`out/${asAt}/${name}`, content);
    const { endpoint, bucket, accessKeyId } = server;
    const secretAccessKey = { file: await secret(directory, server.secretAccessKey) };
    return {
      connector: { kind: 's3', endpoint, bucket, prefix: 'out', accessKeyId, secretAccessKey },
      stop: () => server.stop(),
    };
  },
};

export const postgresql: Kind = {
  name: 'PostgreSQL',
  missing: null,
  start: async (directory, asAt) => {
    const { url, drop } = await emptyDatabase();
    const owner = openDatabase(url, { connections: 1 }).connectAlone('test');
    for (const statement of await asTables(directory, asAt, '"')) await owner.unsafe(statement);
    await owner.end();
    const { hostname, port, username, pathname, password: given } = new URL(url);
    const place = { host: hostname, port: Number(port), database: pathname.slice(1), user: username };
    const file = await secret(directory, given);
    return {
      connector: {
        kind: 'sql',
        dialect: 'postgresql',
        ...place,
        password: { file },
        tls: false,
        ...(await queriesOf(directory, asAt)),
      },
      stop: drop,
    };
  },
};

export const mariadb: Kind = {
  name: 'MariaDB',
  missing: mariadbMissing,
  start: async (directory, asAt) => {
    const server = await startMariadb();
    await server.run(`create database mosaic; use mosaic; ${(await asTables(directory, asAt, '`')).join('; ')};
      create user vigil identified by '${password}'; grant select on mosaic.* to vigil`);
    const { port, caFile } = server;
    const place = { host: 'localhost', port, database: 'mosaic', user: 'vigil', caFile };
    const file = await secret(directory, password);
    return {
      connector: {
        kind: 'sql',
        dialect: 'mariadb',
        ...place,
        password: { file },
        ...(await queriesOf(directory, asAt)),
      },
      stop: () => server.stop(),
    };
  },
};

/** A query a list. */
async function queriesOf(directory: string, asAt: string) {
  const files = await filesOf(directory, asAt);
  const lists = files.flatMap(({ name }) => (name.endsWith('.csv') ? [name.slice(0, -4)] : []));
  return {
    asAt: `select date '${asAt}'`,
    queries: Object.fromEntries(lists.map((list) => [list, `select * from ${list}`])),
  };
}

export async function secret(directory: string, content: string): Promise<string> {
  const file = join(directory, 'secret');
  await writeFile(file, content);
  return file;
}

async function filesOf(directory: string, asAt: string): Promise<{ name: string; content: Buffer }[]> {
  const folder = join(directory, 'extracts', asAt);
  const names = await readdir(folder);
  return Promise.all(names.map(async (name) => ({ name, content: await readFile(join(folder, name)) })));
}

/** The delivery as a case system's tables have it: a column a header, everything as text. */
async function asTables(directory: string, asAt: string, quote: string): Promise<string[]> {
  const statements: string[] = [];
  for (const { name, content } of await filesOf(directory, asAt)) {
    if (!name.endsWith('.csv')) continue;
    const [header = [], ...rows] = parse(content);
    const table = name.replace('.csv', '');
    const columns = header.map((column) => `${quote}${column}${quote} text`);
    const values = rows.map((row) => `(${row.map((cell) => `'${cell.replaceAll(`'`, `''`)}'`).join(', ')})`);
    statements.push(
      `create table ${table} (${columns.join(', ')})`,
      `insert into ${table} values ${values.join(', ')}`,
    );
  }
  return statements;
}

/** A folder as a web server shows it, to whoever has the token; a manifest is made where there is none. */
export function folderOf(folder: string, asAt: string): RequestListener {
  return (request, response) => {
    const name = request.url!.slice(1);
    if (request.headers.authorization !== `Bearer ${password}`) {
      response.writeHead(401).end();
      return;
    }
    const answer = async (): Promise<void> => {
      const names = await readdir(folder);
      const manifest = JSON.stringify({ asAt, files: Object.fromEntries(names.map((one) => [one, {}])) });
      const made = name === 'manifest.json' && !names.includes(name);
      const body = made ? Buffer.from(manifest) : await readFile(join(folder, name));
      response.writeHead(200, { 'content-length': body.length }).end(request.method === 'HEAD' ? '' : body);
    };
    void answer();
  };
}
