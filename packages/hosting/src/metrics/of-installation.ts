import { measureAuthority, measureWork, type Database, type NotificationState } from '@vigil/database';
import { recordFailure, stageNames } from '@vigil/pipeline';
import type { QueueBackend } from '@vigil/queue';
import type { Logger } from '@vigil/runtime';
import { Gauge } from 'prom-client';
import type { Metrics } from './metrics.ts';

/** All of them are said, none too: a rule can only tell that a number grew when it was there before. */
const notificationStates = [
  'prepared',
  'sending',
  'accepted',
  'uncertain',
  'refused',
] as const satisfies NotificationState[];

export interface InstallationSource {
  readonly authorities: readonly { readonly code: string }[];
  readonly database: Database;
  /** Null where the process has none; the depth of its queues is left out then. */
  readonly queue: QueueBackend | null;
  readonly now: () => Date;
  readonly log: Logger;
}

/** See measureInstallation in metrics.ts. */
export function joinInstallation(metrics: Metrics, source: InstallationSource): void {
  const { authorities, database, queue, now, log } = source;
  const gauges: Gauge[] = [];
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> => {
    const made = new Gauge({ name, help, labelNames, registers: [metrics.registry] });
    gauges.push(made);
    return made;
  };

  const up = gauge('vigil_up', 'Whether Vigil reaches its database: 1 or 0.');
  const workers = gauge('vigil_workers', 'Processes that are registered as workers and alive.');
  const due = gauge('vigil_due_stages', 'Stages that are due and not yet claimed.', ['stage']);
  const running = gauge('vigil_running_stages', 'Stages that are being worked on.', ['stage']);
  const oldest = gauge('vigil_oldest_due_seconds', 'How long the oldest due stage has been due.', ['stage']);
  const depth = gauge('vigil_queue_depth', 'Jobs in the queue, waiting or at work.', ['stage']);
  const runs = gauge('vigil_runs', 'Runs by the state they are in.', ['authority', 'state']);
  const failed = gauge('vigil_failed_stages', 'Stages that wait for an operator, by cause.', [
    'authority',
    'stage',
    'state',
    'kind',
    'fingerprint',
  ]);
  const losses = gauge('vigil_worker_losses', 'Attempts whose worker died or was cut off, ever.', ['stage']);
  const asAtAge = gauge('vigil_newest_delivery_age_seconds', "Time since the newest published delivery's as-at date.", [
    'authority',
    'source',
  ]);
  const arrivalAge = gauge('vigil_newest_arrival_age_seconds', 'Time since the newest delivery was published.', [
    'authority',
    'source',
  ]);
  const overdue = gauge('vigil_source_overdue', 'Whether a delivery did not arrive by the time it was expected.', [
    'authority',
    'source',
  ]);
  const figures = gauge('vigil_newest_run_figures', 'Figures of the newest finished run.', [
    'authority',
    'source',
    'change',
  ]);
  const alerts = gauge('vigil_newest_run_alerts', 'Alerts of the newest finished run.', [
    'authority',
    'source',
    'change',
  ]);
  const open = gauge('vigil_open_alerts', 'Alerts that are open.', ['authority']);
  const mails = gauge('vigil_mails', 'Mails on the ledger by the state they are in, ever.', ['authority', 'state']);

  const readWork = async (): Promise<void> => {
    const work = await measureWork(database);
    workers.set(work.workers);
    for (const stage of stageNames) {
      const of = work.stages.get(stage);
      due.set({ stage }, of?.due ?? 0);
      running.set({ stage }, of?.running ?? 0);
      oldest.set({ stage }, of?.oldestDueSeconds ?? 0);
      losses.set({ stage }, 0);
    }
  };

  const readAuthority = async (authority: string): Promise<void> => {
    const measures = await database.forAuthority(authority).transaction(measureAuthority);
    for (const [state, count] of measures.runs) runs.set({ authority, state }, count);
    for (const { count, ...cause } of measures.failed) failed.set({ authority, ...cause }, count);
    for (const { stage, count } of measures.losses) losses.inc({ stage }, count);
    for (const { source: from, newest, overdue: late } of measures.freshness) {
      overdue.set({ authority, source: from }, late === null ? 0 : 1);
      if (newest === null) continue;
      asAtAge.set({ authority, source: from }, (now().getTime() - Date.parse(newest.asAt)) / 1000);
      arrivalAge.set({ authority, source: from }, (now().getTime() - newest.publishedAt.getTime()) / 1000);
    }
    for (const { source: from, figures: changed, alerts: moved } of measures.newestRuns) {
      for (const [change, count] of Object.entries(changed)) figures.set({ authority, source: from, change }, count);
      for (const [change, count] of Object.entries(moved)) alerts.set({ authority, source: from, change }, count);
    }
    open.set({ authority }, measures.openAlerts);
    for (const state of notificationStates) mails.set({ authority, state }, measures.mails.get(state) ?? 0);
  };

  const readQueue = async (): Promise<void> => {
    if (queue === null) return;
    for (const [stage, jobs] of Object.entries(await queue.depth())) depth.set({ stage }, jobs);
  };

  metrics.beforeReading(async () => {
    for (const one of gauges) one.reset();
    try {
      await readWork();
      for (const { code } of authorities) await readAuthority(code);
      up.set(1);
    } catch (error) {
      // Half of what is there would look like all of it.
      for (const one of gauges) one.reset();
      up.set(0);
      log.warn({ kind: recordFailure(error).kind }, 'the metrics could not be read from the database');
    }
    await readQueue().catch((error: unknown) => {
      log.warn({ kind: recordFailure(error).kind }, 'the depth of the queue could not be read');
    });
  });
}
