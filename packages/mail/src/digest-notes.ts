import type { Response } from '@vigil/alerts';
import { dateName } from '@vigil/calendar';
import type { DisclosureRule } from '@vigil/disclosure';
import { shareInWords } from '@vigil/indicators';

import type { ShownItem } from './digest-shown.ts';
import { oneLine } from './headers.ts';
import { capitalised, counted, sentence } from './wording.ts';

/** Whether the judged figure may still change, where it comes from, and what is missing from it. */
export function statusWords({ now, definition, asAt, quarantinedShare }: ShownItem): string {
  const date = dateName(asAt);
  const settles = counted(definition.settleWorkingDays, 'working day');
  const settled =
    now.figure.status === 'final'
      ? 'Final: the month has settled.'
      : `Provisional: records entered late can change it until ${settles} after the month’s end.`;
  if (now.figure.origin === 'reported') return `${settled} Reported as a figure, as at ${date}.`;
  return `${settled} Computed from the records delivered as at ${date}.${quarantineWords(quarantinedShare)}`;
}

function quarantineWords(share: number | null): string {
  if (share === null || share <= 0) return '';
  return ` Of the rows it needs, ${shareInWords(share)} could not be read and are left out; it can change when they are corrected.`;
}

/** 'Extra chairs from January. Owner: Service Manager, by 15 January 2021. (4 January 2021)' */
export function responseWords({ comment, owner, due, at }: Response): string {
  const until = due === null ? '' : `by ${dateName(due)}`;
  const who =
    owner === null ? capitalised(until) : [`Owner: ${oneLine(owner)}`, ...(until === '' ? [] : [until])].join(', ');
  return [sentence(oneLine(comment)), ...(who === '' ? [] : [sentence(who)]), `Said on ${dateName(at)}.`].join(' ');
}

/** What the rule does to the numbers of a mail; nothing to say where it does nothing. */
export function disclosureWords(rule: DisclosureRule): string[] {
  switch (rule.kind) {
    case 'shown':
      return [];
    case 'rounded':
      return [
        `Numbers are rounded to the nearest ${rule.to}, and what follows from them is made of the rounded ones; whether a ` +
          'target is met was judged before.',
      ];
    case 'suppressed':
      return [`Numbers from 1 to ${rule.below - 1} are withheld, and whatever would give them away.`];
  }
}
