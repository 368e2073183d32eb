import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { losingJobsOf, nightHere, type StageName } from './here.ts';
import { emptyQueue, inDatabase, onceAt, patienceRunsOut, runAgain, startOnTheWire, type Night } from './night.ts';
import { freePort } from '../../../packages/runtime/test/free-port.ts';

/*
 * What befalls the servers that a night relies on, and the disk. Each lives through the night, puts right what only an
 * operator can, and tells whether the fault has struck.
 */

export async function databaseCutOff(night: Night, commit: number): Promise<boolean> {
  const at = onceAt(commit, ({ cut }) => cut());
  const { ended } = await startOnTheWire(night, { onCommit: at.notice });
  const ending = await ended;
  // While it opens the installation there is nothing to go on with: it ends, saying so, and is run again.
  if (ending[0] === 1 && !(await hasBegun(night))) await runAgain(night);
  else expect(ending).toEqual([0, null]);
  return at.struck();
}

/** Whether a slot was opened, which is the first that a night does. */
async function hasBegun({ vigil }: Night): Promise<boolean> {
  const [slots] = await inDatabase(
    vigil,
    (sql) => sql<[{ any: boolean }]>`select exists (select from vigil.slot) as any`,
  );
  return slots.any;
}

export async function databaseRestarted(
  night: Night,
  { copy, how }: { readonly copy: number; readonly how: 'in good order' | 'after a crash' },
): Promise<boolean> {
  let restart: Promise<void> = Promise.resolve();
  const at = onceAt(copy, () => {
    restart = night.postgres!.restart(how);
  });
  const { ended } = await startOnTheWire(night, { onCopy: at.notice });
  expect(await ended).toEqual([0, null]);
  await restart;
  return at.struck();
}

/** A job of the stage is in the queue, and nobody has taken it, when the queue is emptied. */
export async function queueEmptied(night: Night, stage: StageName): Promise<boolean> {
  let emptied = false;
  const lose = async (): Promise<void> => {
    await emptyQueue(night);
    emptied = true;
  };
  await whilePatienceRunsOut(night, nightHere(night.vigil, [losingJobsOf(stage, lose)]));
  return emptied;
}

export async function redisAway(
  night: Night,
  { commit, seconds }: { readonly commit: number; readonly seconds: number },
): Promise<boolean> {
  let back: Promise<void> = Promise.resolve();
  const awayAndBack = async (): Promise<void> => {
    night.redis!.kill();
    await pause(seconds * 1000);
    await night.redis!.start();
  };
  const at = onceAt(commit, () => {
    back = awayAndBack();
  });
  const { ended } = await startOnTheWire(night, { onCommit: at.notice });
  expect(await whilePatienceRunsOut(night, ended)).toEqual([0, null]);
  await back;
  return at.struck();
}

export async function mailServerDown({ vigil, inbox }: Night): Promise<boolean> {
  const { SMTP_URL } = vigil.env;
  const port = await freePort();
  vigil.env['SMTP_URL'] = `smtp://127.0.0.1:${port}`;
  const night = await vigil.vigil('run', '--format', 'json');
  expect(night.code).toBe(1);
  expect(JSON.parse(night.out)).toMatchObject({
    runs: [{ status: 'done' }],
    notifications: { sent: 0, uncertain: 0, failed: 1 },
  });
  const failed = await vigil.json<{ stage: string; kind: string; message: string }[]>('failed');
  expect(failed).toMatchObject([{ stage: 'notify', kind: 'mail-not-sent' }]);
  expect(failed[0]?.message).toContain(`127.0.0.1:${port}`);

  vigil.env['SMTP_URL'] = SMTP_URL;
  const replay = ['replay', '--stage', 'notify', '--reason', 'the mail server is back'];
  expect(await vigil.vigil(...replay)).toMatchObject({ code: 0 });
  expect(inbox.mails).toHaveLength(1);

  // What succeeded stays as it is, whoever replays it.
  const before = await vigil.json('snapshots', '--all-versions');
  const { runs } = JSON.parse(night.out) as { runs: { id: string }[] };
  expect(await vigil.vigil('replay', '--run', runs[0]!.id, '--reason', 'to see')).toMatchObject({ code: 0 });
  expect(await vigil.json('snapshots', '--all-versions')).toEqual(before);
  expect(inbox.mails).toHaveLength(1);
  return true;
}

/** What a small disk is made in: a namespace of a process's own, which an ordinary user may have as well. */
const ownNamespace: readonly string[] = ['unshare', process.getuid?.() === 0 ? '--mount' : '-Urm'];

/** Why no small disk can be made here; null: it can. */
export function smallDiskMissing(): string | null {
  const [program = '', ...args] = ownNamespace;
  try {
    execFileSync(program, [...args, 'true'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'a small disk cannot be made here: unshare --mount is refused';
  }
}

/** The disk that the landing store is on has so many kilobytes, which only this process sees; it is gone with it. */
export async function diskFull(night: Night, kilobytes: number): Promise<boolean> {
  const landing = join(night.vigil.directory, 'data', 'landing');
  await mkdir(landing, { recursive: true, mode: 0o700 });
  const small = `mount -t tmpfs -o size=${kilobytes}k,mode=700 tmpfs "$0" && exec "$@"`;
  const { ended } = await startOnTheWire(night, {}, [...ownNamespace, 'sh', '-c', small, landing]);
  expect(await ended).toEqual([1, null]);
  expect(await night.vigil.json('failed')).toMatchObject([{ stage: 'land', kind: 'disk-full' }]);
  const replay = await night.vigil.vigil('replay', '--stage', 'land', '--reason', 'there is room again');
  expect(replay.code, replay.err).toBe(0);
  return true;
}

/** Lets PostgreSQL's clock run fast for jobs that nobody takes, while a night goes on. */
async function whilePatienceRunsOut<T>({ vigil }: Night, work: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const clock = (async () => {
    while (!ended.signal.aborted) {
      await patienceRunsOut(vigil);
      await pause(1000, undefined, { signal: ended.signal }).catch(() => {});
    }
  })();
  try {
    return await work;
  } finally {
    ended.abort();
    await clock;
  }
}
