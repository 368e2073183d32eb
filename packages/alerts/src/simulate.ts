import { type Calendar, type IsoDate, type Period, monthsBetween } from '@vigil/calendar';
import { type AlertsConfig, rulesFor } from './configuration.ts';
import { type Digest, type DigestService, composeDigests } from './digest.ts';
import { type DigestItem, type DigestNews, digestItem } from './digest-item.ts';
import { evaluateFigure } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { figureKey } from './figure.ts';
import type { RuleDecision, StandingAlert } from './life-cycle.ts';
import type { Moment } from './moments.ts';
import { newestNews } from './news.ts';
import { type EndedReason, endsAlert } from './reasons.ts';
import { recorded } from './record.ts';
import { type RuleName, ruleNames } from './rule-names.ts';

/** What a rule did. */
export interface RuleTally {
  readonly rule: RuleName;
  readonly opened: number;
  readonly ended: number;
  /** Of those opened: ended by themselves within one period; of warnings, those of a month that was not missed. */
  readonly noise: number;
  /** `noise` of `opened`, 0 to 1. */
  readonly share: number;
}

export interface Simulation {
  /** In order of days. */
  readonly mails: readonly { readonly day: IsoDate; readonly digest: Digest }[];
  /** Of the rules that opened anything that was told. */
  readonly rules: readonly RuleTally[];
  /** What nobody would have been told, since no service answers for the indicator. */
  readonly unaddressed: readonly DigestItem[];
}

export interface SimulationInput {
  readonly authority: Digest['authority'];
  /** Oldest first. */
  readonly moments: readonly Moment[];
  readonly alerts: AlertsConfig;
  readonly services: readonly DigestService[];
  readonly calendar: Calendar;
}

/** An alert as the simulation keeps it in the database's stead. */
interface Kept {
  readonly id: string;
  readonly facts: Facts;
  standing: StandingAlert;
  untold: NonNullable<RuleDecision['event']>[];
  ended: { readonly period: Period; readonly reason: EndedReason } | null;
}

/**
 * What would have been sent, to whom and why: each moment is evaluated, recorded and told as a night does it, by the
 * same decisions. Of several moments that come before one working day the last is told of.
 */
export function simulate({ authority, moments, alerts, services, calendar }: SimulationInput): Simulation {
  const all: Kept[] = [];
  const standing = new Map<string, Map<RuleName, Kept>>();
  const mails: { day: IsoDate; digest: Digest }[] = [];
  const unaddressed: DigestItem[] = [];
  for (const [index, { asAt, facts }] of moments.entries()) {
    for (const one of facts) {
      const own = standing.get(figureOf(one)) ?? new Map<RuleName, Kept>();
      standing.set(figureOf(one), own);
      decideOne(one, alerts, own, all);
    }
    const day = mailDay(asAt, calendar);
    const next = moments[index + 1];
    if (next && mailDay(next.asAt, calendar) === day) continue;
    const items = facts.flatMap((one) => tell(one, [...(standing.get(figureOf(one))?.values() ?? [])]));
    const composed = composeDigests({ authority, services, items });
    mails.push(...composed.digests.map((digest) => ({ day, digest })));
    unaddressed.push(...composed.unaddressed);
  }
  const told = all.filter((kept) => kept.standing.toldPeriod !== null);
  return { mails, rules: talliesOf(told, moments.at(-1)?.facts ?? []), unaddressed };
}

function decideOne(facts: Facts, alerts: AlertsConfig, own: Map<RuleName, Kept>, all: Kept[]): void {
  const decisions = evaluateFigure({
    facts,
    rules: rulesFor(alerts, facts.definition.id),
    standing: new Map([...own].map(([rule, kept]) => [rule, kept.standing])),
    policy: alerts,
  });
  for (const decision of decisions) {
    const { rule, event } = decision;
    const before = own.get(rule) ?? null;
    const standing = recorded(before?.standing ?? null, decision);
    if (event === null || standing === null) continue;
    const goesOn = before !== null && before.standing.state !== 'recovered';
    const kept = goesOn ? before : { id: String(all.length), facts, standing, untold: [], ended: null };
    if (!goesOn) all.push(kept);
    own.set(rule, kept);
    kept.standing = standing;
    if (event.tell) kept.untold.push(event);
    if (event.kind === 'withdrawn' && !event.tell) kept.untold = [];
    const { period, reason } = event;
    if (endsAlert(reason)) kept.ended = { period, reason };
  }
}

/** The block of a figure, which tells the news of its alerts; none where there is none. */
function tell(facts: Facts, alerts: readonly Kept[]): DigestItem[] {
  const news = alerts.flatMap((kept): DigestNews[] => {
    const own = newestNews({ ...kept.standing, id: kept.id }, kept.untold);
    if (own === null) return [];
    kept.untold = [];
    kept.standing = { ...kept.standing, toldPeriod: own.period };
    return [own];
  });
  return news.length === 0 ? [] : [digestItem({ facts, news, response: null })];
}

function mailDay(asAt: IsoDate, calendar: Calendar): IsoDate {
  return calendar.isWorkingDay(asAt) ? asAt : calendar.addWorkingDays(asAt, 1);
}

function talliesOf(alerts: readonly Kept[], now: readonly Facts[]): readonly RuleTally[] {
  return ruleNames.flatMap((rule) => {
    const own = alerts.filter(({ standing }) => standing.rule === rule);
    if (own.length === 0) return [];
    const noise = own.filter((kept) => isNoise(kept, now)).length;
    const ended = own.filter((kept) => kept.ended !== null).length;
    return [{ rule, opened: own.length, ended, noise, share: noise / own.length }];
  });
}

/** Ends that are nobody's decision, and not the end of the matter. */
const byThemselves: ReadonlySet<EndedReason> = new Set([
  'target met',
  'run of misses ended',
  'came back',
  'no special cause any more',
  'no longer worse than its neighbours',
  'value is there',
  'few rows in quarantine',
  'value changed',
]);

function isNoise({ standing: { rule, openedPeriod }, facts, ended }: Kept, now: readonly Facts[]): boolean {
  if (openedPeriod === null) return false;
  if (rule === 'about-to-miss') {
    const series = now.find((one) => figureOf(one) === figureOf(facts))?.series;
    const month = series?.find(({ figure }) => figure.period === openedPeriod);
    return month !== undefined && month.rag !== 'red';
  }
  return ended !== null && byThemselves.has(ended.reason) && monthsBetween(openedPeriod, ended.period) <= 1;
}

function figureOf({ definition, member }: Facts): string {
  return figureKey(definition.id, member);
}
