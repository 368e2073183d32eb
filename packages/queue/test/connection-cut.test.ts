import { inject } from 'vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDatabase } from '../../database/test/own-database.ts';
import { openCommitProxy } from '../../../services/acceptance/test/commit-proxy.ts';
import { openQueue, prepareQueue } from '../src/index.ts';

/** Cut after so many bytes on the wire: while it connects, while it looks, while it makes its tables. */
const cuts = [1, 300, 600, 900, 1200, 2000, 4000, 8000, 16_000, 32_000, 64_000];

describe('a connection to PostgreSQL that is cut off while the queue is made ready', () => {
  let own: Awaited<ReturnType<typeof emptyDatabase>>;
  beforeAll(async () => {
    own = await emptyDatabase();
  });
  afterAll(() => own.drop());

  const cutAfter = async (bytes: number, work: (url: string) => Promise<void>): Promise<unknown> => {
    let cut = (): void => {};
    const proxy = await openCommitProxy(own.url, {
      onBytes: (seen) => seen >= bytes && cut(),
      counts: () => true,
    });
    cut = proxy.cut;
    const outcome = await work(proxy.url).catch((error: unknown) => error);
    await proxy.close();
    return outcome;
  };

  // An error that nobody listens to would end this process, and vitest says so.
  it.each(cuts)('is told by what is being done, and does not end the process (after %i bytes)', async (bytes) => {
    const outcome = await cutAfter(bytes, prepareQueue);
    expect(outcome === undefined || outcome instanceof Error).toBe(true);
    await expect(prepareQueue(own.url)).resolves.toBeUndefined();
  });

  it('is told where the queue is in use', async () => {
    await prepareQueue(own.url);
    const errors: Error[] = [];
    const outcome = await cutAfter(20_000, async (databaseUrl) => {
      const queue = await openQueue({
        redisUrl: null,
        databaseUrl,
        installation: inject('readyDatabase'),
        onError: (error) => errors.push(error),
        migrate: false,
      });
      try {
        for (;;) await queue.depth();
      } finally {
        await queue.close();
      }
    });
    expect(outcome).toBeInstanceOf(Error);
  });
});
