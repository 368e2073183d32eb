import type { Period } from '@vigil/calendar';
import type { EventKind } from './life-cycle.ts';

/**
 * What is told of an alert: its newest untold event, and the others count as told with it. An alert that nobody has
 * heard of is new to its reader, though it may have continued in the meantime.
 *
 * @param untold to be told and not told yet, oldest first
 */
export function newestNews<Event extends { readonly kind: EventKind }>(
  { toldPeriod }: { readonly toldPeriod: Period | null },
  untold: readonly Event[],
): Event | null {
  const newest = untold.at(-1) ?? null;
  return newest?.kind === 'continued' && toldPeriod === null ? { ...newest, kind: 'opened' } : newest;
}
