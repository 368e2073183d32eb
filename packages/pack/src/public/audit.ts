import type { Period } from '@vigil/calendar';
import type { DisclosureReason } from '@vigil/disclosure';

/** What left otherwise than it was, or not at all, as a line of a file that stays inside. */
export interface AuditEntry {
  /** Null: of the pack as a whole. */
  readonly indicator: string | null;
  /** Null: of all its months. */
  readonly period: Period | null;
  readonly member: string | null;
  readonly of: 'numerator' | 'denominator' | 'value' | 'text' | 'member' | 'remark' | 'ruling' | 'source';
  readonly was: string;
  /** Null: left out. */
  readonly became: string | null;
  readonly because: AuditReason;
}

export type AuditReason =
  | DisclosureReason
  /** It, or a small number beside it, would follow from what stands beside it. */
  | 'protects'
  /** A member of too few cases. */
  | 'few'
  /** Words with a number of which nobody knows what it counts. */
  | 'number-in-words'
  /** Nobody has read it with the public in mind. */
  | 'not-released';

/** As a cell of the file: with the four decimals that figures are kept with. */
export function numberInAudit(value: number): string {
  return String(Number(value.toFixed(4)));
}
