import { and, eq, isNull } from 'drizzle-orm';
import type { RuleDecision, RuleName } from '@vigil/alerts';
import type { Period } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { alert, alertEvent } from '../schema/index.ts';
import { isOpen, type Alert } from './alerts.ts';
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
  const after =
    before === null || before.state === 'recovered'
      ? await begin(tx, about, decision, now)
      : await goOn(tx, before, decision, now);
  const { event } = decision;
  if (event.kind === 'withdrawn' && !event.tell) await leaveUntold(tx, after.id);
  const revision = event.kind === 'corrected' ? await versionsOf(tx, about, event.period) : 0;
  await recordEvent(tx, { ...event, alert: after.id, revision, run: about.run });
  return after;
}

async function begin(
  tx: Transaction,
  { indicator, member }: About,
  { rule, state, period, level, event }: Happening,
  now: Date,
): Promise<Alert> {
  const first = period ?? event.period;
  const [begun] = await tx.orm
    .insert(alert)
    .values({
      authority: tx.authority,
      indicator,
      member,
      rule,
      state: state ?? 'recovered',
      openedPeriod: state === null || state === 'pending' ? null : first,
      lastPeriod: first,
      level,
      openedAt: now,
      // What is told once, such as a correction, is over as it begins.
      recoveredAt: state === null || state === 'recovered' ? now : null,
    })
    .returning();
  return begun!;
}

async function goOn(tx: Transaction, before: Alert, { state, period, level }: Happening, now: Date): Promise<Alert> {
  const next = { ...before, state: state ?? 'recovered', lastPeriod: period ?? before.lastPeriod, level };
  const opens = isOpen(next) && !isOpen(before);
  const [after] = await tx.orm
    .update(alert)
    .set({
      state: next.state,
      lastPeriod: next.lastPeriod,
      level,
      ...(opens && { openedPeriod: next.lastPeriod, openedAt: now }),
      ...(next.state === 'recovered' && { recoveredAt: now }),
    })
    .where(and(eq(alert.authority, tx.authority), eq(alert.id, before.id)))
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
