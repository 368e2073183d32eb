import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatchAgain, openManualSlot, outbox, relayOutbox, stage } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

describe('a stage that is handed over', () => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());

  /** Resolves when a transaction of this database waits for another. */
  const untilSomebodyWaits = async (): Promise<void> => {
    for (;;) {
      const [row] = await own.database.acrossAuthorities(
        ({ sql }) => sql<[{ waiting: boolean }]>`
          select exists (
            select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
          ) as waiting`,
      );
      if (row.waiting) return;
    }
  };

  it('may be made due anew at that very moment: neither waits for the other for ever', async () => {
    const authority = own.database.forAuthority('852');
    const slot = await authority.transaction((tx) =>
      openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'test' }),
    );
    const [pull] = await authority.transaction((tx) => tx.orm.select().from(stage).where(eq(stage.slot, slot)));
    let again: Promise<void> | undefined;
    await relayOutbox(own.database, async () => {
      again = authority.transaction((tx) => dispatchAgain(tx, { stage: pull!.id, attempts: 'keep' }));
      await untilSomebodyWaits();
    });
    await again;
    const left = await authority.transaction((tx) =>
      tx.orm.select({ stage: outbox.stage, dispatch: outbox.dispatch }).from(outbox),
    );
    expect(left).toEqual([{ stage: pull!.id, dispatch: 2 }]);
  });
});
