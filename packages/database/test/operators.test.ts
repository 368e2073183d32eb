import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptDelivery,
  audit,
  byCause,
  carryOut,
  idsBeginningWith,
  listFailedJobs,
  openSlots,
  planReplay,
  prepareNotification,
  confirmNotification,
  filesOf,
  listNotifications,
  moveNotification,
  readRun,
  Refused,
  rejectDelivery,
  resendNotification,
  stage,
  stagingTable,
  unsentNotifications,
  type ReplayChoice,
  type Transaction,
} from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { nightByHand, type NightByHand } from './worked-by-hand.ts';

const word = { actor: 'alice@office', reason: 'the disk has room again' };
const lists = ['contacts', 'assessments'];

describe('what operators do', () => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());

  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    own.database.forAuthority('852').transaction(work);
  const night = async (asAts: readonly string[], content?: string): Promise<NightByHand> =>
    nightByHand(own.database, asAts, content);
  const stateOf = (runId: string) =>
    inTransaction(async (tx) => {
      const { run, delivery } = await readRun(tx, runId);
      return { run: run.state, delivery: delivery.state };
    });
  const replay = (choice: ReplayChoice) =>
    inTransaction(async (tx) => {
      const plan = await planReplay(tx, choice);
      await carryOut(tx, plan, word);
      return plan;
    });
  const isOpen = (slot: string) => inTransaction(async (tx) => (await openSlots(tx)).some(({ id }) => id === slot));
  const audited = (subject: string) =>
    inTransaction((tx) => tx.orm.select().from(audit).where(eq(audit.subject, subject)));
  const deliveryOf = (runId: string) => inTransaction(async (tx) => (await readRun(tx, runId)).delivery.id);
  const refusal = (work: (tx: Transaction) => Promise<unknown>): Promise<string> =>
    inTransaction(work).then(
      () => 'not refused',
      (error: unknown) => {
        expect(error).toBeInstanceOf(Refused);
        return (error as Refused).message;
      },
    );

  describe('a failed run', () => {
    it('is listed with its cause, once for all jobs that share it', async () => {
      const { runs, land, claim, fail, stop } = await night(['2018-01-01']);
      await land(runs[0]!, lists);
      for (const list of lists) {
        await fail(await claim('validate', runs[0]!, list), 'disk-full', `No room for ${list.length} bytes.`);
      }
      const causes = byCause(await inTransaction((tx) => listFailedJobs(tx))).filter(
        ({ jobs }) => jobs[0]!.run === runs[0],
      );
      expect(causes).toMatchObject([
        {
          stage: 'validate',
          kind: 'disk-full',
          jobs: [
            { subject: 'contacts', attempts: 1, asAt: '2018-01-01', source: 'casework' },
            { subject: 'assessments' },
          ],
        },
      ]);
      await replay({ by: 'error', fingerprint: causes[0]!.fingerprint });
      expect(await inTransaction((tx) => listFailedJobs(tx))).toEqual([]);
      await stop();
    });

    it('goes on from where it failed, on record with who had it done and why', async () => {
      const { runs, slot, land, claim, fail, validate, publish, stop } = await night(['2018-02-01']);
      await land(runs[0]!, ['contacts']);
      await validate(runs[0]!, 'contacts');
      const failed = await claim('publish', runs[0]!);
      await fail(failed, 'disk-full');
      expect(await stateOf(runs[0]!)).toEqual({ run: 'failed', delivery: 'failed' });
      expect(await isOpen(slot)).toBe(false);

      await replay({ by: 'run', run: runs[0]! });
      expect(await stateOf(runs[0]!)).toEqual({ run: 'running', delivery: 'landed' });
      expect(await isOpen(slot)).toBe(true);
      expect(await audited(`publish ${failed.stage}`)).toMatchObject([{ ...word, action: 'replay' }]);
      await publish(runs[0]!);
      expect(await stateOf(runs[0]!)).toEqual({ run: 'running', delivery: 'published' });
      await stop();
    });

    it('takes along what else failed in it, since it cannot go on without', async () => {
      const { runs, land, reject, validate, publish, stop } = await night(['2018-03-01']);
      await land(runs[0]!, lists);
      await reject(runs[0]!, 'contacts', 'missing-column');
      await reject(runs[0]!, 'assessments', 'missing-column');
      const jobs = await inTransaction((tx) => listFailedJobs(tx));
      const plan = await replay({ by: 'jobs', jobs: [jobs[0]!.job] });
      expect(plan.replayed.map(({ subject }) => subject)).toEqual(['assessments', 'contacts']);
      await validate(runs[0]!, 'assessments');
      expect(await stateOf(runs[0]!)).toEqual({ run: 'running', delivery: 'landed' });
      await validate(runs[0]!, 'contacts');
      await publish(runs[0]!);
      await stop();
    });

    it('is not touched when what succeeded is replayed', async () => {
      const { runs, land, claim, stop } = await night(['2018-04-01']);
      await land(runs[0]!, ['contacts']);
      const [landing] = await inTransaction((tx) =>
        tx.orm.select().from(stage).where(eq(stage.run, runs[0]!)).orderBy(stage.createdAt),
      );
      expect(await replay({ by: 'jobs', jobs: [landing!.id] })).toMatchObject({
        replayed: [],
        left: [{ because: 'done', reason: expect.stringContaining('changes nothing') }],
      });
      await claim('validate', runs[0]!, 'contacts');
      expect(await replay({ by: 'run', run: runs[0]! })).toMatchObject({
        replayed: [],
        left: [{ because: 'done' }, { because: 'running' }],
      });
      await stop();
    });

    it('is left alone when a newer delivery has corrected it', async () => {
      const first = await night(['2018-05-01'], 'first');
      await first.fail(await first.claim('land', first.runs[0]!), 'disk-full');
      const second = await night(['2018-05-01'], 'corrected');
      await second.land(second.runs[0]!, ['contacts']);
      await second.validate(second.runs[0]!, 'contacts');
      await second.publish(second.runs[0]!);
      expect(await replay({ by: 'run', run: first.runs[0]! })).toMatchObject({
        replayed: [],
        left: [{ because: 'corrected', reason: expect.stringContaining('vigil reject') }],
      });
      const id = await deliveryOf(first.runs[0]!);
      await inTransaction((tx) => rejectDelivery(tx, id, word));
      expect(await stateOf(first.runs[0]!)).toEqual({ run: 'rejected', delivery: 'rejected' });
      expect(await inTransaction((tx) => listFailedJobs(tx))).toEqual([]);
      await first.stop();
      await second.stop();
    });

    it('of a batch keeps their slot open until the last has ended, when several are replayed together', async () => {
      const batch = await night(['2019-01-01', '2019-02-01']);
      for (const run of batch.runs) await batch.fail(await batch.claim('land', run), 'disk-full');
      await replay({ by: 'stage', stage: 'land' });
      for (const run of batch.runs) {
        await batch.land(run, ['contacts']);
        await batch.validate(run, 'contacts');
        await batch.publish(run);
        expect(await isOpen(batch.slot)).toBe(true);
        await batch.judge(run);
        expect(await stateOf(run)).toEqual({ run: 'done', delivery: 'published' });
      }
      expect(await isOpen(batch.slot)).toBe(false);
      await batch.stop();
    });
  });

  describe('a held delivery', () => {
    it('is published once it is accepted', async () => {
      const { runs, slot, land, validate, hold, publish, stop } = await night(['2020-01-01']);
      await land(runs[0]!, ['contacts']);
      await validate(runs[0]!, 'contacts');
      await hold(runs[0]!, 'contacts would lose 30 of 100 records.');
      const id = await deliveryOf(runs[0]!);
      expect(await isOpen(slot)).toBe(false);

      expect(await inTransaction((tx) => acceptDelivery(tx, id, word))).toEqual({ slots: [slot], runs });
      const accepted = await inTransaction((tx) => readRun(tx, runs[0]!));
      expect(accepted).toMatchObject({
        run: { state: 'running' },
        delivery: { state: 'landed', accepted: true, heldBecause: null },
      });
      expect(await isOpen(slot)).toBe(true);
      expect(await audited(`delivery ${id}`)).toMatchObject([
        { ...word, action: 'accept', detail: { heldBecause: 'contacts would lose 30 of 100 records.' } },
      ]);
      await publish(runs[0]!);
      expect(await refusal((tx) => acceptDelivery(tx, id, word))).toContain('was published');
      await stop();
    });

    it('leaves nothing behind once it is rejected', async () => {
      const { runs, land, validate, hold, stop } = await night(['2020-02-01']);
      await land(runs[0]!, ['contacts']);
      await validate(runs[0]!, 'contacts');
      await hold(runs[0]!, 'contacts would lose 30 of 100 records.');
      const id = await deliveryOf(runs[0]!);
      const stagedTables = () =>
        inTransaction(async (tx) => {
          const [staged] = await filesOf(tx, id);
          const [table] = await tx.sql<[{ there: boolean }]>`
            select to_regclass(${stagingTable(staged!.id)}) is not null as there`;
          return { named: staged!.staging !== null, there: table.there };
        });
      expect(await stagedTables()).toEqual({ named: true, there: true });
      await inTransaction((tx) => rejectDelivery(tx, id, word));
      expect(await stateOf(runs[0]!)).toEqual({ run: 'rejected', delivery: 'rejected' });
      expect(await stagedTables()).toEqual({ named: false, there: false });
      expect(await replay({ by: 'run', run: runs[0]! })).toMatchObject({ replayed: [] });
      expect(await refusal((tx) => rejectDelivery(tx, id, word))).toContain('was rejected');
      await stop();
    });
  });

  describe('a delivery whose file is too small', () => {
    it('is validated again once it is accepted', async () => {
      const { runs, land, reject, validate, publish, stop } = await night(['2020-03-01']);
      await land(runs[0]!, lists);
      await reject(runs[0]!, 'contacts', 'shrunken-file');
      await validate(runs[0]!, 'assessments');
      const id = await deliveryOf(runs[0]!);
      await inTransaction((tx) => acceptDelivery(tx, id, word));
      expect((await inTransaction((tx) => readRun(tx, runs[0]!))).delivery).toMatchObject({
        state: 'landed',
        accepted: true,
      });
      await validate(runs[0]!, 'contacts');
      await publish(runs[0]!);
      await stop();
    });

    it('cannot be accepted for anything but its size', async () => {
      const { runs, land, reject, stop } = await night(['2020-04-01']);
      await land(runs[0]!, ['contacts']);
      await reject(runs[0]!, 'contacts', 'missing-column');
      const id = await deliveryOf(runs[0]!);
      expect(await refusal((tx) => acceptDelivery(tx, id, word))).toContain('not because of its size');
      expect(await audited(`delivery ${id}`)).toEqual([]);
      await inTransaction((tx) => rejectDelivery(tx, id, word));
      await stop();
    });
  });

  describe('an uncertain mail', () => {
    async function uncertainMail(day: string) {
      const id = randomUUID();
      await inTransaction(async (tx) => {
        await prepareNotification(tx, {
          id,
          day,
          recipient: 'head.qa@example.gov.uk',
          messageId: `<digest.${day}@example.gov.uk>`,
          sender: 'vigil@example.gov.uk',
          subject: 'One figure missed its target',
          text: 'text',
          html: 'html',
          headers: {},
        });
        await moveNotification(tx, id, { from: ['prepared'], to: 'uncertain', response: 'connection lost' });
      });
      return (await ledgerEntry(id))!;
    }
    const ledgerEntry = (id: string) =>
      inTransaction(async (tx) => (await listNotifications(tx)).find((one) => one.id === id));

    it('counts as accepted once an operator confirms that it arrived', async () => {
      const mail = await uncertainMail('2021-01-04');
      await inTransaction((tx) => confirmNotification(tx, mail.id, word));
      expect(await ledgerEntry(mail.id)).toMatchObject({ state: 'accepted', response: 'confirmed by alice@office' });
      expect(await audited(`notification ${mail.id}`)).toMatchObject([{ ...word, action: 'confirm' }]);
      expect(await refusal((tx) => confirmNotification(tx, mail.id, word))).toContain('only an uncertain one');
      expect(await refusal((tx) => resendNotification(tx, mail.id, word))).toContain('accepted');
    });

    it('goes out again, under the same Message-ID, once an operator has it resent', async () => {
      const mail = await uncertainMail('2021-01-05');
      const slot = await inTransaction((tx) => resendNotification(tx, mail.id, word));
      expect(await isOpen(slot)).toBe(true);
      expect(await inTransaction(unsentNotifications)).toMatchObject([{ id: mail.id, messageId: mail.messageId }]);
      expect(await audited(`notification ${mail.id}`)).toMatchObject([{ ...word, action: 'resend' }]);
    });
  });

  it('takes as much of an id as tells it apart, and only of its own authority', async () => {
    const { runs, stop } = await night(['2022-01-01']);
    const id = await deliveryOf(runs[0]!);
    const beginningWith = (text: string) => inTransaction((tx) => idsBeginningWith(tx, 'delivery', text));
    expect(await beginningWith(id.slice(0, 13).toUpperCase())).toEqual([id]);
    expect(await beginningWith('%')).toEqual([]);
    expect((await beginningWith('')).length).toBe(0);
    const foreign = await own.database.forAuthority('999').transaction((tx) => idsBeginningWith(tx, 'delivery', id));
    expect(foreign).toEqual([]);
    await stop();
  });
});
