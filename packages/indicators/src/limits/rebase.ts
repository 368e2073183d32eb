import type { IsoDate, Period } from '@vigil/calendar';

/**
 * A decision that the process changed for a known reason, so that the limits begin anew. It is a judgement and never
 * automatic (`spc.md`, *Rebasing in practice*); only decisions that stand are given to `limitsOf`.
 */
export interface Rebase {
  /** The first month of the new group of points. */
  readonly period: Period;
  readonly who: string;
  /** The day it was put on record. */
  readonly when: IsoDate;
  readonly why: string;
}
