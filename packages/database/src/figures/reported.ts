import type { IsoDate, Period } from '@vigil/calendar';
import type { Transaction } from '../database.ts';

/** A reported figure as it stands in the list `reported_figures`. Numbers are decimal texts. */
export interface ReportedFigure {
  readonly indicator: string;
  readonly period: Period;
  readonly member: string | null;
  readonly value: string | null;
  readonly value_text: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/** What is said beside it: where it is from, and a comment. */
interface Beside {
  readonly source: string | null;
  readonly note: string | null;
}

/** Sources that are contributors' forms: of figures that a list reports as well, theirs stand. */
export type FormSources = readonly { readonly id: string }[];

/**
 * The reported figures as at a date. Where several sources report one and the same (a form, and a list of years before
 * the first form), it is that of the form, else the one that changed last.
 */
export async function standingReported(
  tx: Transaction,
  asAt: IsoDate,
  forms: FormSources,
): Promise<readonly (ReportedFigure & Beside)[]> {
  return tx.sql<(ReportedFigure & Beside)[]>`
    select distinct on (indicator, period, member)
      indicator, period, member, value, value_text, numerator, denominator, source, note
    from records.reported_figures
    where authority = (select current_setting('vigil.authority'))
      and valid_from <= ${asAt} and (valid_to is null or valid_to > ${asAt})
    order by indicator, period, member, source_id = any(${forms.map(({ id }) => id)}) desc, valid_from desc, source_id`;
}
