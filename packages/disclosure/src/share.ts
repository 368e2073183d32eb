import { exactValue, type Figure, type Unit } from '@vigil/indicators';

import {
  type DisclosedCount,
  discloseCount,
  type DisclosureChange,
  type DisclosureReason,
  fewerThan,
  isSmall,
  nearest,
  plain,
} from './count.ts';
import type { DisclosureRule } from './rule.ts';

/** What a figure is made of: a percentage and a rate of both counts, a count of its numerator alone. */
export type Share = Pick<Figure, 'numerator' | 'denominator' | 'value'>;

/** A figure as it may leave: neither any part of it nor all together says more than the rule allows. */
export interface DisclosedFigure {
  readonly numerator: DisclosedCount | null;
  readonly denominator: DisclosedCount | null;
  /** Null: none, or withheld. */
  readonly value: number | null;
  /** There is a value, and it is not shown. */
  readonly withheld: boolean;
  /** The counts in words: '14 of 51', 'about 15 of 50', 'all but fewer than 6 of 51'; null where there are none. */
  readonly counts: string | null;
  readonly changes: readonly DisclosureChange[];
}

type Rounded = Extract<DisclosureRule, { kind: 'rounded' }>;
type Suppressed = Extract<DisclosureRule, { kind: 'suppressed' }>;
type Counted = Share & { numerator: number; denominator: number };
type Parts = Pick<DisclosedFigure, 'numerator' | 'denominator' | 'value' | 'counts'>;
type Reasons = Partial<Record<DisclosureChange['of'], DisclosureReason>>;

/**
 * A figure by the rule. A percentage is made again of the rounded counts, and withheld where it would give a hidden
 * one away: where the numerator, the denominator or the remainder are few. The population of a rate is public, so the
 * rate is made of, or hidden with, its numerator, and withheld where nobody gave that. An average (days, cases per FTE)
 * is withheld where it is of few; the sum behind it never leaves under a rule.
 */
export function discloseShare(share: Share, rule: DisclosureRule, unit: Unit): DisclosedFigure {
  if (rule.kind === 'shown') return asItIs(share, unit);
  if (unit === 'count') return discloseNumber(share, rule);
  if (unit === 'days' || unit === 'cases per FTE') return discloseAverage(share, rule);
  if (!isCounted(share)) return unit === 'percent' ? unchecked(share) : uncheckedRate(share);
  if (unit !== 'percent') return discloseRate(share, rule, unit);
  return rule.kind === 'rounded' ? roundShare(share, rule) : suppressShare(share, rule);
}

function asItIs(share: Share, unit: Unit): DisclosedFigure {
  const shown = (count: number | null) => (count === null ? null : { count, text: plain(count) });
  const [numerator, denominator] = [shown(share.numerator), shown(share.denominator)];
  const both = unit === 'percent' && numerator !== null && denominator !== null;
  const counts = both ? `${numerator.text} of ${denominator.text}` : (numerator?.text ?? null);
  return disclosed(share, { numerator, denominator, value: share.value, counts }, {});
}

function discloseNumber(share: Share, rule: DisclosureRule): DisclosedFigure {
  const { numerator, value } = share;
  const number = numerator ?? value;
  const count = number === null ? null : discloseCount(number, rule);
  const because = rule.kind === 'rounded' ? 'rounded' : 'small';
  return disclosed(
    { numerator, denominator: null, value },
    {
      numerator: count,
      denominator: null,
      value: value === null ? null : (count?.count ?? null),
      counts: count?.text ?? null,
    },
    { numerator: because, value: because },
  );
}

function roundShare(share: Counted, rule: Rounded): DisclosedFigure {
  const numerator = discloseCount(share.numerator, rule);
  const denominator = discloseCount(share.denominator, rule);
  if (denominator.count === 0) {
    const parts = { numerator, denominator, value: null, counts: inAll(denominator) };
    const because = { numerator: 'rounded', denominator: 'rounded', value: 'small-denominator' } as const;
    // Withheld even where there was none to show: two cases must not look otherwise than no case.
    return { ...disclosed(share, parts, because), withheld: true };
  }
  return disclosed(
    share,
    {
      numerator,
      denominator,
      value: recomputed(share, numerator, denominator, 'percent'),
      counts: `${numerator.text} of ${plain(denominator.count!)}`,
    },
    { numerator: 'rounded', denominator: 'rounded', value: 'follows' },
  );
}

