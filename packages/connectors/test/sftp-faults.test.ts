import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import ssh2, { type Connection, type Session, type SFTPWrapper } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { sftpTree } from '../src/sftp/sftp-tree.ts';
import type { FileTree } from '../src/tree/file-tree.ts';

const hostKey = ssh2.utils.generateKeyPairSync('ed25519');
const password = 'correct horse';
const { OK, EOF } = ssh2.utils.sftp.STATUS_CODE;
const file = { name: 'contacts.csv', path: '/contacts.csv', kind: 'file', bytes: 1_000_000, modified: 0 } as const;
const half = file.bytes / 2;

type Read = (sftp: SFTPWrapper, request: number, offset: number, connection: Connection) => void;

/** What a server does at half of the file, as servers and networks do. */
const faults = {
  'cuts the connection': (_sftp, _request, _offset, connection) => connection.end(),
  'says that the file ends': (sftp, request) => sftp.status(request, EOF),
  'answers no more': () => {},
  'says that it failed': (sftp, request) => sftp.status(request, ssh2.utils.sftp.STATUS_CODE.FAILURE, 'disk error'),
} satisfies Record<string, Read>;

/** A server of the ssh2 library that lets one file be read, until something happens at half of it. */
async function faultyServer(options: { atHalf: Read; dialogue?: boolean; noSftp?: boolean; timeoutSeconds?: number }) {
  const server = new ssh2.Server({ hostKeys: [hostKey.private] }, (connection) => {
    connection.on('error', () => {});
    connection.on('authentication', (attempt) => {
      if (options.dialogue && attempt.method === 'keyboard-interactive') {
        attempt.prompt([{ prompt: 'Password:', echo: false }], (answers) =>
          answers[0] === password ? attempt.accept() : attempt.reject(),
        );
      } else if (!options.dialogue && attempt.method === 'password' && attempt.password === password) attempt.accept();
      else attempt.reject(options.dialogue ? ['keyboard-interactive'] : ['password']);
    });
    connection.on('session', (accept) => serve(accept(), connection));
  });
  const serve = (session: Session, connection: Connection): void => {
    if (options.noSftp) return;
    session.on('sftp', (accept) => {
      const sftp = accept();
      sftp.on('OPEN', (request) => sftp.handle(request, Buffer.from('1')));
      sftp.on('CLOSE', (request) => sftp.status(request, OK));
      sftp.on('READ', (request, _handle, offset, length) => {
        if (offset >= half) options.atHalf(sftp, request, offset, connection);
        else sftp.data(request, Buffer.alloc(Math.min(length, half - offset), 'x'));
      });
    });
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

describe('an SFTP server', () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).toReversed()) await one.close();
  });

  async function account(options: Parameters<typeof faultyServer>[0], given = password): Promise<FileTree> {
    const server = await faultyServer(options);
    const tree = sftpTree({
      host: '127.0.0.1',
      port: server.port,
      user: 'vigil',
      path: '/',
      hostKey: hostKey.public,
      password: async () => given,
      privateKey: null,
      timeoutSeconds: options.timeoutSeconds ?? 10,
    });
    open.push(server, tree);
    return tree;
  }

  it.each([
    ['cuts the connection', /could not be read to its end: (it cannot be read: )?the connection was cut\./],
    ['says that the file ends', '500000 bytes came where 1000000 were expected; it was cut off, or changed'],
    ['answers no more', 'could not be read to its end: nothing came for 2 seconds, after 500000 bytes.'],
    ['says that it failed', 'could not be read to its end: it cannot be read: the server says "disk error".'],
  ] as const)('that %s in mid-file makes the stream fail', async (fault, sentence) => {
    const tree = await account({ atHalf: faults[fault], timeoutSeconds: 2 });
    await expect(buffer(await tree.open(file))).rejects.toThrow(sentence);
  });

  it('that asks for the password in a dialogue gets it', async () => {
    const tree = await account({ atHalf: faults['says that the file ends'], dialogue: true });
    expect(await buffer(await tree.open({ ...file, bytes: half }))).toHaveLength(half);
  });

  it('that does not take the password is told with the user, not with the password', async () => {
    const tree = await account({ atHalf: faults['answers no more'] }, 'wrong');
    await expect(tree.open(file)).rejects.toThrow('does not let the user vigil in. Is the password the right one');
  });

  it('that says nothing is told after the time allowed', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const login = { host: '127.0.0.1', port, user: 'vigil', hostKey: hostKey.public, privateKey: null };
    const tree = sftpTree({ ...login, path: '/', password: async () => password, timeoutSeconds: 1 });
    open.push(silent, tree);
    await expect(tree.list('/')).rejects.toThrow(`sftp://127.0.0.1:${port} did not answer in 1 seconds.`);
  });

  it('without SFTP is told', async () => {
    const tree = await account({ atHalf: faults['answers no more'], noSftp: true });
    await expect(tree.open(file)).rejects.toThrow('let the user vigil in, but offers no SFTP');
  });

  it('may be read slowly without being taken for stalled', async () => {
    const tree = await account({ atHalf: faults['says that the file ends'], timeoutSeconds: 2 });
    const stream = await tree.open({ ...file, bytes: half });
    await once(stream, 'readable');
    // Longer than the server may take between two answers.
    await new Promise((resolve) => {
      setTimeout(resolve, 700);
    });
    expect(await buffer(stream)).toHaveLength(half);
  });
});
