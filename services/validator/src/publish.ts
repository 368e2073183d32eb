import {
  applyMerge,
  createStage,
  dropStaging,
  filesOf,
  laterDeliveries,
  planMerge,
  readRun,
  recordPublication,
  setDeliveryState,
  setRunState,
  takeTurnsOnSource,
  type MergePlan,
  type StagedList,
} from '@vigil/database';
import { contracts } from '@vigil/extracts';
import type { StageHandler } from '@vigil/queue';
import { deletesTooMuch } from './guards.ts';

/**
 * Makes a validated delivery the live one: all its lists in one transaction, so that nobody ever sees half of it.
 * A delivery that would delete too much is held instead, and nothing of it is published.
 */
export function publishHandler(): StageHandler<'publish'> {
  return async (job) => {
    await job.finish(async (tx) => {
      const { run, delivery } = await readRun(tx, job.payload.run);
      await takeTurnsOnSource(tx, run.source);
      const files = (await filesOf(tx, delivery.id)).filter(({ state }) => state === 'validated');

      const plans: { file: string; list: StagedList; plan: MergePlan }[] = [];
      for (const file of files) {
        const list: StagedList = {
          contract: contracts.get(file.list)!,
          source: run.source,
          asAt: run.asAt,
          coverage: file.coverage,
          staging: file.staging!,
          later: await laterDeliveries(tx, { source: run.source, list: file.list, asAt: run.asAt }),
        };
        plans.push({ file: file.id, list, plan: await planMerge(tx, list) });
      }

      const tooMuch = plans.filter(({ plan }) => deletesTooMuch(plan));
      if (tooMuch.length > 0 && !delivery.accepted) {
        const because = tooMuch.map(({ list, plan }) => describe(list.contract.list, plan)).join(' ');
        await setDeliveryState(tx, delivery.id, { state: 'held', heldBecause: because });
        await setRunState(tx, run.id, 'held');
        return 'held';
      }

      for (const { file, list, plan } of plans) {
        await applyMerge(tx, list);
        await recordPublication(tx, file, plan.unchanged);
        await dropStaging(tx, file);
      }
      await setDeliveryState(tx, delivery.id, { state: 'published', heldBecause: null });
      await createStage(tx, { slot: run.slot, run: run.id, name: 'aggregate', payload: { run: run.id } });
      return undefined;
    });
  };
}

function describe(list: string, plan: MergePlan): string {
  const share = Math.round((100 * plan.deleted) / plan.standing);
  return `${list} would lose ${plan.deleted} of ${plan.standing} records (${share} %).`;
}
