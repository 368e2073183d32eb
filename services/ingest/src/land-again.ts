import { filesOf, handOverToValidate, setDeliveryState, type Delivery, type Run } from '@vigil/database';
import type { StageJob } from '@vigil/queue';

/** A replay of the quarantine reads what landed before: there is nothing to copy, and the source is not asked. */
export async function landAgain(job: StageJob<'land'>, run: Run, delivery: Delivery): Promise<void> {
  await job.finish(async (tx) => {
    await setDeliveryState(tx, delivery.id, { state: 'landed' });
    await handOverToValidate(tx, run, await filesOf(tx, delivery.id));
  });
}
