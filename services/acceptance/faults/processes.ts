import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { nightHere, toAllAtOnce } from './here.ts';
import { leasesRunOut, onceAt, runAgain, startOnTheWire, type Night, type Undisturbed } from './night.ts';

/*
 * What befalls the processes that work. Each lives through a night and tells whether the fault has struck: a night
 * that goes another way may have one commit fewer.
 */

export async function killedAtCommit(night: Night, commit: number): Promise<boolean> {
  const at = onceAt(commit, ({ signal }) => signal('SIGKILL'));
  const { ended } = await startOnTheWire(night, { onCommit: at.notice });
  await ended;
  await runAgain(night);
  return at.struck();
}

/** Up to three times, each time anywhere between two bytes on the wire. */
export async function killedAnywhere(night: Night, seed: number, { bytes }: Undisturbed): Promise<boolean> {
  const draw = chance(seed);
  let struck = false;
  for (let kills = 1 + Math.floor(draw() * 3); kills > 0; kills -= 1) {
    const at = onceAt(Math.floor(draw() * bytes), ({ signal }) => signal('SIGKILL'));
    const { ended } = await startOnTheWire(night, { onBytes: at.notice });
    await ended;
    struck ||= at.struck();
  }
  await runAgain(night);
  return struck;
}

export async function killedWithTheMail(night: Night): Promise<boolean> {
  let killed = false;
  const { ended, signal } = await startOnTheWire(night, {});
  night.onMail(() => {
    killed = true;
    signal('SIGKILL');
  });
  await ended;
  night.onMail(() => {});
  await runAgain(night);
  expect(await night.vigil.json('notifications')).toMatchObject([
    { kind: 'operators', state: 'accepted' },
    { kind: 'digest', state: 'uncertain' },
  ]);
  return killed;
}

/**
 * A process that is stopped, as one whose event loop is blocked: its connections stand, its timers do not go. Another
 * takes over what it holds; then it goes on as if no time had passed.
 *
 * @param still.seconds for how long; null: until the other has done all, its lease being let run out
 */
export async function standsStill(
  night: Night,
  still: { readonly commit: number; readonly seconds: number | null },
): Promise<boolean> {
  let stand: () => void = () => {};
  const stands = new Promise<void>((resolve) => (stand = resolve));
  const at = onceAt(still.commit, ({ signal: send }) => {
    send('SIGSTOP');
    stand();
  });
  const { ended, signal } = await startOnTheWire(night, { onCommit: at.notice });
  await Promise.race([stands, ended]);
  if (still.seconds === null) await leasesRunOut(night.vigil);
  const other = runAgain(night);
  // What the first keeps locked in a transaction has to wait for it.
  await Promise.race([other, pause((still.seconds ?? 30) * 1000)]);
  signal('SIGCONT');
  expect(await ended).toEqual([0, null]);
  await other;
  return at.struck();
}

/** As a queue does that takes a slow worker for a dead one. */
export async function everyJobTwice(night: Night): Promise<boolean> {
  const together = toAllAtOnce();
  await nightHere(night.vigil, [together, together]);
  return true;
}

/** The same numbers for a seed, from 0 up to 1 (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
