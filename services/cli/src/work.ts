import { digestSlotsSince, openSlots, readClock } from '@vigil/database';
import { measureInstallation, openLandingStore, openMetrics, openWorkshop, type KeyedHost } from '@vigil/hosting';
import type { CommandContext } from './session.ts';
import type { Installation } from './installation.ts';
import { startServices, workingServices } from './services.ts';

/** A slot that is waited for. */
export interface AwaitedSlot {
  readonly authority: string;
  readonly slot: string;
}

/**
 * Works in this process until the slots are closed and what came of them is told, or the process is asked to stop.
 * Whoever else works on the same installation helps along: a stage is done once, whoever claims it.
 *
 * @param allOpened waits for slots that open only while others are worked on
 * @returns the slots, and those of the digests they led to
 */
export async function workUntilTold(
  installation: Installation,
  slots: readonly AwaitedSlot[],
  context: CommandContext,
  allOpened: () => Promise<void> = async () => {},
): Promise<readonly AwaitedSlot[]> {
  const since = await clockOf(installation);
  await startWorking(installation);
  await allOpened();
  await waitUntilClosed(installation, slots, context);
  return [...slots, ...(await waitForDigests(installation, slots, since, context))];
}

/**
 * Starts all working services in this process.
 *
 * @param options.watched whether the process stays long enough for Prometheus to ask it
 */
export async function startWorking(
  installation: Installation,
  options: { readonly watched?: boolean } = {},
): Promise<KeyedHost> {
  const { id, configuration, catalogue, database, servers, log, lifecycle } = installation;
  const metrics = options.watched ? await openMetrics() : null;
  const base = { configuration, catalogue, database, log, now: configuration.now, clock: () => new Date() };
  const { host, dispatcher } = await openWorkshop(
    { ...base, metrics, lifecycle },
    { service: 'vigil', databaseUrl: servers.databaseUrl, installation: id, migrateQueue: true },
  );
  if (metrics !== null) await measureInstallation(metrics, { ...host, authorities: configuration.authorities });
  const keyed: KeyedHost = { ...host, configuration, landing: openLandingStore(configuration) };
  await startServices(installation, [...workingServices(keyed), dispatcher]);
  return keyed;
}

/** What time it is by PostgreSQL, whose clock slots go by. */
export async function clockOf({ database }: Installation): Promise<Date> {
  return database.acrossAuthorities(readClock);
}

/**
 * Waits until what slots have come to is told.
 *
 * @param since a moment before the slots could close
 * @returns the digest slots they led to
 */
export async function waitForDigests(
  installation: Installation,
  slots: readonly AwaitedSlot[],
  since: Date,
  context: CommandContext,
): Promise<readonly AwaitedSlot[]> {
  const authorities = [...new Set(slots.map(({ authority }) => authority))];
  let digests: readonly AwaitedSlot[] = [];
  for (;;) {
    const before = digests.length;
    digests = await digestsSince(installation, authorities, since);
    // One that ends may leave news that came meanwhile to another.
    if (digests.length === before) return digests;
    await waitUntilClosed(installation, digests, context);
  }
}

async function digestsSince(
  { database }: Installation,
  authorities: readonly string[],
  since: Date,
): Promise<readonly AwaitedSlot[]> {
  const digests: AwaitedSlot[] = [];
  for (const authority of authorities) {
    const ids = await database.forAuthority(authority).transaction((tx) => digestSlotsSince(tx, since));
    digests.push(...ids.map((slot) => ({ authority, slot })));
  }
  return digests;
}

/** Waits until none of the slots is open, told by the database and not by the clock. */
export async function waitUntilClosed(
  { database }: Installation,
  slots: readonly AwaitedSlot[],
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
