import { inject } from 'vitest';
import { describe, expect, it } from 'vitest';
import { ownRedis } from '../../../services/acceptance/faults/own-servers.ts';
import { openQueue } from '../src/index.ts';

const missing = inject('redisUrl') === null ? ' (redis-server is missing: apt-get install redis-server)' : '';

describe.skipIf(missing !== '')(`workers that are told to stop while Redis is away${missing}`, () => {
  it('stop, whether it comes back or not', async () => {
    const redis = await ownRedis();
    let lost: () => void = () => {};
    const noticed = new Promise<void>((resolve) => {
      lost = resolve;
    });
    const queue = await openQueue({
      redisUrl: redis.url,
      databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
      installation: 'test',
      onError: () => lost(),
    });
    const consumer = await queue.consume(['pull', 'notify'], async () => {});
    redis.kill();
    await noticed;
    expect(await consumer.stop(1000)).toBe(true);
    await queue.close();
    await redis.stop();
  });
});
