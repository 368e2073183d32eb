import type { FoundDelivery } from '@vigil/connectors';
import { hasLaterSlot, noteSearch, readSlot, recogniseDelivery, startRuns, type Slot } from '@vigil/database';
import type { StageHandler } from '@vigil/queue';
import type { IngestConfig, IngestDeps } from './app.ts';
import { connectorFor, sourceOf } from './source.ts';

/** How often an open window is looked into, before and after the delivery should have been there. */
const lookEverySeconds = 60;
const lookLateEverySeconds = 300;

/**
 * Looks for deliveries that are not published yet and makes a run of each. A slot of the schedule keeps looking
 * until one is there or the next slot opens; one opened by hand looks once, and waits only for files to settle.
 */
export function pullHandler(config: IngestConfig, deps: Pick<IngestDeps, 'clock' | 'now'>): StageHandler<'pull'> {
  return async (job) => {
    const slot = await job.database.transaction((tx) => readSlot(tx, job.payload.slot));
    const { source } = sourceOf(config.authorities, job.authority, slot.source);
    const found = await connectorFor(source, slot.location, deps.clock).findDeliveries();
    const deliveries = found.deliveries.filter(({ asAt }) => slot.asAt === null || asAt === slot.asAt);
    const unpublished = await job.database.transaction(async (tx) => {
      const fresh: FoundDelivery[] = [];
      for (const delivery of deliveries) {
        const known = await recogniseDelivery(tx, slot.source, delivery);
        if (!known || (known.state === 'failed' && slot.kind === 'manual')) fresh.push(delivery);
      }
      return fresh;
    });
    const decision = decide({
      slot,
      unpublished,
      now: deps.now(),
      superseded: await job.database.transaction((tx) => hasLaterSlot(tx, slot)),
    });
    const problems = [...found.problems, ...decision.problems];
    if (problems.length === 0 && slot.kind === 'manual' && deliveries.length === 0) {
      problems.push(nothingThere(slot, source.connector.path));
    }
    switch (decision.outcome) {
      case 'wait':
        job.log.info({ seconds: decision.seconds }, decision.reason);
        await job.postpone(decision.seconds, (tx) => noteSearch(tx, slot.id, { problems, missed: decision.missed }));
        break;
      case 'start':
        await job.finish(async (tx) => {
          await noteSearch(tx, slot.id, { problems, missed: false });
          await startRuns(tx, {
            slot: slot.id,
            source: slot.source,
            late: decision.late,
            again: slot.kind === 'manual',
            deliveries: decision.deliveries,
          });
        });
        break;
    }
  };
}

export type PullDecision =
  | {
      readonly outcome: 'wait';
      readonly seconds: number;
      readonly reason: string;
      readonly missed: boolean;
      readonly problems: readonly string[];
    }
  | {
      readonly outcome: 'start';
      readonly deliveries: readonly FoundDelivery[];
      readonly late: boolean;
      readonly problems: readonly string[];
    };

/** Decides, from what was seen, whether to start with it or to look again later. */
export function decide(seen: {
  readonly slot: Pick<Slot, 'kind' | 'expectedBy' | 'late'>;
  readonly unpublished: readonly FoundDelivery[];
  readonly now: Date;
  /** A later slot of the source is open and does the looking from now on. */
  readonly superseded: boolean;
}): PullDecision {
  const { slot, unpublished, now, superseded } = seen;
  const manual = slot.kind === 'manual';
  const expired = slot.expectedBy !== null && now > slot.expectedBy;
  const whole = unpublished.filter((delivery) => delivery.whole.yes);
  const growing = unpublished.flatMap((delivery) => (delivery.whole.yes ? [] : [delivery.whole]));
  const problems = growing.map(({ reason }) => reason);
  const late = slot.late || expired;

  if (growing.length > 0 && (manual || (!expired && !superseded))) {
    const seconds = Math.min(...growing.map(({ retryAfterSeconds }) => retryAfterSeconds));
    return { outcome: 'wait', seconds, reason: problems[0]!, missed: false, problems };
  }
  if (whole.length > 0 || manual || superseded) return { outcome: 'start', deliveries: whole, late, problems };
  return {
    outcome: 'wait',
    seconds: expired ? lookLateEverySeconds : lookEverySeconds,
    reason: expired ? 'the delivery has not arrived in time' : 'nothing new yet',
    missed: expired,
    problems,
  };
}

function nothingThere(slot: Slot, path: string): string {
  const where = slot.location ?? path;
  return slot.asAt === null
    ? `No delivery was found in ${where}. Expected one folder per delivery, named by its as-at date (YYYY-MM-DD), with a CSV file per list.`
    : `No delivery as at ${slot.asAt} was found in ${where}.`;
}
