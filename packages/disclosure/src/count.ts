import type { DisclosureRule } from './rule.ts';

/** A number of people or events, as it may leave. */
export interface DisclosedCount {
  /** Null: hidden. */
  readonly count: number | null;
  /** '14', 'about 15', 'fewer than 6'. */
  readonly text: string;
}

/** One number that left otherwise than it was, for the audit that stays inside. */
export interface DisclosureChange {
  readonly of: 'numerator' | 'denominator' | 'value';
  readonly was: number;
  /** Null: hidden. */
  readonly became: number | null;
  readonly because: DisclosureReason;
}

export type DisclosureReason =
  /** The rule itself. */
  | 'rounded'
  | 'small'
  /** So few are not among the numerator that they could be counted out. */
  | 'small-remainder'
  /** A share or an average of so few tells of each of them. */
  | 'small-denominator'
  /** It follows from a number that is rounded or hidden. */
  | 'follows'
  /**
   * Nobody here knows the counts behind it: rates are withheld; where another leaves in whole numbers, a person has to look
   * before it does.
   */
  | 'counts-unknown';

/** A count by itself. Zero is shown by suppression, and is among the `about 0` of rounding. */
export function discloseCount(count: number, rule: DisclosureRule): DisclosedCount {
  switch (rule.kind) {
    case 'shown':
      return { count, text: plain(count) };
    case 'rounded': {
      const rounded = nearest(count, rule.to);
      return { count: rounded, text: rounded === 0 ? fewerThan(Math.ceil(rule.to / 2)) : `about ${plain(rounded)}` };
    }
    case 'suppressed':
      return isSmall(count, rule) ? { count: null, text: fewerThan(rule.below) } : { count, text: plain(count) };
  }
}

export function isSmall(count: number, { below }: { below: number }): boolean {
  return count > 0 && count < below;
}

/** The nearest multiple, halves up. */
export function nearest(count: number, to: number): number {
  return Math.floor(count / to + 0.5) * to;
}

export function fewerThan(bound: number): string {
  return `fewer than ${plain(bound)}`;
}

export function plain(count: number): string {
  return count.toLocaleString('en-GB', { maximumFractionDigits: 4 });
}
