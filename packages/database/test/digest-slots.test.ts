import { eq } from 'drizzle-orm';
import { digestsSource } from '@vigil/pipeline';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  claimStage,
  closeSlot,
  digestSlotsSince,
  finishStage,
  freshMatters,
  handOverDigests,
  lastChasers,
  markMattersTold,
  moveNotification,
  noteRest,
  openDigestSlot,
  openManualSlot,
  openMatters,
  openNotice,
  openScheduledSlot,
  outbox,
  postponeStage,
  prepareNotification,
  readClock,
  recipientsOn,
  registerWorker,
  slot,
  stage,
  tendDigests,
  unsentNotifications,
  type Claim,
  type Transaction,
  type WorkerRegistration,
} from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';

describe('what is to be told', () => {
  let own: OwnDatabase;
  let worker: WorkerRegistration;
  beforeAll(async () => {
    own = await ownDatabase();
    worker = await registerWorker(own.database, 'by hand');
  });
  afterAll(async () => {
    await worker.stop();
    await own.drop();
  });

  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    own.database.forAuthority('852').transaction(work);
  beforeEach(() =>
    inTransaction(
      (tx) => tx.sql`truncate vigil.slot, vigil.stage, vigil.outbox, vigil.notice, vigil.told, vigil.notification`,
    ),
  );

  const digestSlots = () =>
    inTransaction((tx) =>
      tx.orm
        .select({ id: slot.id, kind: slot.kind, state: slot.state })
        .from(slot)
        .where(eq(slot.source, digestsSource))
        .orderBy(slot.createdAt),
    );
  const notifyOf = (slotId: string) =>
    inTransaction(async (tx) => (await tx.orm.select().from(stage).where(eq(stage.slot, slotId)))[0]!);
  const claim = async (slotId: string): Promise<Claim> => {
    const { id, dispatch } = await notifyOf(slotId);
    return (await claimStage(own.database, { stage: id, dispatch, worker: worker.number }))!;
  };
  /** Something that operators have not heard of. */
  const notice = (source = 'casework') =>
    inTransaction((tx) => openNotice(tx, { source, kind: 'stale', words: 'It has been the same for a week.' }));
  const openByHand = (source: string) =>
    inTransaction((tx) => openManualSlot(tx, { source, location: null, asAt: null, requestedBy: 'test' }));
  /** Ends the pull of a slot, which closes it. */
  const close = (slotId: string) =>
    inTransaction(async (tx) => {
      await tx.orm.update(stage).set({ state: 'done' }).where(eq(stage.slot, slotId));
      await closeSlot(tx, slotId);
    });
  const openBySchedule = async (source: string, at: string) => {
    await inTransaction((tx) => openScheduledSlot(tx, { source, dueAt: new Date(at), expectedBy: null, late: false }));
    const [opened] = await inTransaction((tx) =>
      tx.orm
        .select()
        .from(slot)
        .where(eq(slot.dueAt, new Date(at))),
    );
    return opened!.id;
  };
  const rest = async (slotId: string, until: string) => {
    await postponeStage(own.database, await claim(slotId), worker.name, 86_400, (tx) =>
      noteRest(tx, slotId, new Date(until)),
    );
  };
  const isDueNow = async (slotId: string) => (await notifyOf(slotId)).dueAt <= new Date();

  it('opens no slot where there is nothing', async () => {
    await close(await openByHand('casework'));
    expect(await digestSlots()).toEqual([]);
  });

  it('is told when the last of several slots by hand has closed, in one', async () => {
    const slots = [await openByHand('casework'), await openByHand('front-door')];
    await notice();
    await close(slots[0]!);
    expect(await digestSlots()).toEqual([]);
    await close(slots[1]!);
    expect(await digestSlots()).toMatchObject([{ kind: 'manual', state: 'open' }]);
  });

  it('is told in one slot, which every slot of the schedule that closes wakes', async () => {
    const first = await openBySchedule('casework', '2021-01-04T02:15:00Z');
    const second = await openBySchedule('front-door', '2021-01-04T03:30:00Z');
    await notice();
    await close(first);
    const [digests] = await digestSlots();
    await rest(digests!.id, '2021-01-04T07:00:00Z');
    expect(await isDueNow(digests!.id)).toBe(false);
    await close(second);
    expect(await digestSlots()).toMatchObject([{ kind: 'scheduled', state: 'open' }]);
    expect(await isDueNow(digests!.id)).toBe(true);
  });

  it('is told at once when somebody asks by hand while it waits', async () => {
    await notice();
    const waiting = await inTransaction((tx) => openDigestSlot(tx, 'scheduled'));
    await rest(waiting, '2021-01-04T07:00:00Z');
    const since = await inTransaction(readClock);
    await close(await openByHand('casework'));
    expect(await digestSlots()).toMatchObject([{ id: waiting, kind: 'manual' }]);
    expect(await isDueNow(waiting)).toBe(true);
    expect(await inTransaction((tx) => digestSlotsSince(tx, since))).toEqual([waiting]);
  });

  it('is handed on where some of it has to wait', async () => {
    const first = await inTransaction((tx) => openDigestSlot(tx, 'manual'));
    await finishStage(own.database, await claim(first), worker.name, (tx) => handOverDigests(tx, first, 'scheduled'));
    expect(await digestSlots()).toMatchObject([
      { id: first, state: 'closed' },
      { kind: 'scheduled', state: 'open' },
    ]);
  });

  it('is taken over from a slot that failed', async () => {
    const first = await inTransaction((tx) => openDigestSlot(tx, 'manual'));
    await inTransaction(async (tx) => {
      await tx.orm.update(stage).set({ state: 'failed' }).where(eq(stage.slot, first));
      await closeSlot(tx, first);
    });
    expect(await digestSlots()).toHaveLength(1);
    await inTransaction((tx) => openDigestSlot(tx, 'manual'));
    expect(await notifyOf(first)).toMatchObject({ state: 'cancelled' });
  });

  it('is looked after by the tick: opened for what no slot announces, woken when its time has come', async () => {
    const tick = (now: string, { operators = false, chasers = false } = {}) =>
      inTransaction((tx) => tendDigests(tx, { now: new Date(now), weekly: false, operators, chasers }));
    await tick('2021-01-04T02:00:00Z');
    expect(await digestSlots()).toEqual([]);
    await notice();
    await tick('2021-01-04T02:01:00Z');
    const [digests] = await digestSlots();
    await rest(digests!.id, '2021-01-04T07:00:00Z');
    await tick('2021-01-04T06:59:00Z');
    expect(await isDueNow(digests!.id)).toBe(false);
    await tick('2021-01-04T07:00:00Z');
    expect(await isDueNow(digests!.id)).toBe(true);

    // Over a weekend it rests for people, not for operators.
    await rest(digests!.id, '2021-01-11T00:00:00Z');
    await tick('2021-01-09T12:00:00Z', { operators: true });
    expect(await isDueNow(digests!.id)).toBe(true);
    await inTransaction(async (tx) => markMattersTold(tx, await openMatters(tx)));
    await rest(digests!.id, '2021-01-11T00:00:00Z');
    await tick('2021-01-09T12:01:00Z', { operators: true });
    expect(await isDueNow(digests!.id)).toBe(false);
    await tick('2021-01-09T12:02:00Z', { chasers: true });
    expect(await isDueNow(digests!.id)).toBe(true);
  });

  it('comes to operators once, and anew when it happens anew', async () => {
    await notice();
    const fresh = () =>
      inTransaction(async (tx) => (await freshMatters(tx)).map(({ kind, subject }) => `${kind} ${subject}`));
    expect(await fresh()).toEqual(['stale casework']);
    await inTransaction(async (tx) => markMattersTold(tx, await openMatters(tx)));
    expect(await fresh()).toEqual([]);
    await inTransaction((tx) => tx.sql`update vigil.notice set until = now()`);
    await notice();
    expect(await fresh()).toEqual(['stale casework']);
  });

  it('is a stuck queue after a quarter of an hour', async () => {
    await openByHand('casework');
    const stuck = () => inTransaction(async (tx) => (await openMatters(tx)).map(({ kind, words }) => [kind, words]));
    expect(await stuck()).toEqual([]);
    await inTransaction((tx) => tx.sql`update vigil.stage set due_at = now() - interval '16 minutes'`);
    expect(await stuck()).toEqual([['stuck', 'A job waits for a worker that does not come.']]);
    await inTransaction((tx) => tx.orm.delete(outbox));
  });

  describe('the ledger', () => {
    const mail = (wanted: Partial<Parameters<typeof prepareNotification>[1]>) =>
      inTransaction((tx) =>
        prepareNotification(tx, {
          recipient: 'head.qa@example.gov.uk',
          messageId: `<${crypto.randomUUID()}@example.gov.uk>`,
          sender: 'vigil@example.gov.uk',
          subject: 'S',
          text: 'T',
          html: '<p>T</p>',
          headers: {},
          ...wanted,
        }),
      );

    it('has one digest a person and working day, whatever the case of their address', async () => {
      expect(await mail({ kind: 'digest', day: '2021-01-04' })).toBe(true);
      expect(await mail({ kind: 'digest', day: '2021-01-04', recipient: 'Head.QA@example.gov.uk' })).toBe(false);
      expect(await mail({ kind: 'weekly', day: '2021-01-04' })).toBe(true);
      expect(await mail({ kind: 'chaser', day: '2021-01-04' })).toBe(true);
      expect(await mail({ kind: 'chaser', day: '2021-01-04', recipient: 'Head.QA@example.gov.uk' })).toBe(false);
      expect(await mail({ kind: 'digest', day: '2021-01-05', recipient: 'Head.QA@example.gov.uk' })).toBe(true);
      expect([...(await inTransaction((tx) => recipientsOn(tx, { kind: 'digest', day: '2021-01-05' })))]).toEqual([
        'head.qa@example.gov.uk',
      ]);
    });

    it('says when somebody was last chased, of what was sent or of all that was prepared', async () => {
      const ids = [crypto.randomUUID(), crypto.randomUUID()] as const;
      await mail({ id: ids[0], kind: 'chaser', day: '2021-01-06', recipient: 'HR@example.gov.uk' });
      await mail({ id: ids[1], kind: 'chaser', day: '2021-01-11', recipient: 'hr@example.gov.uk' });
      await mail({ kind: 'digest', day: '2021-01-12', recipient: 'hr@example.gov.uk' });
      await inTransaction((tx) => moveNotification(tx, ids[0], { from: ['prepared'], to: 'accepted' }));
      const last = (...states: Parameters<typeof lastChasers>[1][]) =>
        inTransaction(async (tx) => [...(await lastChasers(tx, ...states))]);
      expect(await last()).toEqual([['hr@example.gov.uk', '2021-01-11']]);
      expect(await last(['accepted'])).toEqual([['hr@example.gov.uk', '2021-01-06']]);
    });

    it('hands digests on before chasers', async () => {
      await mail({ kind: 'chaser', day: '2021-01-04' });
      await mail({ kind: 'weekly', day: '2021-01-04' });
      await mail({ kind: 'digest', day: '2021-01-04' });
      const kinds = (await inTransaction(unsentNotifications)).map(({ kind }) => kind);
      expect(kinds).toEqual(['digest', 'weekly', 'chaser']);
    });

    it('has one mail a slot for an operator', async () => {
      const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
      expect(await mail({ kind: 'operators', slot: one })).toBe(true);
      expect(await mail({ kind: 'operators', slot: one })).toBe(false);
      expect(await mail({ kind: 'operators', slot: other })).toBe(true);
    });

    it('makes a matter of a mail that is uncertain or refused, unless it was to operators', async () => {
      const ids = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()] as const;
      await mail({ id: ids[0], kind: 'digest', day: '2021-01-04' });
      await mail({ id: ids[1], kind: 'digest', day: '2021-01-05' });
      await mail({ id: ids[2], kind: 'operators', slot: crypto.randomUUID() });
      await inTransaction(async (tx) => {
        await moveNotification(tx, ids[0], { from: ['prepared'], to: 'uncertain', response: 'no answer' });
        await moveNotification(tx, ids[1], { from: ['prepared'], to: 'refused', response: 'no such mailbox' });
        await moveNotification(tx, ids[2], { from: ['prepared'], to: 'uncertain', response: 'no answer' });
      });
      expect(await inTransaction(openMatters)).toMatchObject([
        { kind: 'uncertain', words: expect.stringContaining('no answer'), advice: expect.stringContaining(ids[0]) },
        { kind: 'refused', words: expect.stringContaining('no such mailbox') },
      ]);
    });
  });
});
