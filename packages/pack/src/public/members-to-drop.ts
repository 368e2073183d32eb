import type { Period } from '@vigil/calendar';
import type { PackSeries } from '../content.ts';
import { kindOf } from '../member-kind.ts';
import { thirteenMonths } from '../months-table.ts';
import { type AuditEntry, numberInAudit } from './audit.ts';

/**
 * Members of fewer cases a month than `least`, on average over the months that are shown, and where that is one alone of
 * its kind, the next smallest, or it would be what is left of the whole. Of what nobody gave the counts is not dropped.
 */
export function membersToDrop(
  series: readonly PackSeries[],
  period: Period,
  least: number,
): { readonly dropped: ReadonlySet<PackSeries>; readonly audit: readonly AuditEntry[] } {
  const months = thirteenMonths(period);
  const groups = new Map<string, { readonly one: PackSeries; readonly cases: number }[]>();
  for (const one of series) {
    const cases = one.member === null ? null : casesIn(one, months);
    if (one.member === null || cases === null) continue;
    const name = `${one.definition.id} by ${kindOf(one.member)}`;
    groups.set(name, [...(groups.get(name) ?? []), { one, cases }]);
  }
  const dropped = [...groups.values()].flatMap((group) => {
    const smallest = group.toSorted((a, b) => a.cases - b.cases);
    const few = smallest.filter(({ cases }) => cases < least);
    return few.length === 1 ? smallest.slice(0, 2) : few;
  });
  return {
    dropped: new Set(dropped.map(({ one }) => one)),
    audit: dropped.map(({ one: { definition, member }, cases }) => ({
      indicator: definition.id,
      period: null,
      member,
      of: 'member',
      was: `${numberInAudit(cases)} a month`,
      became: null,
      because: cases < least ? 'few' : 'protects',
    })),
  };
}

/** A month on average; null where no month says. */
function casesIn({ definition, judged }: PackSeries, months: readonly Period[]): number | null {
  const cases = judged
    .filter(({ figure }) => months.includes(figure.period))
    .flatMap(({ figure: { numerator, denominator, value } }) => {
      return denominator ?? numerator ?? (definition.unit === 'count' ? value : null) ?? [];
    });
  return cases.length === 0 ? null : cases.reduce((sum, one) => sum + one, 0) / cases.length;
}
