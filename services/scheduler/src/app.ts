import { schedule } from 'node-cron';
import { benchmarksSource } from '@vigil/benchmarks';
import { instantOf, todayIn, timeZoneOfEngland } from '@vigil/calendar';
import {
  chasersDue,
  holdLeadership,
  lastScheduled,
  openScheduledSlot,
  skipSchedule,
  standingCalendar,
  tendDigests,
  weeklyDue,
  type Database,
  type Leadership,
} from '@vigil/database';
import type { WorkingHost } from '@vigil/hosting';
import { recordFailure } from '@vigil/pipeline';
import type { App } from '@vigil/queue';
import { type AuthorityConfig, type Logger, type Proxy, type SourceConfig } from '@vigil/runtime';
import { createHeartbeat } from './heartbeat.ts';
import { slotsDue } from './slots-due.ts';

export interface SchedulerConfig {
  readonly authorities: readonly AuthorityConfig[];
}

export interface SchedulerDeps {
  readonly database: Database;
  readonly log: Logger;
  /** The domain's clock. */
  readonly now: () => Date;
  /** How a heartbeat leaves this machine, and the real clock, by which it is sent. */
  readonly proxy: Proxy;
  readonly clock: () => Date;
}

export interface Scheduler extends App {
  /** One tick: opens every slot that is due, sees to the digests, and sends a heartbeat. Returns how many opened. */
  tick(): Promise<number>;
}

/**
 * Opens slots when schedules say so. The minute tick decides nothing: what is due follows from the slots that
 * PostgreSQL knows, so a tick that is late, doubled or skipped does no harm. Of several schedulers one ticks; the others
 * ask each minute whether it still does.
 */
export function createApp(config: SchedulerConfig, deps: SchedulerDeps): Scheduler {
  const log = deps.log.child({ service: 'scheduler' });
  const heartbeat = createHeartbeat(config.authorities, { ...deps, log });
  let task: ReturnType<typeof schedule> | null = null;
  let leadership: Leadership | null = null;
  let led: boolean | null = null;

  const tick = async (): Promise<number> => {
    let opened = 0;
    for (const authority of config.authorities) {
      for (const source of scheduledBy(authority)) opened += await openDueSlots(authority, source, deps);
      await tend(authority, deps);
    }
    if (opened > 0) log.info({ opened }, 'slots opened');
    await heartbeat.beat();
    return opened;
  };

  const tickIfLeading = async (standing: Leadership): Promise<void> => {
    const leads = await standing.held();
    if (leads !== led) log.info(leads ? 'leads: opens slots' : 'stands by: another scheduler leads');
    led = leads;
    if (leads) await tick();
  };

  return {
    name: 'scheduler',
    tick,
    start: async () => {
      const standing = holdLeadership(deps.database, 'scheduler');
      leadership = standing;
      try {
        await tickIfLeading(standing);
      } catch (error) {
        // Who could not start is not stopped: the lead must not stay with it.
        await standing.stop();
        throw error;
      }
      task = schedule(
        '* * * * *',
        async () => {
          try {
            await tickIfLeading(standing);
          } catch (error) {
            log.error({ kind: recordFailure(error).kind }, 'the tick failed; the next one makes up for it');
          }
        },
        { noOverlap: true },
      );
    },
    stop: async () => {
      await task?.destroy();
      await leadership?.stop();
    },
  };
}

/** The scheduler in a process, alone or with others. */
export function hosted(host: WorkingHost): readonly App[] {
  const { configuration } = host;
  return [createApp(configuration, { ...host, proxy: configuration.proxy })];
}

type Scheduled = Pick<SourceConfig, 'id' | 'schedule' | 'timeZone' | 'expectedBy' | 'catchUp'>;

/** The sources of an authority, and its benchmarks: nobody waits for those, and one look makes up for all missed. */
function scheduledBy({ sources, benchmarks }: AuthorityConfig): readonly Scheduled[] {
  if (benchmarks === null) return sources;
  const { schedule: expression, timeZone } = benchmarks;
  return [...sources, { id: benchmarksSource, schedule: expression, timeZone, expectedBy: null, catchUp: 'latest' }];
}

async function openDueSlots(
  authority: AuthorityConfig,
  source: Scheduled,
  { database, now }: SchedulerDeps,
): Promise<number> {
  if (source.schedule === null) return 0;
  const { timeZone, expectedBy, catchUp } = source;
  const expression = source.schedule;
  return database.forAuthority(authority.code).transaction(async (tx) => {
    const at = now();
    const since = await lastScheduled(tx, source.id, at);
    const { open, skipUntil } = slotsDue({ expression, timeZone, expectedBy, catchUp }, since, at);
    let opened = 0;
    for (const slot of open) {
      if (await openScheduledSlot(tx, { source: source.id, ...slot })) opened += 1;
    }
    if (skipUntil) await skipSchedule(tx, source.id, skipUntil);
    return opened;
  });
}

/** What is to be told although no slot has closed. */
async function tend(authority: AuthorityConfig, { database, now }: SchedulerDeps): Promise<void> {
  await database.forAuthority(authority.code).transaction(async (tx) => {
    const at = now();
    const today = todayIn(timeZoneOfEngland, at);
    const calendar = await standingCalendar(tx);
    const weekly = await weeklyDue(tx, authority, { today, calendar });
    // Before the hour by which the night has been told, what comes of it is told together.
    const operators = at >= instantOf(timeZoneOfEngland, today, authority.mail.by);
    const chasers = operators && (await chasersDue(tx, authority, { today, calendar })).length > 0;
    await tendDigests(tx, { now: at, weekly: weekly !== null, operators, chasers });
  });
}
