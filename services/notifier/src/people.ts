import {
  composeDigests,
  figureKey,
  figureOf,
  personOf,
  type Digest,
  type DigestItem,
  type TellingDecision,
} from '@vigil/alerts';
import { todayIn, type IsoDate, timeZoneOfEngland } from '@vigil/calendar';
import {
  markTold,
  markWeekTold,
  recipientsOn,
  standingCalendar,
  takeTurnsOnAlerts,
  untoldEvents,
  weeklyDue,
  type Transaction,
} from '@vigil/database';
import { disclosureRules } from '@vigil/disclosure';
import { renderDigest, threadIdFor } from '@vigil/mail';
import type { NotifierDeps } from './app.ts';
import { freeze } from './freeze.ts';
import { whenToTellPeople, type Telling } from './moment.ts';
import { gatherNews, standingFacts, type FigureNews, type Untold } from './news.ts';
import { prepareWeekly } from './weekly.ts';

/** What became of the news that is for people. */
export interface ToldPeople {
  /** Ids of all events that were looked at. */
  readonly seen: ReadonlySet<string>;
  /** News that nobody answers for: operators must hear of it. */
  readonly unaddressed: readonly Untold[];
  /** Something waits until then; null: nothing does. */
  readonly until: Date | null;
}

/**
 * Freezes what is to be told into the ledger: the newest news of each rule, one digest a person, and the week's summary
 * where it is due. Preparing and marking as told are one transaction, so that news is told once or still to be told,
 * never both. What somebody is to hear who has had their digest of the day waits for all who are to hear it.
 */
export async function prepareForPeople(
  tx: Transaction,
  telling: Telling,
  deps: Pick<NotifierDeps, 'catalogue'>,
): Promise<ToldPeople> {
  const { authority, now } = telling;
  // A run that withdraws an alert, and what is told of it, must not cross.
  await takeTurnsOnAlerts(tx);
  const today = todayIn(timeZoneOfEngland, now);
  const untold = await untoldEvents(tx, { today, services: authority.services });
  const seen = new Set(untold.map(({ event }) => event.id));
  const week = await weeklyDue(tx, authority, { today, calendar: await standingCalendar(tx) });
  const nothing = { seen, unaddressed: [], until: null };
  if (untold.length === 0 && week === null) return nothing;

  const decision = await whenToTellPeople(tx, telling);
  if (!decision.tell) return { ...nothing, until: decision.until };
  const { day } = decision;
  const facts = await standingFacts(tx, authority, deps);
  if (week !== null) {
    await prepareWeekly(tx, telling, { facts, day, monday: week });
    await markWeekTold(tx, week);
  }
  const { news, lost } = await gatherNews(tx, untold, facts);
  const had = await recipientsOn(tx, { kind: 'digest', day });
  const waiting = figuresIn(compose(telling, news).digests.filter(({ recipient }) => had.has(personOf(recipient))));
  const free = news.filter(({ item }) => !waiting.has(figureOf(item)));
  const { digests, unaddressed } = compose(telling, free);
  for (const digest of digests) await prepare(tx, telling, digest, day, free);

  const nobodys = new Set([...figuresIn([{ items: unaddressed }]), ...lost]);
  return {
    seen,
    unaddressed: untold.filter(({ alert }) => nobodys.has(figureKey(alert.indicator, alert.member))),
    until: waiting.size === 0 ? null : nextLook(await whenToTellPeople(tx, telling, [day]), now),
  };
}

function compose({ authority: { code, name, services } }: Telling, news: readonly FigureNews[]) {
  return composeDigests({ authority: { code, name }, services, items: news.map(({ item }) => item) });
}

async function prepare(
  tx: Transaction,
  { slot, authority }: Telling,
  digest: Digest,
  day: IsoDate,
  news: readonly FigureNews[],
): Promise<void> {
  const frozen = await freeze(tx, authority, { kind: 'digest', slot: slot.id, day }, ({ domain, ...envelope }) =>
    renderDigest(digest, {
      ...envelope,
      disclosure: disclosureRules[authority.disclosure.mail],
      references: digest.items.flatMap((item) =>
        item.news.map(({ alert }) => threadIdFor({ authority: authority.code, alert, domain })),
      ),
    }),
  );
  if (frozen === null) return;
  const told = figuresIn([digest]);
  await markTold(
    tx,
    news.filter(({ item }) => told.has(figureOf(item))).flatMap(({ events }) => events),
    frozen,
  );
}

function figuresIn(digests: readonly { readonly items: readonly DigestItem[] }[]): ReadonlySet<string> {
  return new Set(digests.flatMap(({ items }) => items.map(figureOf)));
}

/** Who has had the digest of a day is not told on that day. */
function nextLook(decision: TellingDecision, now: Date): Date {
  return decision.tell ? now : decision.until;
}
