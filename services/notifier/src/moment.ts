import { whenToTell, type TellingDecision } from '@vigil/alerts';
import { addDays, type Calendar, timeZoneOfEngland } from '@vigil/calendar';
import { standingCalendar, type Slot, type Transaction } from '@vigil/database';
import type { AuthorityConfig } from '@vigil/runtime';
import { awaitedSources } from './awaited.ts';

/** The digest slot that is worked on, whose it is, and the domain's time. */
export interface Telling {
  readonly slot: Pick<Slot, 'id' | 'kind'>;
  readonly authority: AuthorityConfig;
  readonly now: Date;
}

/** Decides for people who are written to on working days. `told`: the days of which they have had their digest. */
export async function whenToTellPeople(
  tx: Transaction,
  telling: Telling,
  told: readonly string[] = [],
): Promise<TellingDecision> {
  return decide(tx, telling, await standingCalendar(tx), told);
}

/** Decides for operators: at the same hour, on any day. */
export async function whenToTellOperators(tx: Transaction, telling: Telling): Promise<TellingDecision> {
  return decide(tx, telling, withoutRest(await standingCalendar(tx)), []);
}

async function decide(
  tx: Transaction,
  { slot, authority, now }: Telling,
  calendar: Calendar,
  told: readonly string[],
): Promise<TellingDecision> {
  return whenToTell({
    now,
    trigger: slot.kind,
    calendar,
    timeZone: timeZoneOfEngland,
    by: authority.mail.by,
    awaited: await awaitedSources(tx, authority, now),
    told,
  });
}

function withoutRest(calendar: Calendar): Calendar {
  return { ...calendar, isWorkingDay: () => true, addWorkingDays: addDays };
}
