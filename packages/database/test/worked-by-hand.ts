import { and, eq } from 'drizzle-orm';
import type { Coverage } from '@vigil/extracts';
import type { StageName } from '@vigil/pipeline';
import {
  claimStage,
  createStage,
  failStage,
  finishStage,
  handOverToPublish,
  openManualSlot,
  readRun,
  recordLanding,
  recordRejection,
  recordValidation,
  registerWorker,
  run,
  setDeliveryState,
  setRunState,
  stage,
  startRuns,
  stagingTable,
  type Claim,
  type Database,
  type Transaction,
} from '../src/index.ts';

const authority = '852';

/** A night whose stages are worked on one by one, as a test has it, through the functions that services use. */
export interface NightByHand {
  readonly slot: string;
  /** Ids of the runs, in the order of their as-at dates. */
  readonly runs: readonly string[];
  /** Claims the stage of a run that is due. */
  readonly claim: (name: StageName, runId: string, subject?: string) => Promise<Claim>;
  readonly finish: (claim: Claim, effect?: (tx: Transaction) => Promise<void | 'held'>) => Promise<void>;
  readonly fail: (claim: Claim, kind: string, message?: string) => Promise<void>;
  /** Lands files of the lists named, each a landed one. */
  readonly land: (runId: string, lists: readonly string[]) => Promise<void>;
  readonly validate: (runId: string, list: string) => Promise<void>;
  /** Rejects a file for a rule, as a validator does. */
  readonly reject: (runId: string, list: string, rule: 'shrunken-file' | 'missing-column') => Promise<void>;
  readonly publish: (runId: string) => Promise<void>;
  readonly hold: (runId: string, because: string) => Promise<void>;
  /** Aggregates and evaluates, with nothing to compute or judge. */
  readonly judge: (runId: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Opens a slot for `casework` with a delivery for each as-at date. `content` tells two for one date apart. */
export async function nightByHand(
  database: Database,
  asAts: readonly string[],
  content = 'first',
  coverage: Coverage = { kind: 'full' },
): Promise<NightByHand> {
  const own = database.forAuthority(authority);
  const worker = await registerWorker(database, 'by hand');

  const claimWhere = async (which: ReturnType<typeof and>, what: string): Promise<Claim> => {
    const [due] = await own.transaction((tx) =>
      tx.orm
        .select()
        .from(stage)
        .where(and(eq(stage.state, 'due'), which)),
    );
    const claim = due && (await claimStage(database, { stage: due.id, dispatch: due.dispatch, worker: worker.number }));
    if (!claim) throw new Error(`There is no ${what} to claim.`);
    return claim;
  };
  const finish: NightByHand['finish'] = (claim, effect = async () => {}) =>
    finishStage(database, claim, worker.name, effect);
  const fail: NightByHand['fail'] = (claim, kind, message = `It failed: ${kind}.`) =>
    failStage(
      database,
      claim,
      worker.name,
      { kind, message, advice: 'Mend it, then replay.', retry: false },
      { outcome: 'fail', because: 'not worth repeating' },
    );
  const claim: NightByHand['claim'] = (name, runId, subject = '') =>
    claimWhere(and(eq(stage.run, runId), eq(stage.name, name), eq(stage.subject, subject)), `${name} ${subject}`);

  const slot = await own.transaction((tx) =>
    openManualSlot(tx, { source: 'casework', location: null, asAt: null, requestedBy: 'test' }),
  );
  await finish(await claimWhere(and(eq(stage.slot, slot), eq(stage.name, 'pull')), 'pull'), (tx) =>
    startRuns(tx, {
      slot,
      source: 'casework',
      late: false,
      again: false,
      deliveries: asAts.map((asAt) => ({ asAt, location: `extracts/${asAt}`, fingerprint: content, ignored: [] })),
    }),
  );
  const started = await own.transaction((tx) =>
    tx.orm.select({ id: run.id }).from(run).where(eq(run.slot, slot)).orderBy(run.asAt),
  );

  return {
    slot,
    runs: started.map(({ id }) => id),
    claim,
    finish,
    fail,
    land: async (runId, lists) => {
      await finish(await claim('land', runId), async (tx) => {
        const { delivery } = await readRun(tx, runId);
        const files = await recordLanding(tx, {
          delivery: delivery.id,
          content,
          files: lists.map((list) => ({
            name: `${list}.csv`,
            list,
            sheet: null,
            bytes: 1,
            sha256: content,
            address: content,
            claimedRows: null,
            coverage,
            state: 'landed',
          })),
        });
        for (const { id, list } of files) {
          const payload = { run: runId, file: id };
          await createStage(tx, { slot, run: runId, name: 'validate', subject: list, payload });
        }
      });
    },
    validate: async (runId, list) => {
      const claimed = await claim('validate', runId, list);
      const { file } = claimed.payload as { file: string };
      await finish(claimed, async (tx) => {
        await tx.sql.unsafe(`create table if not exists ${stagingTable(file)} (record uuid)`);
        await recordValidation(tx, file, {
          read: 2,
          accepted: 1,
          quarantined: 1,
          duplicates: 0,
          encoding: 'UTF-8',
          staging: stagingTable(file),
        });
        await handOverToPublish(tx, { run: runId, slot, file });
      });
    },
    reject: async (runId, list, rule) => {
      const claimed = await claim('validate', runId, list);
      const { file } = claimed.payload as { file: string };
      await own.transaction(async (tx) => {
        const { run: current } = await readRun(tx, runId);
        const place = { run: runId, file, asAt: current.asAt, list, fileName: `${list}.csv` };
        const message = `${list}.csv is not as it should be.`;
        await recordRejection(tx, place, [
          { record: null, line: null, column: null, rule, severity: 'file', value: null, message },
        ]);
      });
      await fail(claimed, rule, `${list}.csv is not as it should be.`);
    },
    publish: async (runId) => {
      await finish(await claim('publish', runId), async (tx) => {
        const { delivery } = await readRun(tx, runId);
        await setDeliveryState(tx, delivery.id, { state: 'published' });
        await createStage(tx, { slot, run: runId, name: 'aggregate', payload: { run: runId } });
      });
    },
    hold: async (runId, because) => {
      await finish(await claim('publish', runId), async (tx) => {
        const { delivery } = await readRun(tx, runId);
        await setDeliveryState(tx, delivery.id, { state: 'held', heldBecause: because });
        await setRunState(tx, runId, 'held');
        return 'held';
      });
    },
    judge: async (runId) => {
      await finish(await claim('aggregate', runId), (tx) =>
        createStage(tx, { slot, run: runId, name: 'evaluate', payload: { run: runId } }),
      );
      await finish(await claim('evaluate', runId), async (tx) => {
        await tx.orm.update(run).set({ evaluatedAt: new Date() }).where(eq(run.id, runId));
      });
    },
    stop: () => worker.stop(),
  };
}