function suppressShare(share: Counted, rule: Suppressed): DisclosedFigure {
  const denominator = discloseCount(share.denominator, rule);
  const remainder = share.denominator - share.numerator;
  if (denominator.count === null) {
    return disclosed(
      share,
      { numerator: hidden('some or none'), denominator, value: null, counts: inAll(denominator) },
      { numerator: 'small-denominator', denominator: 'small', value: 'small-denominator' },
    );
  }
  const few = isSmall(share.numerator, rule);
  if (!few && !isSmall(remainder, rule)) {
    const numerator = discloseCount(share.numerator, rule);
    const counts = `${numerator.text} of ${denominator.text}`;
    return disclosed(share, { numerator, denominator, value: share.value, counts }, {});
  }
  // Among so few, one of the two is always small: saying which would leave fewer numbers that it can be.
  const either = share.denominator <= 2 * (rule.below - 1);
  const most = fewerThan(rule.below);
  const numerator = hidden(either ? 'some but not all' : few ? most : `all but ${most}`);
  return disclosed(
    share,
    { numerator, denominator, value: null, counts: `${numerator.text} of ${denominator.text}` },
    { numerator: few ? 'small' : 'small-remainder', value: 'follows' },
  );
}

function discloseRate(share: Counted, rule: DisclosureRule, unit: Unit): DisclosedFigure {
  const numerator = discloseCount(share.numerator, rule);
  const population = { count: share.denominator, text: plain(share.denominator) };
  const remade = () => (unit === 'rate' ? rescaled(share, numerator) : recomputed(share, numerator, population, unit));
  const shown = () => (numerator.count === null ? null : share.value);
  return disclosed(
    share,
    {
      numerator,
      denominator: population,
      value: rule.kind === 'rounded' ? remade() : shown(),
      counts: numerator.text,
    },
    { numerator: rule.kind === 'rounded' ? 'rounded' : 'small', value: 'follows' },
  );
}

/** A rate per 1,000, or whatever power of ten its value and its counts speak of. */
function rescaled({ numerator, denominator, value }: Counted, { count }: DisclosedCount): number | null {
  if (value === null || !count || value <= 0 || numerator <= 0 || denominator <= 0) return value === null ? null : 0;
  const base = 10 ** Math.round(Math.log10((value * denominator) / numerator));
  return (base * count) / denominator;
}

function discloseAverage(share: Share, rule: Rounded | Suppressed): DisclosedFigure {
  if (share.denominator === null) return unchecked(share);
  const denominator = discloseCount(share.denominator, rule);
  const few = share.denominator < (rule.kind === 'rounded' ? rule.to : rule.below);
  return disclosed(
    share,
    { numerator: null, denominator, value: few ? null : share.value, counts: null },
    {
      numerator: 'follows',
      denominator: rule.kind === 'rounded' ? 'rounded' : 'small',
      value: 'small-denominator',
    },
  );
}

/** Nobody here knows what it is made of: it leaves as a whole number, what is known of its counts stays. */
function unchecked(share: Share): DisclosedFigure {
  const value = share.value === null ? null : nearest(share.value, 1);
  const because = 'counts-unknown';
  const figure = disclosed(
    share,
    { numerator: null, denominator: null, value, counts: null },
    { numerator: because, denominator: because },
  );
  if (share.value === null) return figure;
  return { ...figure, changes: [...figure.changes, { of: 'value', was: share.value, became: value, because }] };
}

/**
 * Whoever knows its population, as everybody can, has the count from a rate: 0.25 of 1,000 is 5 of 20,000. In whole
 * numbers it would be none, which is not so.
 */
function uncheckedRate(share: Share): DisclosedFigure {
  const because = 'counts-unknown';
  return disclosed(
    share,
    { numerator: null, denominator: null, value: null, counts: null },
    { numerator: because, denominator: because, value: because },
  );
}

function disclosed(was: Share, parts: Parts, reasons: Reasons): DisclosedFigure {
  const became = {
    numerator: parts.numerator?.count ?? null,
    denominator: parts.denominator?.count ?? null,
    value: parts.value,
  };
  const changes = (['numerator', 'denominator', 'value'] as const).flatMap((of): DisclosureChange[] => {
    const [before, because] = [was[of], reasons[of]];
    if (before === null || because === undefined || before === became[of]) return [];
    return [{ of, was: before, became: became[of], because }];
  });
  return { ...parts, withheld: was.value !== null && parts.value === null, changes };
}

function recomputed(
  { value }: Share,
  numerator: DisclosedCount,
  denominator: DisclosedCount,
  unit: Unit,
): number | null {
  return exactValue({ unit }, { numerator: numerator.count, denominator: denominator.count, value });
}

function isCounted(share: Share): share is Counted {
  return share.numerator !== null && share.denominator !== null;
}

function hidden(text: string): DisclosedCount {
  return { count: null, text };
}

function inAll({ text }: DisclosedCount): string {
  return `${text} in all`;
}
