import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire to PostgreSQL that sees every commit that wrote something, before the client hears of it. */
export interface CommitProxy {
  /** The database's address through the proxy. */
  readonly url: string;
  /** Cuts every connection, as a restart of the server does. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * @param onCommit called with the number of the commit, counted from 1, while its answer is held back
 * @param counts which connections are looked at, by application name
 */
export async function openCommitProxy(
  databaseUrl: string,
  onCommit: (number: number) => void,
  counts: (applicationName: string) => boolean,
): Promise<CommitProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let commits = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    let looked: boolean | null = null;
    client.on('data', (bytes) => {
      looked ??= counts(applicationNameOf(bytes));
      upstream.write(bytes);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    const watch = watchCommits(() => {
      if (looked !== true) return;
      commits += 1;
      onCommit(commits);
    });
    upstream.on('data', (bytes) => {
      watch(bytes);
      client.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut,
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The start-up packet holds names and values, each ended by a zero byte. */
function applicationNameOf(packet: Buffer): string {
  const words = packet.toString('latin1').split('\0');
  const at = words.findIndex((word) => word.endsWith('application_name'));
  return at < 0 ? '' : (words[at + 1] ?? '');
}

const wrote = /^(INSERT 0|UPDATE|DELETE|COPY|MERGE) [1-9]|^(CREATE|DROP|ALTER)/u;

/** Reads the messages from the server: a type byte, a length, a body. CommandComplete (C) names what was done. */
function watchCommits(onCommit: () => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  let dirty = false;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 5) {
      const length = rest.readUInt32BE(1) + 1;
      if (rest.length < length) return;
      if (rest[0] === 0x43) {
        const tag = rest.toString('latin1', 5, length - 1);
        if (wrote.test(tag)) dirty = true;
        else if (tag === 'COMMIT' && dirty) {
          dirty = false;
          onCommit();
        } else if (tag === 'ROLLBACK') dirty = false;
      }
      rest = rest.subarray(length);
    }
  };
}
