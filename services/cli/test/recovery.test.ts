import { audit, openDatabase, openManualSlot, stage, type Transaction } from '@vigil/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownVigil, type OwnVigil } from './own-vigil.ts';

describe('an operator', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
  });
  afterAll(() => own.drop());

  /** What only the database itself can be told. */
  const inDatabase = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
    try {
      return await database.forAuthority('852').transaction(work);
    } finally {
      await database.close();
    }
  };

  it('rebuilds the queue from what is due, with a reason that goes on record', async () => {
    expect(await own.vigil('rebuild-queue')).toMatchObject({ exit: 2, err: expect.stringContaining('--reason') });
    expect((await own.vigil('status')).exit).toBe(0);
    await inDatabase((tx) =>
      openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'test' }),
    );
    const rebuild = () => own.json('rebuild-queue', '--reason', 'Redis was emptied');
    expect(await rebuild()).toEqual({ cleared: 0, dispatched: 1 });
    expect(await rebuild()).toEqual({ cleared: 1, dispatched: 1 });
    const left = await inDatabase(async (tx) => ({
      audited: await tx.orm.select({ action: audit.action, reason: audit.reason }).from(audit),
      stages: await tx.orm.select({ state: stage.state, dispatch: stage.dispatch }).from(stage),
    }));
    const rebuilt = { action: 'rebuild-queue', reason: 'Redis was emptied' };
    expect(left).toEqual({
      audited: [rebuilt, rebuilt],
      stages: [{ state: 'due', dispatch: 2 }],
    });
  });

  it('is told in status of a job that is dead, by its id, and what leads out of it', async () => {
    await inDatabase(({ sql }) => sql`update vigil.stage set state = 'dead', finished_at = now()`);
    const { failed } = await own.json<{ failed: readonly { jobs: readonly string[] }[] }>('status');
    expect(failed).toMatchObject([{ state: 'dead', stage: 'pull', jobs: [expect.any(String)] }]);
    const short = failed[0]!.jobs[0]!.slice(0, 8);
    const { out } = await own.vigil('status');
    expect(out).toContain(`pull is DEAD (job ${short})`);
    expect(out).toContain(`→ vigil failed --job ${short}; vigil replay --error`);
    expect((await own.vigil('failed')).out).toContain('pull: unknown, DEAD (1 job');
  });

  it('sees of an error that nobody foresaw what the database said, and no value that it was given', async () => {
    await inDatabase(({ sql }) => sql`alter table vigil.stage rename to elsewhere`);
    for (const level of [undefined, 'silent']) {
      own.env['VIGIL_LOG_LEVEL'] = level;
      const { exit, out, err } = await own.vigil('failed', '--job', 'abcd1234');
      expect(exit).toBe(1);
      expect(out).toBe('');
      expect(err).toContain('relation "vigil.stage" does not exist (PostgresError 42P01)');
      expect(err).not.toContain('abcd1234');
      expect(err).not.toContain('params');
      expect(err.includes('    at ')).toBe(level !== undefined);
    }
  });
});
