import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { databaseRole, giveLogin, installAccess, openDatabase } from '@vigil/database';
import { openQueue, prepareQueue, type DispatchedStage } from '../src/index.ts';
import { readyDatabase } from '../../database/test/own-database.ts';

it('on PostgreSQL a service hands over and takes jobs with the rights of its role, and changes no table', async () => {
  expect(inject('databaseUrl')).toMatch(/^postgres/u);
  const own = await readyDatabase({ keyId: 'test-key', checkValue: 'test-check' });
  const owner = openDatabase(own.url, { connections: 2 });
  await prepareQueue(own.url);
  await installAccess(owner);
  const url = new URL(own.url);
  url.username = `alerter_${randomUUID().slice(0, 8)}`;
  url.password = randomUUID();
  const login = await giveLogin(owner, 'alerter', url);
  const queue = await openQueue({
    redisUrl: null,
    databaseUrl: url.href,
    installation: randomUUID(),
    migrate: false,
    onError: () => {},
  });
  try {
    const taken: DispatchedStage[] = [];
    const job = { stage: randomUUID(), dispatch: 1 };
    let arrived: () => void = () => {};
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const consumer = await queue.consume(['evaluate'], async (one) => {
      taken.push(one);
      arrived();
    });
    await queue.send('evaluate', [job]);
    await arrival;
    await consumer.stop(1000);
    expect(taken).toEqual([job]);
    expect((await queue.depth()).evaluate).toBe(0);
    const asRole = openDatabase(url.href, { connections: 1 });
    const [[who], refused] = await Promise.all([
      asRole.acrossAuthorities(({ sql }) => sql<{ role: string }[]>`select current_user as role`),
      asRole.acrossAuthorities(({ sql }) => sql`create table bullmq.mine ()`).catch((error: Error) => error.message),
    ]);
    expect(who!.role).toBe(databaseRole('alerter'));
    expect(refused).toMatch(/permission denied/u);
    await asRole.close();
  } finally {
    await queue.close();
    await owner.acrossAuthorities(({ sql }) => sql.unsafe(`drop role ${login}`));
    await owner.close();
    await own.drop();
  }
});
