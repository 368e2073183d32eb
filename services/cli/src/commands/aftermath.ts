import type { SetGoing } from '@vigil/database';
import { reportInWords } from '../night-in-words.ts';
import { nightReport, type NightReport } from '../night-report.ts';
import type { CommandContext, Session } from '../session.ts';
import { workUntilTold } from '../work.ts';

/**
 * Works until what was set going has ended, and says what came of it, as `vigil run` does. A `vigil up` that runs at
 * the same time helps along.
 *
 * @param going with `runs: null` every run of the slots is meant: a replayed pull may have found new ones
 */
export async function seeThrough(
  { installation, authority }: Session,
  { slots, runs }: Pick<SetGoing, 'slots'> & { readonly runs: readonly string[] | null },
  context: CommandContext,
): Promise<NightReport> {
  const own = slots.map((slot) => ({ authority: authority.code, slot }));
  const all = await nightReport(installation, await workUntilTold(installation, own, context));
  // What else came of the slots was told when it happened.
  const report = runs === null ? all : { ...all, runs: all.runs.filter(({ id }) => runs.includes(id)), problems: [] };
  for (const line of reportInWords(report)) context.say(line);
  return report;
}

/** Whether all of it came to its end: nothing failed again, is held, or was left when the process was stopped. */
export function cameToItsEnd({ runs, problems, notifications }: NightReport): boolean {
  const finished = runs.every(({ status }) => status === 'done' || status === 'unchanged');
  return finished && problems.length === 0 && notifications.failed === 0;
}
