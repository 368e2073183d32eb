import type { Handoff } from '@vigil/database';
import type { StageName } from '@vigil/pipeline';
import type { QueueBackend } from './backend.ts';

/** Does something as part of a slot's trace. */
export type InSlot = (slot: string, work: () => Promise<void>) => Promise<void>;

/** Puts hand-offs into the queues of their stages. */
export async function send(queue: QueueBackend, handoffs: readonly Handoff[], inSlot?: InSlot): Promise<void> {
  const groups = new Map<string, { name: StageName; slot: string; jobs: { stage: string; dispatch: number }[] }>();
  for (const { name, slot, stage, dispatch } of handoffs) {
    // A trace is a slot's: with traces, what is sent together is of one slot.
    const together = inSlot === undefined ? name : `${name} ${slot}`;
    const group = groups.get(together) ?? { name, slot, jobs: [] };
    group.jobs.push({ stage, dispatch });
    groups.set(together, group);
  }
  await Promise.all(
    [...groups.values()].map(({ name, slot, jobs }) => {
      const sending = (): Promise<void> => queue.send(name, jobs);
      return inSlot === undefined ? sending() : inSlot(slot, sending);
    }),
  );
}
