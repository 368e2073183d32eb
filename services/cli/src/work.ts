import { openSlots } from '@vigil/database';
import type { CommandContext } from './session.ts';
import type { Installation } from './installation.ts';
import { openWorkshop } from './installation.ts';
import { startServices, workingServices } from './services.ts';

/**
 * Works in this process until the slots are closed, or the process is asked to stop. Whoever else works on the same
 * installation helps along: a stage is done once, whoever claims it.
 */
export async function workUntilClosed(
  installation: Installation,
  slots: readonly { readonly authority: string; readonly slot: string }[],
  context: CommandContext,
): Promise<void> {
  await startWorking(installation);
  await waitUntilClosed(installation, slots, context);
}

/** Starts all working services in this process. */
export async function startWorking(installation: Installation): Promise<void> {
  const workshop = await openWorkshop(installation);
  await startServices(installation, workingServices(installation, workshop));
}

/** Waits until none of the slots is open, told by the database and not by the clock. */
export async function waitUntilClosed(
  { database }: Installation,
  slots: readonly { readonly authority: string; readonly slot: string }[],
  context: CommandContext,
): Promise<void> {
  const authorities = [...new Set(slots.map(({ authority }) => authority))];
  const wanted = new Set(slots.map(({ slot }) => slot));
  const anyOpen = async (): Promise<boolean> => {
    for (const authority of authorities) {
      const open = await database.forAuthority(authority).transaction((tx) => openSlots(tx));
      if (open.some(({ id }) => wanted.has(id))) return true;
    }
    return false;
  };
  let stopped = false;
  let wake: () => void = () => {};
  let news = false;
  const nudge = (): void => {
    news = true;
    wake();
  };
  const heedStop = async (): Promise<void> => {
    await context.stopRequested;
    stopped = true;
    nudge();
  };
  void heedStop();
  const listening = await database.listen('vigil_work', nudge);
  try {
    for (;;) {
      news = false;
      if (stopped || !(await anyOpen().catch(() => true))) return;
      await new Promise<void>((resolve) => {
        // The database's word is what counts; the timer is for a word that was lost with a connection.
        const timer = setTimeout(resolve, 1000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (news) wake();
      });
    }
  } finally {
    await listening.stop().catch(() => {});
  }
}
