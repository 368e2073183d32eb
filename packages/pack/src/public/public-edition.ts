import type { DisclosureRule } from '@vigil/disclosure';
import type { ScorecardContext } from '@vigil/indicators';
import type { PackContent } from '../content.ts';
import type { AuditEntry } from './audit.ts';
import { withCountsOfRates } from './counts-of-rates.ts';
import { discloseSeries } from './disclosed-series.ts';
import { keptBack } from './kept-back.ts';
import { membersToDrop } from './members-to-drop.ts';
import { releasedRemarks, releasedRulings } from './released-words.ts';

/**
 * What of a pack may leave. Whatever `packOf` makes of it, sums, colours, charts and sentences, is made of disclosed
 * figures and of released words alone (infra/decisions/0026).
 *
 * @param options.minimumMember members of fewer cases a month on average are left out altogether
 * @returns the content, and everything of it that was changed or left out, for those inside
 */
export function publicEdition(
  content: PackContent,
  { rule, minimumMember }: { readonly rule: DisclosureRule; readonly minimumMember: number },
): { readonly content: PackContent; readonly audit: readonly AuditEntry[] } {
  const { period, targets, context, quality } = content;
  const series = content.series.map((one) => withCountsOfRates(one, context.population));
  // Of all members, also those that are dropped: which months are kept back must not depend on the edition.
  const kept = keptBack(series, rule);
  const { dropped, audit: members } = membersToDrop(series, period, minimumMember);
  const disclosed = series
    .filter((one) => !dropped.has(one))
    .map((one) => discloseSeries(one, targets.get(one.definition.id) ?? [], rule, (figure) => kept.has(figure)));
  const remarks = releasedRemarks(content.remarks);
  const rulings = releasedRulings(context.rulings ?? []);
  const { authority, asAt, knownAt, definitions, benchmarks, services, madeOf } = content;
  return {
    // Named one by one: what is added to a pack leaves only when somebody has thought of it here.
    content: {
      authority: { code: authority.code, name: authority.name },
      period,
      asAt,
      knownAt,
      series: disclosed.map((one) => one.series),
      definitions,
      targets,
      context: contextOf(context, rulings.left),
      benchmarks,
      remarks: remarks.left,
      services: services.map(({ id, name, indicators }) => ({ id, name, indicators })),
      quality: {
        lists: quality.lists.map(({ source, list, asAt: own }) => {
          return { source, list, asAt: own, read: 0, accepted: 0, quarantined: 0 };
        }),
        owed: quality.owed.map(({ indicator, period: month }) => ({ indicator, period: month, who: null, due: null })),
      },
      madeOf,
      disclosedBy: inASentence(rule),
    },
    audit: [
      ...members,
      ...disclosed.flatMap(({ audit }) => audit),
      ...sourcesLeftOut(content),
      ...rulings.audit,
      ...remarks.audit,
    ],
  };
}

/** Limits and contradictions are for exact figures; notes and reasons for those inside. */
function contextOf(
  { benchmark, population }: ScorecardContext,
  rulings: NonNullable<ScorecardContext['rulings']>,
): ScorecardContext {
  return {
    ...(benchmark && { benchmark }),
    ...(population && { population }),
    rulings,
    limits: false,
    contradictions: false,
  };
}

/** Whom figures were asked of is told in somebody's own words. */
function sourcesLeftOut({ reportedFrom, period }: PackContent): readonly AuditEntry[] {
  return [...(reportedFrom ?? [])].map(([indicator, was]) => ({
    indicator,
    period,
    member: null,
    of: 'source',
    was,
    became: null,
    because: 'not-released',
  }));
}

/** For the foot of every page. */
function inASentence(rule: DisclosureRule): string {
  switch (rule.kind) {
    case 'shown':
      return 'Figures are shown as they are.';
    case 'rounded':
      return `Counts are rounded to the nearest ${String(rule.to)}, and the rest is made of the rounded.`;
    case 'suppressed':
      return `Counts from 1 to ${String(rule.below - 1)} are withheld, and whatever would give them away.`;
  }
}
