import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

let door: Server;
let opened: Socket[];
let sql: postgres.Sql;

beforeEach(async () => {
  const through = new URL(inject('databaseUrl'));
  const { port, hostname } = through;
  opened = [];
  door = createServer((client) => {
    const server = connect(Number(port), hostname);
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) socket.on('error', () => socket.destroy());
    opened.push(client);
  });
  await once(door.listen(0, '127.0.0.1'), 'listening');
  through.hostname = '127.0.0.1';
  through.port = String((door.address() as AddressInfo).port);
  sql = postgres(through.href, { max: 1, onnotice: () => {} });
});

afterEach(async () => {
  await sql.end({ timeout: 1 });
  for (const socket of opened) socket.destroy();
  door.close();
});

describe('a connection that the server has closed', () => {
  it('fails whoever writes to it afterwards, and nobody else', async () => {
    const failures: unknown[] = [];
    let writtenAfterwards = (): void => {};
    const afterwards = new Promise<void>((resolve) => {
      writtenAfterwards = resolve;
    });
    const transaction = sql.begin(async (tx) => {
      await tx`select 1`;
      const [socket] = opened;
      const gone = once(socket!, 'close');
      socket!.end();
      await gone;
      await turnOfTheLoop();
      await turnOfTheLoop();
      await tx`select 2`.catch((error: unknown) => failures.push(error));
      writtenAfterwards();
    });
    await expect(transaction).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    await afterwards;
    expect(failures).toMatchObject([{ code: 'CONNECTION_CLOSED' }]);
    expect(await sql`select 3 as three`).toMatchObject([{ three: 3 }]);
  });
});
