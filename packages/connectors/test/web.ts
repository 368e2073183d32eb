import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

const program = 'openssl';

/** A certificate authority of this run's own, and the certificate of a server at localhost that it signed. */
export interface Certificates {
  readonly caFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

export function makeCertificates(directory: string): Certificates {
  const [caFile, caKey, certificateFile, keyFile] = ['ca.pem', 'ca.key', 'server.pem', 'server.key'].map((name) =>
    join(directory, name),
  ) as [string, string, string, string];
  const make = (...args: string[]): unknown =>
    execFileSync(program, ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...args], {
      stdio: 'pipe',
    });
  make('-keyout', caKey, '-out', caFile, '-subj', '/CN=Authority of a test');
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const constraints = 'basicConstraints=critical,CA:FALSE';
  make(
    '-CA',
    caFile,
    '-CAkey',
    caKey,
    '-keyout',
    keyFile,
    '-out',
    certificateFile,
    '-subj',
    '/CN=localhost',
    '-addext',
    names,
    '-addext',
    constraints,
  );
  return { caFile, certificateFile, keyFile };
}

export interface WebServer {
  readonly origin: string;
  /** `GET /contacts.csv`, as they came. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** An HTTPS server on this machine. */
export async function webServer(certificates: Certificates, answer: RequestListener): Promise<WebServer> {
  const requests: string[] = [];
  const options = { cert: readFileSync(certificates.certificateFile), key: readFileSync(certificates.keyFile) };
  const server = createServer(options, (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface ProxyServer {
  readonly url: string;
  /** `localhost:1234`, as they were asked for. */
  readonly tunnels: string[];
  close(): Promise<void>;
}

/** A proxy that connects whoever knows the password to wherever they want. */
export async function proxyServer(password: string | null = null): Promise<ProxyServer> {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const server = createHttpServer((_, response) => response.writeHead(400).end());
  const allowed = (request: IncomingMessage): boolean => {
    const expected = `Basic ${Buffer.from(`vigil:${password}`).toString('base64')}`;
    return password === null || request.headers['proxy-authorization'] === expected;
  };
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    if (!allowed(request)) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    tunnels.push(request.url ?? '');
    const there = connect(Number(request.url!.split(':')[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      there.pipe(client);
      client.pipe(there);
    });
    for (const socket of [client, there]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => [client, there].forEach((one) => one.destroy()));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
