import { countRuns, listFailedJobs, readSourceFreshness } from '@vigil/database';
import { recordFailure } from '@vigil/pipeline';
import { Gauge, Registry } from 'prom-client';
import type { ConsoleConfig, ConsoleDeps } from './app.ts';

/** Reads the metrics as Prometheus scrapes them, from the database each time. */
export function createMetrics(
  { authorities }: Pick<ConsoleConfig, 'authorities'>,
  { database, now, log }: Pick<ConsoleDeps, 'database' | 'now' | 'log'>,
): () => Promise<{ contentType: string; text: string }> {
  const registry = new Registry();
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]): Gauge<Label> =>
    new Gauge({ name, help, labelNames, registers: [registry] });

  const up = gauge('vigil_up', 'Whether Vigil reaches its database: 1 or 0.', []);
  const runs = gauge('vigil_runs', 'Runs by the state they are in.', ['authority', 'state']);
  const failed = gauge('vigil_failed_stages', 'Failed stages that wait for an operator.', ['authority', 'stage']);
  const age = gauge('vigil_newest_delivery_age_seconds', "Time since the newest published delivery's as-at date.", [
    'authority',
    'source',
  ]);

  const readAuthority = (authority: string): Promise<void> =>
    database.forAuthority(authority).transaction(async (tx) => {
      for (const [state, count] of await countRuns(tx)) runs.set({ authority, state }, count);
      for (const { stage } of await listFailedJobs(tx)) failed.inc({ authority, stage });
      for (const { source, newest } of await readSourceFreshness(tx)) {
        if (newest) age.set({ authority, source }, (now().getTime() - Date.parse(newest.asAt)) / 1000);
      }
    });

  return async () => {
    registry.resetMetrics();
    try {
      for (const { code } of authorities) await readAuthority(code);
      up.set(1);
    } catch (error) {
      registry.resetMetrics();
      up.set(0);
      log.warn({ kind: recordFailure(error).kind }, 'the metrics could not be read from the database');
    }
    return { contentType: registry.contentType, text: await registry.metrics() };
  };
}
