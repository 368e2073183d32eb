import type { DigestNews } from './digest-item.ts';
import type { AlertEventDecision, StandingAlert } from './life-cycle.ts';

/**
 * What is told of an alert: its newest untold event, and the others count as told with it. An alert that nobody has
 * heard of is new to its reader, though it may have continued in the meantime.
 *
 * @param alert.id by which it is acknowledged; its first eight characters will do
 * @param untold to be told and not told yet, oldest first
 * @returns null where nothing is untold
 */
export function newestNews(
  { id, rule, openedPeriod, toldPeriod }: Pick<StandingAlert, 'rule' | 'openedPeriod' | 'toldPeriod'> & { id: string },
  untold: readonly Pick<AlertEventDecision, 'kind' | 'period' | 'reason' | 'words'>[],
): DigestNews | null {
  const newest = untold.at(-1);
  if (newest === undefined) return null;
  const { kind, reason, period, words } = newest;
  const isNew = kind === 'continued' && toldPeriod === null;
  return { alert: id.slice(0, 8), rule, kind: isNew ? 'opened' : kind, reason, period, words, openedPeriod };
}
