import {
  freshMatters,
  handOverDigests,
  noteRest,
  readSlot,
  takeTurnsOnDigests,
  unsentNotifications,
  untoldEvents,
  type Transaction,
} from '@vigil/database';
import { todayIn, timeZoneOfEngland } from '@vigil/calendar';
import { configuredAuthority } from '@vigil/pipeline';
import type { StageHandler, StageJob } from '@vigil/queue';
import type { NotifierConfig, NotifierDeps } from './app.ts';
import { awaitedSources } from './awaited.ts';
import { prepareChasers } from './chasers.ts';
import type { Telling } from './moment.ts';
import { prepareForOperators } from './operators.ts';
import { prepareForPeople } from './people.ts';
import { notSent, sendPrepared, type Round } from './send.ts';

/**
 * Tells what is untold, once its time has come: heads of service first, then contributors, then operators, who hear of
 * what became of those mails as well. What has to wait is left to a digest slot that rests: this one, where nobody was
 * told anything yet.
 */
export function notifyHandler(config: NotifierConfig, deps: NotifierDeps): StageHandler<'notify'> {
  return async (job) => {
    const authority = configuredAuthority(config.authorities, job.authority);
    const slot = await job.database.transaction((tx) => readSlot(tx, job.payload.slot));
    const telling: Telling = { slot, authority, now: deps.now() };
    const byHand = slot.kind === 'manual';
    const awaited = await job.database.transaction((tx) => awaitedSources(tx, authority, telling.now));
    const told = await tell(job, telling, deps);
    if (told.round.left > 0) {
      throw notSent(told.round, deps.transport.describe(), { attempt: job.attempt, byHand });
    }
    if (told.until !== null && told.round.mails === 0 && !byHand) {
      await rest(job, telling, { ...told, until: told.until }, awaited);
    } else {
      await end(job, telling, told);
    }
  };
}

interface Told {
  readonly round: Round;
  /** Ids of all events that were decided about. */
  readonly seen: ReadonlySet<string>;
  readonly operatorsWait: boolean;
  /** Something waits until then; null: nothing does. */
  readonly until: Date | null;
}

async function tell(job: StageJob<'notify'>, telling: Telling, deps: NotifierDeps): Promise<Told> {
  const { transport } = deps;
  const { mail } = telling.authority;
  const unsent = () => job.database.transaction(unsentNotifications);

  const people = await job.step((tx) => prepareForPeople(tx, telling, deps));
  await job.step((tx) => prepareChasers(tx, telling, deps));
  const mails = await unsent();
  const first = await sendPrepared(job, mails, transport, mail);

  const operatorsUntil = await job.step((tx) => prepareForOperators(tx, telling, people.unaddressed, deps));
  const tried = new Set(mails.map(({ id }) => id));
  const further = (await unsent()).filter(({ id }) => !tried.has(id));
  const second = await sendPrepared(job, further, transport, mail);
  return {
    round: joined(first, second),
    seen: people.seen,
    operatorsWait: operatorsUntil !== null,
    until: earlier(people.until, operatorsUntil),
  };
}

/** Nothing was told, and something waits: until then, or until a slot that closes says otherwise. */
async function rest(
  job: StageJob<'notify'>,
  telling: Telling,
  told: Told & { readonly until: Date },
  awaited: readonly string[],
): Promise<void> {
  const { slot, authority, now } = telling;
  await job.postpone(secondsBetween(now, told.until), async (tx) => {
    await takeTurnsOnDigests(tx);
    await noteRest(tx, slot.id, told.until);
    const doneSince = (await awaitedSources(tx, authority, now)).length < awaited.length;
    const { kind } = await readSlot(tx, slot.id);
    if (kind === 'manual' || doneSince || (await hasArrived(tx, telling, told))) return 0;
  });
}

/** What waits, or came meanwhile, is another slot's; what came by hand is told at once. */
async function end(job: StageJob<'notify'>, telling: Telling, told: Told): Promise<void> {
  const { id } = telling.slot;
  await job.finish(async (tx) => {
    await takeTurnsOnDigests(tx);
    const { kind } = await readSlot(tx, id);
    if (await hasArrived(tx, telling, told)) await handOverDigests(tx, id, kind);
    else if (told.until !== null) await handOverDigests(tx, id, 'scheduled');
  });
}

/** Whether there is news that came while this was at work, so that nobody has decided about it yet. */
async function hasArrived(
  tx: Transaction,
  { authority, now }: Telling,
  { seen, operatorsWait }: Pick<Told, 'seen' | 'operatorsWait'>,
): Promise<boolean> {
  const today = todayIn(timeZoneOfEngland, now);
  const untold = await untoldEvents(tx, { today, services: authority.services });
  if (untold.some(({ event }) => !seen.has(event.id))) return true;
  return !operatorsWait && (await freshMatters(tx)).length > 0;
}

function joined(one: Round, other: Round): Round {
  return {
    mails: one.mails + other.mails,
    left: one.left + other.left,
    refusals: [...one.refusals, ...other.refusals],
  };
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

function secondsBetween(now: Date, until: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
}
