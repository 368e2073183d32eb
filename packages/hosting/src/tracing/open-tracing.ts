import type { InSlot, StageObserver } from '@vigil/queue';
import type { Logger, Tracing } from '@vigil/runtime';

/** Traces of this process: one a slot, across all processes that work on it. */
export interface OpenTracing {
  /** A span an attempt, with one for each of its transactions in it. */
  readonly observer: StageObserver;
  readonly inSlot: InSlot;
  /** Sends what has not been sent. */
  stop(): Promise<void>;
}

/** Starts tracing where it is asked for. Where it is not, nothing of OpenTelemetry's SDK is even loaded. */
export async function openTracing(
  tracing: Tracing | null,
  options: { readonly service: string; readonly log: Logger },
): Promise<OpenTracing | null> {
  if (tracing === null) return null;
  const { startTracing } = await import('./start-tracing.ts');
  return startTracing(tracing, options);
}
