import { type DisclosureRule, isSmall } from '@vigil/disclosure';
import { type Figure, rates, wholes } from '@vigil/indicators';
import type { PackSeries } from '../content.ts';
import { inMemberOrder, kindOf } from '../member-kind.ts';
import { countsOf, figuresToKeepBack, type Part } from './parts.ts';

/**
 * Figures that would give away another's small number, or whose own would follow from others, so that they may not leave
 * whatever the rule says of each by itself: members beside their whole, ages and genders of children looked after beside
 * all of them, rates beside their counts.
 *
 * Each month is looked at by itself and with all its members: what is kept back in one edition is in every other, as long
 * as the month is not restated.
 */
export function keptBack(series: readonly PackSeries[], rule: DisclosureRule): ReadonlySet<Figure> {
  if (rule.kind === 'shown') return new Set();
  const kept = new Set<Figure>();
  for (const month of groupsOf(partsOf(series), ({ figure }) => figure.period)) {
    const wholeOf = (indicator: string) =>
      month.find(({ figure }) => figure.indicator === indicator && figure.member === null) ?? null;
    const isWithheld = (part: Part) =>
      kept.has(part.figure) ||
      (rule.kind === 'suppressed' && Object.values(countsOf(part)).some((count: number) => isSmall(count, rule)));
    const keepSafe = (whole: Part | null, parts: readonly Part[]) => {
      const all = parts.map(({ figure }) => figure);
      const found = whole !== null && isWithheld(whole) ? all : figuresToKeepBack(whole, parts, rule);
      for (const figure of found) kept.add(figure);
    };

    for (const { rate, count } of rates) {
      const both = [wholeOf(rate), wholeOf(count)].filter((one) => one !== null);
      if (both.some(isWithheld)) for (const one of both) if (!isWithheld(one)) kept.add(one.figure);
    }
    for (const { total, parts } of wholes) {
      keepSafe(
        wholeOf(total),
        parts.flatMap((part) => wholeOf(part) ?? []),
      );
    }
    const members = month.filter(({ figure }) => figure.member !== null);
    const groups = groupsOf(members, ({ figure }) => `${figure.indicator} by ${kindOf(figure.member!)}`);
    // Whoever looks finds the same children as members and as indicators of their own: the same are to be kept back.
    const inOrder = groups.map((group) => group.toSorted((a, b) => inMemberOrder(a.figure.member!, b.figure.member!)));
    // Twice: a whole that is kept back for its teams is not to follow from its ages.
    for (const group of [...inOrder, ...inOrder]) keepSafe(wholeOf(group[0]!.figure.indicator), group);
  }
  return kept;
}

function partsOf(series: readonly PackSeries[]): readonly Part[] {
  return series.flatMap(({ definition: { unit }, judged }) => judged.map(({ figure }) => ({ figure, unit })));
}

function groupsOf<One>(all: readonly One[], by: (one: One) => string): readonly (readonly One[])[] {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const group = groups.get(by(one)) ?? [];
    group.push(one);
    groups.set(by(one), group);
  }
  return [...groups.values()];
}
