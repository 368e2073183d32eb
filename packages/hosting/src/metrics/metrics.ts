import type { StageObserver } from '@vigil/queue';
import type { Registry } from 'prom-client';
import type { InstallationSource } from './of-installation.ts';

/** What this process has measured, and whatever else was joined to it, as Prometheus reads it. */
export interface Metrics {
  readonly registry: Registry;
  /** Measures how long stages take. */
  readonly observer: StageObserver;
  /** Has something read anew each time Prometheus asks. It never throws. */
  beforeReading(read: () => Promise<void>): void;
  read(): Promise<MetricsText>;
}

export interface MetricsText {
  readonly contentType: string;
  readonly text: string;
}

// Most commands measure nothing: what it takes is loaded when something does.

/** The metrics of a process, one registry each. */
export async function openMetrics(): Promise<Metrics> {
  const { createMetrics } = await import('./create-metrics.ts');
  return createMetrics();
}

/**
 * Joins what PostgreSQL knows of the whole installation to a process's metrics. Each process that serves these says
 * the same: take the maximum over processes, not the sum.
 */
export async function measureInstallation(metrics: Metrics, source: InstallationSource): Promise<void> {
  const { joinInstallation } = await import('./of-installation.ts');
  joinInstallation(metrics, source);
}
