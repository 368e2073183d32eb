import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Metrics, MetricsText } from './metrics.ts';

/** From a tenth of a second to an hour: a small notify, a cold night of a large authority. */
const buckets = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600];

/** The metrics of a process, with those of Node itself: lag of the event loop, heap, garbage collection, CPU. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'vigil_' });
  const durations = new Histogram({
    name: 'vigil_stage_duration_seconds',
    help: 'How long this process worked on stages, by how it came out.',
    labelNames: ['stage', 'outcome'],
    buckets,
    registers: [registry],
  });
  const readers: (() => Promise<void>)[] = [];
  let reading: Promise<MetricsText> | null = null;

  const readAll = async (): Promise<MetricsText> => {
    for (const read of readers) await read();
    return { contentType: registry.contentType, text: await registry.metrics() };
  };

  return {
    registry,
    observer: {
      attempt: async (claim, work) => {
        const start = performance.now();
        const measure = (outcome: string): void =>
          durations.observe({ stage: claim.name, outcome }, (performance.now() - start) / 1000);
        try {
          const result = await work();
          measure(result.outcome);
          return result;
        } catch (error) {
          measure('unrecorded');
          throw error;
        }
      },
      transaction: (_claim, _kind, work) => work(),
    },
    beforeReading: (read) => void readers.push(read),
    // Whoever asks while somebody else does is given the same: the database is asked once.
    read: async () => {
      reading ??= readAll().finally(() => {
        reading = null;
      });
      return reading;
    },
  };
}
