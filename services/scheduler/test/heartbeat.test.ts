import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@vigil/runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHeartbeat } from '../src/heartbeat.ts';

describe('a heartbeat', () => {
  const asked: string[] = [];
  const logged: string[] = [];
  let status = 200;
  let server: Server;
  let address: string;
  let now = new Date('2021-01-04T02:00:00Z');
  beforeAll(async () => {
    server = createServer(({ method, url }, answer) => {
      asked.push(`${method} ${url}`);
      answer.writeHead(status).end('OK');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });
  beforeEach(() => {
    asked.length = 0;
    logged.length = 0;
    status = 200;
  });

  const log = createLogger({
    service: 'test',
    level: 'warn',
    destination: { write: (line: string) => void logged.push(line) },
  });
  const heartbeatTo = (...urls: (string | null)[]) =>
    createHeartbeat(
      urls.map((heartbeatUrl) => ({ heartbeatUrl })),
      { proxy: { url: null, except: '' }, clock: () => now, log },
    );

  it('asks each address once, though several authorities name it', async () => {
    await heartbeatTo(`${address}/a`, null, `${address}/a`, `${address}/b`).beat();
    expect(asked.toSorted()).toEqual(['GET /a', 'GET /b']);
    expect(logged).toEqual([]);
  });

  it('comes at most once in five minutes', async () => {
    const { beat } = heartbeatTo(`${address}/a`);
    for (const time of ['02:00:00', '02:01:00', '02:04:59', '02:05:00']) {
      now = new Date(`2021-01-04T${time}Z`);
      await beat();
    }
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['refuses', () => `${address}/secret`, 500],
    ['is not there', () => 'http://127.0.0.1:1/secret', 200],
  ])('that the monitor %s is logged without the address, and stops nothing', async (_, url, answer) => {
    status = answer;
    await heartbeatTo(url()).beat();
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('127.0.0.1');
    expect(logged[0]).not.toContain('secret');
  });
});
