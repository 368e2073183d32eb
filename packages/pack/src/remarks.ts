import { dateName, periodName } from '@vigil/calendar';
import type { RemarkInPack } from '@vigil/commentary';
import type { PackSeries } from './content.ts';
import type { Facts } from './facts.ts';
import type { PrintedRemark } from './pack.ts';
import { suggestedRemark } from './suggestion.ts';
import { capitalised } from './wording.ts';

/** 'Draft, carried over from November 2020'; null where somebody stands by it for this month. */
export function draftNote({ state, carriedFrom }: RemarkInPack): string | null {
  if (state !== 'draft') return null;
  const from = carriedFrom === null ? '' : `, carried over from ${periodName(carriedFrom)}`;
  return `Draft${from}: nobody has confirmed it`;
}

/** 'QA Unit manager, by 31 January 2021' */
export function whoseAndWhen({ owner, due }: Pick<RemarkInPack, 'owner' | 'due'>): string | null {
  if (due === null) return owner;
  return owner === null ? `by ${dateName(due)}` : `${owner}, by ${dateName(due)}`;
}

/**
 * What people say of an indicator, commentary before response; where nobody stands by a commentary, the sentence that
 * its figures suggest. In a public edition that is a summary like any other line made of disclosed figures; inside it is
 * said to be Vigil's, since a person is still to accept or rewrite it.
 */
export function remarksOn(
  { remarks, edition, period }: Facts,
  { definition, judged }: PackSeries,
): readonly PrintedRemark[] {
  const own = (wanted: RemarkInPack['kind']) =>
    remarks.filter(({ kind, subject }) => kind === wanted && subject === definition.id);
  const commentary = own('commentary');
  const suggested = commentary.some(({ state }) => state === 'accepted')
    ? null
    : suggestedRemark(definition, judged, period);
  const title = edition === 'public' ? 'Summary' : 'Suggested by Vigil, not yet accepted';
  return [
    ...commentary.map((one) => printed('Commentary', one)),
    ...(suggested === null ? [] : [{ title, text: suggested, whose: null, note: null }]),
    ...own('response').map((one) => printed('Response', one)),
  ];
}

function printed(title: string, remark: RemarkInPack): PrintedRemark {
  const whose = whoseAndWhen(remark);
  return { title, text: remark.text, whose: whose === null ? null : capitalised(whose), note: draftNote(remark) };
}
