import { and, eq, isNull } from 'drizzle-orm';
import { isOpen, recorded, type RuleDecision, type RuleName, type StandingAlert } from '@vigil/alerts';
import type { Period } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { alert, alertEvent } from '../schema/index.ts';
import type { Alert } from './alerts.ts';
import { recordEvent } from './events.ts';

/** How many alerts opened, stand as they stood, and closed. What is pending is none yet. */
export interface AlertCounts {
  readonly opened: number;
  readonly continuing: number;
  readonly recovered: number;
}

/** The figure that was judged, and because of which run; null where it was not because of one. */
interface About {
  readonly indicator: string;
  readonly member: string | null;
  readonly run: string | null;
}

/**
 * Puts on record what was decided on a figure, in order; what has no event is as it was. A unique key keeps an event from
 * being recorded twice.
 *
 * @param standing the last alert of each rule
 */
export async function recordDecisions(
  tx: Transaction,
  about: About,
  standing: ReadonlyMap<RuleName, Alert>,
  decisions: readonly RuleDecision[],
  now: Date,
): Promise<AlertCounts> {
  let opened = 0;
  let recovered = 0;
  const last = new Map(standing);
  for (const decision of decisions) {
    if (decision.event === null) continue;
    const before = last.get(decision.rule) ?? null;
    const after = await record(tx, about, before, { ...decision, event: decision.event }, now);
    last.set(decision.rule, after);
    const stood = before !== null && isOpen(before);
    if (!stood && isOpen(after)) opened += 1;
    if (stood && !isOpen(after)) recovered += 1;
  }
  return { opened, recovered, continuing: [...standing.values()].filter((one) => goesOn(one, last)).length };
}

function goesOn(before: Alert, last: ReadonlyMap<RuleName, Alert>): boolean {
  const after = last.get(before.rule);
  return isOpen(before) && after?.id === before.id && isOpen(after);
}

type Happening = RuleDecision & { readonly event: NonNullable<RuleDecision['event']> };

async function record(
  tx: Transaction,
  about: About,
  before: Alert | null,
  decision: Happening,
  now: Date,
): Promise<Alert> {
  const { event } = decision;
  const after = await keep(tx, about, before, recorded(before, decision)!, now);
  if (event.kind === 'withdrawn' && !event.tell) await leaveUntold(tx, after.id);
  const revision = event.kind === 'corrected' ? await versionsOf(tx, about, event.period) : 0;
  await recordEvent(tx, { ...event, alert: after.id, revision, run: about.run });
  return after;
}

/** Writes what stands now: on in the alert before or, where that has ended, in a new one. */
async function keep(
  tx: Transaction,
  { indicator, member }: About,
  before: Alert | null,
  { rule, state, openedPeriod, lastPeriod, level }: StandingAlert,
  now: Date,
): Promise<Alert> {
  // What is told once, such as a correction, is over as it begins.
  const standing = { state, openedPeriod, lastPeriod, level, ...(state === 'recovered' && { recoveredAt: now }) };
  const { authority } = tx;
  if (before === null || before.state === 'recovered') {
    const [begun] = await tx.orm
      .insert(alert)
      .values({ authority, indicator, member, rule, openedAt: now, ...standing })
      .returning();
    return begun!;
  }
  const opens = isOpen({ state }) && !isOpen(before);
  const [after] = await tx.orm
    .update(alert)
    .set({ ...standing, ...(opens && { openedAt: now }) })
    .where(and(eq(alert.authority, authority), eq(alert.id, before.id)))
    .returning();
  return after!;
}

/** What ends before anybody has heard of it is void: what was kept for the next mail is no news any more. */
async function leaveUntold(tx: Transaction, id: string): Promise<void> {
  await tx.orm
    .update(alertEvent)
    .set({ tell: false })
    .where(and(eq(alertEvent.authority, tx.authority), eq(alertEvent.alert, id), isNull(alertEvent.toldIn)));
}

/** How often a figure was published. */
async function versionsOf(tx: Transaction, { indicator, member }: About, period: Period): Promise<number> {
  const [row] = await tx.sql<[{ versions: number }]>`
    select count(*)::int as versions from vigil.snapshot
    where authority = ${tx.authority} and indicator = ${indicator} and period = ${period}
      and member is not distinct from ${member}`;
  return row.versions;
}
