import type { IsoDate, Period } from '@vigil/calendar';
import type { Place } from '@vigil/indicators';

/**
 * What a remark is (the pack's behaviours A2 to A4, H1 to H4):
 * - `headline`: one line of the overview of the indicators, under the list that it stands in.
 * - `commentary`: what an indicator's figures mean.
 * - `response`: what is being done about them, by whom and until when.
 * - `plan`: one item of the improvement plan, with the list that it stands in and its evidence.
 * - `notice`: a sentence about the pack as a whole, such as what is not complete yet.
 */
export const remarkKinds = ['headline', 'commentary', 'response', 'plan', 'notice'] as const;
export type RemarkKind = (typeof remarkKinds)[number];

/** A `draft` was written but nobody stands by it yet; what was `withdrawn` is no longer said. */
export const remarkStates = ['draft', 'accepted', 'withdrawn'] as const;
export type RemarkState = (typeof remarkStates)[number];

/** What a person says of a month. Of a kind, period and subject the last one on record has the say. */
export interface Remark {
  readonly period: Period;
  readonly kind: RemarkKind;
  /** The indicator's id, or a name of one's own for a headline, a plan item or a notice: `caseloads`. */
  readonly subject: string;
  /** The indicators that it speaks of; of a commentary or response its subject alone. */
  readonly indicators: readonly string[];
  /** Of headlines and plan items. */
  readonly place: Place | null;
  readonly text: string;
  /** What shows that a plan item is so. */
  readonly evidence: string | null;
  /** Who sees to a response, or answers for a plan item: a role or a team, as it is to be printed. */
  readonly owner: string | null;
  /** By when; what is not a day stands in the text. */
  readonly due: IsoDate | null;
  readonly state: RemarkState;
  /** A person has read it with the public in mind, and it names nobody. */
  readonly forPublic: boolean;
  /** Who wrote it down, and when it was put on record. */
  readonly author: string;
  readonly at: Date;
}
