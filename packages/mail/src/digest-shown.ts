import { type DigestItem, openCasesInWords, type OpenCases } from '@vigil/alerts';
import { discloseCount, type DisclosureRule } from '@vigil/disclosure';
import type { IndicatorDefinition } from '@vigil/indicators';

import { type ShownMonth, shownMonths } from './digest-months.ts';
import { oneLine } from './headers.ts';
import { capitalised, sentence } from './wording.ts';

/**
 * What the mail may say of a figure. It is the one door of the disclosure rule: whatever is written or drawn is made of
 * this and not of the item, so that nothing can get round the rule.
 */
export interface ShownItem extends Omit<DigestItem, 'series' | 'open'> {
  /** Oldest first. */
  readonly months: readonly ShownMonth[];
  /** The judged one of them. */
  readonly now: ShownMonth;
  /** How many cases are overdue and due, in a sentence; null where there are none, or they are not listed. */
  readonly open: string | null;
}

export function shownItem({ series, ...item }: DigestItem, rule: DisclosureRule): ShownItem {
  const months = shownMonths(item.definition, series, rule);
  const now = months.find(({ figure }) => figure.period === item.period);
  if (now === undefined) {
    throw new Error(`the item for ${item.definition.id} tells of ${item.period}, which its series lacks`);
  }
  const open = item.open && openWords(item.definition, item.open, rule);
  // Limits and averages are made of the exact figures, and could give them away.
  const exact = rule.kind === 'shown';
  return {
    ...item,
    months,
    now,
    open,
    // The one rule whose words hold numbers of cases.
    news: item.news.map((one) => {
      const words = exact || one.rule !== 'about-to-miss' ? one.words : (open ?? '');
      // Numbers stay with their units.
      return { ...one, words: words.split('\u00A0').map(oneLine).join('\u00A0') };
    }),
    limits: exact ? item.limits : null,
    neighbours: exact ? item.neighbours : null,
  };
}

/** Null where there are none and that may be known. */
function openWords(definition: IndicatorDefinition, open: OpenCases, rule: DisclosureRule): string | null {
  if (rule.kind === 'shown' && open.overdue + open.due === 0) return null;
  const number = (count: number) => discloseCount(count, rule).text;
  return sentence(capitalised(openCasesInWords(definition, open, number)));
}
