import type { IsoDate, Period } from '@vigil/calendar';
import type { IndicatorDefinition, JudgedFigure } from '@vigil/indicators';
import type { DigestService, Person } from './digest.ts';
import { byText, type Response } from './digest-item.ts';
import { figureKey } from './figure.ts';
import { type AlertState, type OpenState, isOpen, openStates } from './life-cycle.ts';
import { type RuleName, ruleNames } from './rule-names.ts';

/** An alert as it stands at the end of the week. */
export interface WeeklyAlert {
  readonly definition: IndicatorDefinition;
  readonly member: string | null;
  readonly rule: RuleName;
  readonly state: AlertState;
  readonly openedPeriod: Period;
  readonly openedOn: IsoDate;
  readonly recoveredOn: IsoDate | null;
  /** The figure that it is judged on now. */
  readonly judged: JudgedFigure;
  readonly response: Response | null;
}

/** A figure with open alerts: what it is, since when, and what is being done. */
export interface WeeklyItem {
  readonly definition: IndicatorDefinition;
  readonly member: string | null;
  readonly judged: JudgedFigure;
  readonly rules: readonly RuleName[];
  /** Of its alerts the one that most wants attention: escalated, open, without a value, acknowledged. */
  readonly state: OpenState;
  /** When the first of its alerts opened. */
  readonly since: Period;
  readonly response: Response | null;
}

export interface WeeklyService {
  readonly name: string;
  readonly head: Person;
  /** The longest standing first. */
  readonly items: readonly WeeklyItem[];
  /** Figures that alerts opened on in the week, and those whose alerts ended. */
  readonly opened: number;
  readonly recovered: number;
}

/** What the director is told once a week: which figures have alerts, and who does what about them. */
export interface WeeklySummary {
  readonly authority: { readonly code: string; readonly name: string };
  readonly recipient: Person;
  readonly week: Week;
  readonly asAt: IsoDate;
  /** Those that have something standing, or had something happen in the week. */
  readonly services: readonly WeeklyService[];
}

export interface Week {
  readonly from: IsoDate;
  /** The last day of it. */
  readonly to: IsoDate;
}

/** @returns null where no service has anything to say: no mail */
export function composeWeekly({
  authority,
  director,
  week,
  asAt,
  services,
  alerts,
}: {
  authority: WeeklySummary['authority'];
  director: Person;
  week: Week;
  asAt: IsoDate;
  services: readonly DigestService[];
  alerts: readonly WeeklyAlert[];
}): WeeklySummary | null {
  const told = services.flatMap((service): WeeklyService[] => {
    const own = alerts.filter(({ definition }) => service.indicators.includes(definition.id));
    const items = itemsOf(own);
    const opened = figuresAmong(own, ({ openedOn }) => within(week, openedOn));
    const recovered = figuresAmong(own, ({ recoveredOn }) => recoveredOn !== null && within(week, recoveredOn));
    if (items.length === 0 && opened === 0 && recovered === 0) return [];
    return [{ name: service.name, head: service.head, items, opened, recovered }];
  });
  if (told.length === 0) return null;
  return { authority, recipient: director, week, asAt, services: told.toSorted((a, b) => byText(a.name, b.name)) };
}

function itemsOf(alerts: readonly WeeklyAlert[]): readonly WeeklyItem[] {
  const now = alerts.filter(isOpen);
  return [...new Set(now.map(figureOf))]
    .map((figure): WeeklyItem => {
      const own = now.filter((alert) => figureOf(alert) === figure);
      const ordered = own.toSorted((a, b) => ruleNames.indexOf(a.rule) - ruleNames.indexOf(b.rule));
      const { definition, member, judged } = ordered[0]!;
      const responses = own.flatMap(({ response }) => response ?? []).toSorted((a, b) => byText(a.at, b.at));
      return {
        definition,
        member,
        judged,
        rules: ordered.map(({ rule }) => rule),
        state: openStates.find((state) => own.some((alert) => alert.state === state))!,
        since: own.map(({ openedPeriod }) => openedPeriod).toSorted(byText)[0]!,
        response: responses.at(-1) ?? null,
      };
    })
    .toSorted((a, b) => byText(a.since, b.since) || byText(a.definition.id, b.definition.id));
}

function figuresAmong(alerts: readonly WeeklyAlert[], holds: (alert: WeeklyAlert) => boolean): number {
  return new Set(alerts.filter(holds).map(figureOf)).size;
}

function figureOf({ definition, member }: WeeklyAlert): string {
  return figureKey(definition.id, member);
}

function within({ from, to }: Week, day: IsoDate): boolean {
  return day >= from && day <= to;
}
