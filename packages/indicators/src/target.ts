import { type Period, isIsoDate, lastDay } from '@vigil/calendar';
import { z } from 'zod';
import type { Unit } from './definition.ts';
import { plainNumber, withUnit } from './number.ts';

const comparators = ['atLeast', 'atMost', 'above', 'below'] as const;
export type Comparator = (typeof comparators)[number];

const comparatorWords: Readonly<Record<Comparator, string>> = {
  atLeast: 'at least',
  atMost: 'at most',
  above: 'above',
  below: 'below',
};

/**
 * A target as `vigil.yaml` writes it: one comparator, the day it holds from, and optionally how far a figure may miss
 * it before it turns red (in the indicator's own unit), and whether provisional figures are judged too.
 */
export const targetSchema = z
  .strictObject({
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    above: z.number().optional(),
    below: z.number().optional(),
    tolerance: z.number().min(0).optional(),
    zeroTolerance: z.boolean().optional(),
    from: z.string().refine(isIsoDate, 'expected a day that exists, written YYYY-MM-DD'),
    judge: z.enum(['settled', 'provisional']).default('settled'),
  })
  .superRefine((target, context) => {
    const given = comparators.filter((comparator) => target[comparator] !== undefined);
    if (given.length !== 1) {
      context.addIssue({
        code: 'custom',
        message: `expected exactly one of ${comparators.join(', ')}; found ${given.join(' and ') || 'none'}`,
      });
    }
    if (target.zeroTolerance && target.tolerance !== undefined && target.tolerance !== 0) {
      context.addIssue({
        code: 'custom',
        path: ['tolerance'],
        message: `expected no tolerance beside zeroTolerance; found ${String(target.tolerance)}`,
      });
    }
  });

export type Target = z.output<typeof targetSchema>;

/** All targets of one indicator; two may not begin on the same day, since neither would be the one in force. */
export const targetsSchema = z.array(targetSchema).superRefine((targets, context) => {
  targets.forEach((target, index) => {
    if (targets.findIndex(({ from }) => from === target.from) === index) return;
    context.addIssue({
      code: 'custom',
      path: [index, 'from'],
      message: `expected one target from a day on; ${target.from} has two`,
    });
  });
});

/** The target in force on the period's last day: a past figure is judged by the target of its time. */
export function targetFor(targets: readonly Target[], period: Period): Target | null {
  const end = lastDay(period);
  return targets
    .filter(({ from }) => from <= end)
    .reduce<Target | null>((latest, target) => (latest && latest.from >= target.from ? latest : target), null);
}

/** @throws Error when the target did not come through `targetSchema` and has no comparator */
export function threshold(target: Target): { comparator: Comparator; value: number } {
  for (const comparator of comparators) {
    const value = target[comparator];
    if (value !== undefined) return { comparator, value };
  }
  throw new Error(`The target from ${target.from} has no comparator; expected one of ${comparators.join(', ')}.`);
}

/** In words: 'at least 84 %', 'at most 48 per 10,000'. */
export function describeTarget(target: Target, unit: Unit): string {
  const { comparator, value } = threshold(target);
  const number = withUnit(plainNumber(value), unit);
  return `${comparatorWords[comparator]} ${number}${unit === 'rate per 10,000' ? ' per 10,000' : ''}`;
}
