import { setTimeout as pause } from 'node:timers/promises';
import { isReplayGoing, type SetGoing } from '@vigil/database';
import { reportInWords } from '../night-in-words.ts';
import { nightReport, type NightReport } from '../night-report.ts';
import type { CommandContext, Session } from '../session.ts';
import { workUntilTold } from '../work.ts';

/** What is waited for. */
interface Awaited extends Pick<SetGoing, 'slots'> {
  /** With null every run of the slots is meant: a replayed pull may have found new ones. */
  readonly runs: readonly string[] | null;
  /** The replay that they are of: where its jobs wait for their turn, slots open one after the other. */
  readonly replay?: string;
}

/**
 * Works until what was set going has ended, and says what came of it, as `vigil run` does. A `vigil up` that runs at
 * the same time helps along.
 */
export async function seeThrough(session: Session, awaited: Awaited, context: CommandContext): Promise<NightReport> {
  const { installation, authority } = session;
  const { slots, runs, replay } = awaited;
  const told = await workUntilTold(
    installation,
    slots.map((slot) => ({ authority: authority.code, slot })),
    context,
    async () => {
      if (replay !== undefined) await waitForRate(session, replay, context);
    },
  );
  const all = await nightReport(installation, told);
  // What else came of the slots was told when it happened.
  const own = runs === null ? all : { ...all, runs: all.runs.filter(({ id }) => runs.includes(id)), problems: [] };
  for (const line of reportInWords(own)) context.say(line);
  return own;
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

/** Whether all of it came to its end: nothing failed again, is held, or was left when the process was stopped. */
export function cameToItsEnd({ runs, problems, notifications }: NightReport): boolean {
  const finished = runs.every(({ status }) => status === 'done' || status === 'unchanged');
  return finished && problems.length === 0 && notifications.failed === 0;
}
