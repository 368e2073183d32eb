import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdLeadership, type Leadership } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

describe('of two that stand for an office', () => {
  let own: OwnDatabase;
  let first: Leadership;
  let second: Leadership;
  beforeAll(async () => {
    own = await ownDatabase();
    first = holdLeadership(own.database, 'scheduler');
    second = holdLeadership(own.database, 'scheduler');
  });
  afterAll(async () => {
    await first.stop();
    await second.stop();
    await own.drop();
  });

  it('the one who asks first leads, for as long as its connection lasts', async () => {
    expect(await first.held()).toBe(true);
    expect(await second.held()).toBe(false);
    expect(await first.held()).toBe(true);
    expect(await second.held()).toBe(false);
  });

  it('the other leads as soon as the connection of the leader has died', async () => {
    await own.database.acrossAuthorities(
      ({ sql }) => sql`
        select pg_terminate_backend(pid, 5000) from pg_locks
        where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(await second.held()).toBe(true);
    // Whether it had noticed or not: it does not lead by what it remembers.
    expect(await first.held().catch(() => false)).toBe(false);
    expect(await first.held()).toBe(false);
  });

  it('the other leads as soon as the leader has stopped', async () => {
    await second.stop();
    expect(await first.held()).toBe(true);
  });
});
