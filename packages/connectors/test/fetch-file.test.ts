import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchFile, UnreachableSource } from '../src/index.ts';

const way = { proxy: { url: null, except: '' }, caFile: null, timeoutSeconds: 5, mostBytes: 10 };

describe('a file that anybody may read', () => {
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/days') response.end('0123456789');
      else if (request.url === '/more?key=1') response.end('0123456789A');
      else response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('is fetched whole', async () => {
    expect((await fetchFile(new URL('/days', origin), way)).toString()).toBe('0123456789');
  });

  it.each([
    ['/more?key=1', /\/more is larger than the 10 bytes that are expected\.$/u],
    ['/none', /\/none is not there\. Is the address right\?$/u],
  ])('%s is refused in words', async (path, words) => {
    const fetching = fetchFile(new URL(path, origin), way);
    await expect(fetching).rejects.toThrow(words);
    await expect(fetching).rejects.toBeInstanceOf(UnreachableSource);
  });
});
