import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire to PostgreSQL that sees what the server says, before the client hears of it. */
export interface CommitProxy {
  /** The database's address through the proxy. */
  readonly url: string;
  /** Cuts every connection, as a restart of the server does. */
  cut(): void;
  close(): Promise<void>;
}

/** What is noticed on the wire. Each is told while the server's answer is held back. */
export interface OnTheWire {
  /** The number of a commit that wrote something, counted from 1. */
  readonly onCommit?: (number: number) => void;
  /** The number of a COPY that the server is ready to take, of which it has not seen a row. */
  readonly onCopy?: (number: number) => void;
  /** How many bytes have come from the client and from the server, so far. */
  readonly onBytes?: (bytes: number) => void;
  /** Which connections are looked at, by application name. */
  readonly counts: (applicationName: string) => boolean;
}

export async function openCommitProxy(databaseUrl: string, wire: OnTheWire): Promise<CommitProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let commits = 0;
  let copies = 0;
  let bytesSeen = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    let looked: boolean | null = null;
    const weigh = (bytes: Buffer): void => {
      if (looked !== true) return;
      bytesSeen += bytes.length;
      wire.onBytes?.(bytesSeen);
    };
    client.on('data', (bytes) => {
      looked ??= wire.counts(applicationNameOf(bytes));
      weigh(bytes);
      upstream.write(bytes);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    const watch = watchServer({
      committed: () => {
        if (looked !== true) return;
        commits += 1;
        wire.onCommit?.(commits);
      },
      copying: () => {
        if (looked !== true) return;
        copies += 1;
        wire.onCopy?.(copies);
      },
    });
    upstream.on('data', (bytes) => {
      watch(bytes);
      weigh(bytes);
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

/**
 * Reads the messages from the server: a type byte, a length, a body. CommandComplete (C) names what was done,
 * CopyInResponse (G) asks for the rows of a COPY.
 */
function watchServer(told: { committed(): void; copying(): void }): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  let dirty = false;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 5) {
      const length = rest.readUInt32BE(1) + 1;
      if (rest.length < length) return;
      if (rest[0] === 0x47) told.copying();
      if (rest[0] === 0x43) {
        const tag = rest.toString('latin1', 5, length - 1);
        if (wrote.test(tag)) dirty = true;
        else if (tag === 'COMMIT' && dirty) {
          dirty = false;
          told.committed();
        } else if (tag === 'ROLLBACK') dirty = false;
      }
      rest = rest.subarray(length);
    }
  };
}
