import { setTimeout as pause } from 'node:timers/promises';
import { isReplayGoing, type SetGoing } from '@vigil/database';
import { reportInWords } from '../night-in-words.ts';
import { nightReport, type NightReport } from '../night-report.ts';
import type { CommandContext, Session } from '../session.ts';
import { clockOf, startWorking, waitForDigests, waitUntilClosed, workUntilTold, type AwaitedSlot } from '../work.ts';

/** What is waited for; with `runs: null` every run of the slots is meant: a replayed pull may have found new ones. */
type Awaited = Pick<SetGoing, 'slots'> & { readonly runs: readonly string[] | null };

/**
 * Works until what was set going has ended, and says what came of it, as `vigil run` does. A `vigil up` that runs at
 * the same time helps along.
 */
export async function seeThrough(session: Session, awaited: Awaited, context: CommandContext): Promise<NightReport> {
  const told = await workUntilTold(session.installation, slotsOf(session, awaited), context);
  return report(session, told, awaited, context);
}

/** The same for a replay whose jobs wait for their rate: its slots open one after the other. */
export async function seeReplayThrough(
  session: Session,
  replay: string,
  awaited: Awaited,
  context: CommandContext,
): Promise<NightReport> {
  const { installation } = session;
  const slots = slotsOf(session, awaited);
  const since = await clockOf(installation);
  await startWorking(installation);
  await waitForRate(session, replay, context);
  await waitUntilClosed(installation, slots, context);
  const digests = await waitForDigests(installation, slots, since, context);
  return report(session, [...slots, ...digests], awaited, context);
}

/** Until no job of it waits any more, or the process is asked to stop; asked by the clock, as its rate is. */
async function waitForRate({ database }: Session, replay: string, context: CommandContext): Promise<void> {
  const isGoing = () => database.transaction((tx) => isReplayGoing(tx, replay)).catch(() => true);
  while (await isGoing()) {
    if (!(await restUnlessStopped(context))) continue;
    context.say(`Stopped. What still waits in replay ${replay.slice(0, 8)} goes on with whatever works next.`);
    return;
  }
}

/** @returns whether the process was asked to stop meanwhile */
async function restUnlessStopped({ stopRequested }: CommandContext): Promise<boolean> {
  const rested = new AbortController();
  const rest = pause(250, null, { signal: rested.signal });
  const signal = await Promise.race([rest, stopRequested]);
  rested.abort();
  await rest.catch(() => {}); // not waited out
  return signal !== null;
}

function slotsOf({ authority }: Session, { slots }: Awaited): readonly AwaitedSlot[] {
  return slots.map((slot) => ({ authority: authority.code, slot }));
}

async function report(
  { installation }: Session,
  told: readonly AwaitedSlot[],
  { runs }: Awaited,
  context: CommandContext,
): Promise<NightReport> {
  const all = await nightReport(installation, told);
  // What else came of the slots was told when it happened.
  const own = runs === null ? all : { ...all, runs: all.runs.filter(({ id }) => runs.includes(id)), problems: [] };
  for (const line of reportInWords(own)) context.say(line);
  return own;
}

/** Whether all of it came to its end: nothing failed again, is held, or was left when the process was stopped. */
export function cameToItsEnd({ runs, problems, notifications }: NightReport): boolean {
  const finished = runs.every(({ status }) => status === 'done' || status === 'unchanged');
  return finished && problems.length === 0 && notifications.failed === 0;
}
