import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm';
import { ruleTitles, type RuleName } from '@vigil/alerts';
import type { IsoDate } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { recordAudit, Refused, type OperatorsWord } from '../operators/word.ts';
import { muteWindow } from '../schema/index.ts';
import type { Alert } from './alerts.ts';

export type Mute = typeof muteWindow.$inferSelect;

/** What is muted: where several are named, what is all of them at once. */
export interface Muted {
  /** The id of a service of vigil.yaml. */
  readonly service: string | null;
  readonly indicator: string | null;
  readonly rule: RuleName | null;
  /** The last day. */
  readonly until: IsoDate;
}

/** What a mute of a service is about. */
export interface ServiceScope {
  readonly id: string;
  readonly indicators: readonly string[];
}

/**
 * Nobody is written to about these alerts until a day has passed; they are decided all the same, and what is then still
 * true is told.
 *
 * @returns the mute's id
 * @throws {Refused} when it names nothing
 */
export async function mute(tx: Transaction, what: Muted, word: OperatorsWord): Promise<string> {
  const { service, indicator, rule, until } = what;
  if (service === null && indicator === null && rule === null) {
    throw new Refused('A mute names a service, an indicator or a rule.');
  }
  const [added] = await tx.orm
    .insert(muteWindow)
    .values({ authority: tx.authority, service, indicator, rule, until, ...word })
    .returning({ id: muteWindow.id });
  await recordAudit(tx, word, {
    action: 'mute',
    subject: nameOf(what),
    detail: { mute: added!.id, service, indicator, rule, until },
  });
  return added!.id;
}

/**
 * Ends a mute before its day.
 *
 * @throws {Refused} when there is none, or it was ended already
 */
export async function unmute(tx: Transaction, id: string, word: OperatorsWord): Promise<void> {
  const [ended] = await tx.orm
    .update(muteWindow)
    .set({ endedAt: sql`now()` })
    .where(and(eq(muteWindow.authority, tx.authority), eq(muteWindow.id, id), isNull(muteWindow.endedAt)))
    .returning();
  if (!ended) throw new Refused(`There is no mute ${id}, or it was ended already.`);
  const { service, indicator, rule, until } = ended;
  await recordAudit(tx, word, {
    action: 'unmute',
    subject: nameOf(ended),
    detail: { mute: id, service, indicator, rule, until },
  });
}

/** The mutes that hold on a day, by their last one. */
export async function mutesInForce(tx: Transaction, today: IsoDate): Promise<readonly Mute[]> {
  return tx.orm
    .select()
    .from(muteWindow)
    .where(and(eq(muteWindow.authority, tx.authority), gte(muteWindow.until, today), isNull(muteWindow.endedAt)))
    .orderBy(asc(muteWindow.until), asc(muteWindow.createdAt));
}

function nameOf({ service, indicator, rule, until }: Muted): string {
  return `${[service, indicator, rule].filter((one) => one !== null).join(', ')} until ${until}`;
}

/** What a mute is about, for people: 'quality-assurance, Target missed'. */
export function mutedInWords({ service, indicator, rule }: Pick<Muted, 'service' | 'indicator' | 'rule'>): string {
  return [service, indicator, rule && ruleTitles[rule]].filter((part) => part !== null).join(', ');
}

/** Whether a mute is about an alert. */
export function isMuted(
  { indicator, rule }: Pick<Alert, 'indicator' | 'rule'>,
  window: Pick<Mute, 'service' | 'indicator' | 'rule'>,
  services: readonly ServiceScope[],
): boolean {
  const service = services.find(({ indicators }) => indicators.includes(indicator));
  return (
    (window.service === null || window.service === service?.id) &&
    (window.indicator === null || window.indicator === indicator) &&
    (window.rule === null || window.rule === rule)
  );
}
