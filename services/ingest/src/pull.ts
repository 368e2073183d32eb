import { UnreachableSource, type Connector, type FoundDelivery } from '@vigil/connectors';
import {
  closeNotices,
  hasLaterSlot,
  noteSearch,
  openNotice,
  readSlot,
  recogniseDelivery,
  startRuns,
  type Slot,
  type Transaction,
} from '@vigil/database';
import type { StageHandler } from '@vigil/queue';
import type { SourceConfig } from '@vigil/runtime';
import type { IngestConfig, IngestDeps } from './app.ts';
import { connectorFor, sourceOf } from './source.ts';

/** How often an open window is looked into, before and after the delivery should have been there. */
const lookEverySeconds = 60;
const lookLateEverySeconds = 300;

/**
 * Looks for deliveries that are not published yet and makes a run of each. A slot of the schedule keeps looking
 * until one is there or the next slot opens; one opened by hand looks once, and waits only for files to settle.
 */
export function pullHandler(
  config: IngestConfig,
  deps: Pick<IngestDeps, 'clock' | 'now' | 'proxy'>,
): StageHandler<'pull'> {
  return async (job) => {
    const slot = await job.database.transaction((tx) => readSlot(tx, job.payload.slot));
    const { source } = sourceOf(config.authorities, job.authority, slot.source);
    const connector = connectorFor(source, slot, deps);
    const found = await lookedAt(connector, source.contributor === undefined ? slot : { kind: 'scheduled' });
    // Most nights nobody has sent a form.
    const mayBeEmpty = source.contributor !== undefined && slot.location === null && slot.asAt === null;
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
    if (problems.length === 0 && slot.kind === 'manual' && deliveries.length === 0 && !mayBeEmpty) {
      problems.push(nothingThere(slot, source, found.deliveries));
    }
    switch (decision.outcome) {
      case 'wait':
        job.log.info({ seconds: decision.seconds }, decision.reason);
        await job.postpone(decision.seconds, async (tx) => {
          await noteSearch(tx, slot.id, { problems, missed: decision.missed });
          if (decision.missed) await noticeMissing(tx, slot, source);
        });
        break;
      case 'start':
        await job.finish(async (tx) => {
          await noteSearch(tx, slot.id, { problems, missed: decision.missed });
          if (decision.missed) await noticeMissing(tx, slot, source);
          if (decision.deliveries.length > 0) {
            await closeNotices(tx, { source: source.id, kinds: ['never-arrived'] });
          }
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

/**
 * What lies at the source. One that cannot be reached fails a slot opened by hand; a slot of the schedule takes it for
 * a source where nothing lies yet, and looks again until the delivery should have been there and after.
 */
export async function lookedAt(
  connector: Connector,
  { kind }: Pick<Slot, 'kind'>,
): ReturnType<Connector['findDeliveries']> {
  try {
    return await connector.findDeliveries();
  } catch (error) {
    if (!(error instanceof UnreachableSource) || kind === 'manual') throw error;
    return { deliveries: [], problems: [error.message] };
  } finally {
    await connector.close();
  }
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
      /** Its slot has passed without a delivery. */
      readonly missed: boolean;
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
  if (whole.length > 0 || manual || superseded) {
    const missed = !manual && whole.length === 0 && growing.length === 0;
    return { outcome: 'start', deliveries: whole, late, missed, problems };
  }
  return {
    outcome: 'wait',
    seconds: expired ? lookLateEverySeconds : lookEverySeconds,
    reason: expired ? 'the delivery has not arrived in time' : 'nothing new yet',
    missed: expired,
    problems,
  };
}

/** Notices that a delivery has not arrived; it ends when one does. */
async function noticeMissing(tx: Transaction, slot: Slot, { id, guards, timeZone }: SourceConfig): Promise<void> {
  if (!guards.neverArrived) return;
  const instant = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const by = slot.expectedBy === null ? '' : ` by ${instant.format(slot.expectedBy)}`;
  const words = `Nothing new has arrived in the slot of ${instant.format(slot.dueAt)}; expected a delivery${by || ' before the next slot'}.`;
  await openNotice(tx, { source: id, kind: 'never-arrived', words });
}

function nothingThere(slot: Slot, { id, connector }: SourceConfig, others: readonly FoundDelivery[]): string {
  const where = slot.location ?? (connector.kind === 'folder' ? connector.path : `source ${id}`);
  return slot.asAt === null
    ? `No delivery was found in ${where}. Expected one folder per delivery, named by its as-at date (YYYY-MM-DD), with a CSV file per list or an Annex A workbook; other names are told by files in vigil.yaml.`
    : `No delivery as at ${slot.asAt} was found in ${where}${others.length === 0 ? '' : `; what lies there is as at ${others.map(({ asAt }) => asAt).join(', ')}`}.`;
}
