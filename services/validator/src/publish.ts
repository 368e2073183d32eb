import {
  applyMerge,
  createStage,
  daysChanged,
  dropStaging,
  filesOf,
  holdOffErasures,
  keepIdentities,
  leaveOutPurged,
  openNotice,
  overtakenFiles,
  overtakenList,
  planMerge,
  publishedCoverages,
  readRun,
  recordPublication,
  setDeliveryState,
  setRunState,
  settleFindings,
  takeTurnsOnSource,
  validateAgain,
  type Delivery,
  type MergePlan,
  type StagedList,
  type Transaction,
} from '@vigil/database';
import { contracts } from '@vigil/extracts';
import { StageFailure } from '@vigil/pipeline';
import type { StageHandler } from '@vigil/queue';
import { defaultGuards } from '@vigil/runtime';
import type { ValidatorConfig } from './app.ts';
import { configuredSource } from './configured-source.ts';
import { deletesTooMuch } from './guards.ts';
import { noticePublication } from './notices.ts';

/**
 * Makes a validated delivery the live one: all its lists in one transaction, so that nobody ever sees half of it.
 * A delivery that would delete too much is held instead, and nothing of it is published.
 */
export function publishHandler(config: ValidatorConfig): StageHandler<'publish'> {
  return async (job) => {
    const {
      run: current,
      waiting,
      overtaken,
    } = await job.database.transaction(async (tx) => {
      const { run, delivery } = await readRun(tx, job.payload.run);
      const files = await filesOf(tx, delivery.id);
      const again = await overtakenFiles(tx, { source: run.source, files });
      return { run, waiting: files.some(({ state }) => state === 'landed'), overtaken: again };
    });
    // What another delivery has overtaken was compared with something that is no longer the last word.
    if (overtaken.length > 0) return job.postpone(1, (tx) => validateAgain(tx, current.id, overtaken));
    if (waiting) return job.postpone(1, async () => {});
    return job.finish(async (tx) => {
      const { run, delivery } = await readRun(tx, job.payload.run);
      await holdOffErasures(tx);
      await takeTurnsOnSource(tx, run.source);
      if (delivery.replayOf !== null) await refuseOvertaken(tx, delivery);
      const files = (await filesOf(tx, delivery.id)).filter(({ state }) => state === 'validated');

      if ((await overtakenFiles(tx, { source: run.source, files })).length > 0) throw overtakenMeanwhile();

      const plans: { file: string; list: StagedList; plan: MergePlan }[] = [];
      for (const file of files) {
        const list: StagedList = {
          contract: contracts.get(file.list)!,
          source: run.source,
          asAt: run.asAt,
          coverage: file.coverage,
          staging: file.staging!,
          accepted: file.accepted,
          partial: file.base !== null,
          published: await publishedCoverages(tx, { source: run.source, list: file.list, from: run.asAt }),
        };
        await leaveOutPurged(tx, list);
        plans.push({ file: file.id, list, plan: await planMerge(tx, list) });
      }

      const { guards = defaultGuards } = configuredSource(config, job.authority, run.source) ?? {};
      const tooMuch = plans.filter(({ plan }) => deletesTooMuch(plan, guards));
      if (tooMuch.length > 0 && !delivery.accepted) {
        const because = tooMuch.map(({ list, plan }) => describe(list.contract.list, plan)).join(' ');
        await setDeliveryState(tx, delivery.id, { state: 'held', heldBecause: because });
        await setRunState(tx, run.id, 'held');
        await openNotice(tx, { source: run.source, kind: 'held', words: `As at ${run.asAt}: ${because}` });
        return 'held';
      }

      for (const { file, list, plan } of plans) {
        await applyMerge(tx, list, plan);
        await keepIdentities(tx, list.staging);
        const changed = await daysChanged(tx, list, plan);
        await recordPublication(tx, file, { unchanged: plan.unchanged, changed });
        await dropStaging(tx, file);
      }
      await setDeliveryState(tx, delivery.id, { state: 'published', heldBecause: null });
      if (delivery.replayOf !== null) {
        for (const { file } of plans) await settleFindings(tx, { run: run.id, file });
      }
      const lists = plans.map(({ list }) => list.contract.list);
      await noticePublication(tx, delivery, lists, guards);
      await createStage(tx, { slot: run.slot, run: run.id, name: 'aggregate', payload: { run: run.id } });
      return undefined;
    });
  };
}

function overtakenMeanwhile(): StageFailure {
  return new StageFailure('overtaken', 'Another delivery of the source was published at the same moment.', {
    advice: 'It is tried again by itself.',
    retry: true,
  });
}

/** A replay would put older content in the place of a correction that was published meanwhile. */
async function refuseOvertaken(tx: Transaction, { id, asAt }: Delivery): Promise<void> {
  const list = await overtakenList(tx, id);
  if (list === null) return;
  throw new StageFailure('corrected', `A newer delivery of ${list} as at ${asAt} was published in the meantime.`, {
    advice: `Say vigil reject ${id} to put this replay aside; what is in quarantine now can be replayed anew.`,
  });
}

function describe(list: string, plan: MergePlan): string {
  const share = Math.round((100 * plan.deleted) / plan.standing);
  return `${list} would lose ${plan.deleted} of ${plan.standing} records (${share} %).`;
}
