import { dateName, type Period, isIsoDate, lastDay, monthsBetween, periodOf } from '@vigil/calendar';
import { z } from 'zod';
import type { IndicatorDefinition, Unit } from './definition.ts';
import { plainNumber, roundHalfUp, withUnit } from './number.ts';

const comparators = ['atLeast', 'atMost', 'above', 'below'] as const;
export type Comparator = (typeof comparators)[number];

const comparatorWords: Readonly<Record<Comparator, string>> = {
  atLeast: 'at least',
  atMost: 'at most',
  above: 'above',
  below: 'below',
};

const day = z.string().refine(isIsoDate, 'expected a day that exists, written YYYY-MM-DD');

/**
 * A target as `vigil.yaml` writes it (`indicators.md`, *Status of a figure*).
 *
 * - one comparator with its number; `from`: the day it holds from.
 * - `tolerance`: how far a figure may miss it before it turns red, in the indicator's own unit; `zeroTolerance`: not at all.
 * - `judge`: whether provisional figures are judged too.
 * - `by` and `startingAt` ("200 by 2023"): on the way, each month is judged by its point on the line (`milestone`).
 * - `cumulative` ("3 per month"): judged on the sum of the months since April (`yearToDate`).
 * - `member` ("20 PACT"): for that team or age band; a target without is for the whole.
 */
export const targetSchema = z
  .strictObject({
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    above: z.number().optional(),
    below: z.number().optional(),
    tolerance: z.number().min(0).optional(),
    zeroTolerance: z.boolean().optional(),
    from: day,
    by: day.optional(),
    startingAt: z.number().optional(),
    cumulative: z.boolean().optional(),
    member: z
      .string()
      .regex(/^\S(.*\S)?$/, 'expected the name of a member, such as a team, without white space around it')
      .optional(),
    judge: z.enum(['settled', 'provisional']).default('settled'),
  })
  .superRefine((target, context) => {
    const refuse = (message: string, key?: keyof typeof target): void =>
      context.addIssue({
        code: 'custom',
        message,
        ...(key !== undefined && { path: [key], input: target[key] }),
      });
    const given = comparators.filter((comparator) => target[comparator] !== undefined);
    if (given.length !== 1) {
      refuse(`expected exactly one of ${comparators.join(', ')}; found ${given.join(' and ') || 'none'}`);
    }
    if (target.zeroTolerance && target.tolerance !== undefined && target.tolerance !== 0) {
      refuse(`expected no tolerance beside zeroTolerance; found ${String(target.tolerance)}`, 'tolerance');
    }
    if (target.by !== undefined && target.startingAt === undefined) {
      refuse('expected startingAt beside it: the figure that the line towards the target begins at', 'by');
    }
    if (target.startingAt !== undefined && target.by === undefined) {
      refuse('expected by beside it: the day that the line towards the target ends on', 'startingAt');
    }
    if (target.by !== undefined && target.by <= target.from) {
      refuse(`expected a day after from, which is ${target.from}`, 'by');
    }
    if (target.by !== undefined && target.cumulative) {
      refuse('expected no cumulative beside by: a line leads to a level, not to a sum', 'cumulative');
    }
  });

type WrittenTarget = z.output<typeof targetSchema>;

/** A target, and what it asks of the month it was looked up for (`targetFor`) where that changes from month to month. */
export interface Target extends WrittenTarget {
  /** On the way to a dated target: the point of the line in that month. */
  readonly milestone?: number;
  /** Of a cumulative target: how many months of the year to date it was asked for. */
  readonly months?: number;
}

/** All targets of one indicator; no two of a member may begin on the same day, since neither would be the one in force. */
export const targetsSchema = z.array(targetSchema).superRefine((targets, context) => {
  targets.forEach((target, index) => {
    const same = ({ from, member }: WrittenTarget) => from === target.from && member === target.member;
    if (targets.findIndex(same) === index) return;
    const whose = target.member === undefined ? '' : ` for ${target.member}`;
    context.addIssue({
      code: 'custom',
      path: [index, 'from'],
      input: target.from,
      message: `expected one target from a day on; ${target.from} has two${whose}`,
    });
  });
});

/**
 * The target in force on the period's last day, with what it asks of that month: a past figure is judged by the target
 * of its time. Before the day a dated target is due, that is its milestone.
 *
 * @param member whose target; null: that of the whole, which holds for no member
 */
export function targetFor(targets: readonly Target[], period: Period, member: string | null = null): Target | null {
  const end = lastDay(period);
  const held = targets
    .filter((target) => target.from <= end && (target.member ?? null) === member)
    .reduce<Target | null>((latest, target) => (latest && latest.from >= target.from ? latest : target), null);
  const point = held && milestone(held, period);
  return held === null || point === null ? held : { ...held, milestone: point };
}

/**
 * The point of a dated target's line in a month: equal steps a month from `startingAt`, the first at the end of the
 * month of `from`, the last, the target itself, at the end of the month of `by`. Null from that month on, and for
 * targets without a line. It has one decimal more than the two ends are written with: what is printed is what judges.
 */
function milestone(target: Target, period: Period): number | null {
  const { by, startingAt, from } = target;
  if (by === undefined || startingAt === undefined || period >= periodOf(by)) return null;
  const { value } = written(target);
  const steps = monthsBetween(periodOf(from), periodOf(by)) + 1;
  const taken = monthsBetween(periodOf(from), period) + 1;
  const decimals = Math.max(decimalsOf(value), decimalsOf(startingAt)) + 1;
  return roundHalfUp(startingAt + ((value - startingAt) * taken) / steps, decimals);
}

function decimalsOf(value: number): number {
  return plainNumber(value).split('.')[1]?.length ?? 0;
}

/** Whether months of an indicator can be added up, which a cumulative target does: counts of what happened, and their rates. */
export function addsUp({ unit, measure }: Pick<IndicatorDefinition, 'unit' | 'measure'>): boolean {
  return measure === 'flow' && (unit === 'count' || unit === 'days' || unit === 'rate per 10,000');
}

/**
 * What the target asks: of the month it was looked up for, where it came from `targetFor`.
 *
 * @throws Error when the target did not come through `targetSchema` and has no comparator
 */
export function threshold(target: Target): { comparator: Comparator; value: number } {
  const { comparator, value } = written(target);
  if (target.milestone !== undefined) return { comparator, value: target.milestone };
  if (target.months !== undefined) return { comparator, value: roundHalfUp(value * target.months, 6) };
  return { comparator, value };
}

function written(target: Target): { comparator: Comparator; value: number } {
  for (const comparator of comparators) {
    const value = target[comparator];
    if (value !== undefined) return { comparator, value };
  }
  throw new Error(`The target from ${target.from} has no comparator; expected one of ${comparators.join(', ')}.`);
}

/**
 * In words: 'at least 84 %', 'at most 48 per 10,000', 'at least 170, on the way to 200 by 31 March 2023', 'at least 27 in the
 * year to date, at 3 a month'.
 */
export function describeTarget(target: Target, unit: Unit): string {
  const number = (value: number): string =>
    `${withUnit(plainNumber(value), unit)}${unit === 'rate per 10,000' ? ' per 10,000' : ''}`;
  const { comparator, value } = threshold(target);
  const asked = `${comparatorWords[comparator]} ${number(value)}`;
  const end = written(target).value;
  if (target.milestone !== undefined && target.by !== undefined) {
    return `${asked}, on the way to ${number(end)} by ${dateName(target.by)}`;
  }
  if (!target.cumulative) return asked;
  return target.months === undefined ? `${asked} a month` : `${asked} in the year to date, at ${number(end)} a month`;
}
