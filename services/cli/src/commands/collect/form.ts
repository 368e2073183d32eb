import { dueDay, formMonths } from '@vigil/alerts';
import { addMonths, type Calendar, type Period } from '@vigil/calendar';
import type { standingReported } from '@vigil/database';
import { earlierComment, formCellOf } from '@vigil/extracts';
import type { Catalogue, IndicatorDefinition } from '@vigil/indicators';
import type { FormContent, FormLine } from '@vigil/reports';
import { type AuthorityConfig, type ContributorConfig } from '@vigil/runtime';

type Reported = Awaited<ReturnType<typeof standingReported>>[number];

/** What the form of a contributor and month holds, with what stands on record of the months before. */
export function formContent(
  authority: Pick<AuthorityConfig, 'name'>,
  contributor: ContributorConfig,
  period: Period,
  known: { readonly reported: readonly Reported[]; readonly calendar: Calendar; readonly catalogue: Catalogue },
): FormContent {
  const months = Array.from({ length: formMonths }, (_, index) => addMonths(period, index + 1 - formMonths));
  return {
    authority: authority.name,
    contributor,
    period,
    months,
    due: dueDay(contributor, period, known.calendar),
    folder: contributor.folder,
    lines: contributor.indicators.flatMap((id) => {
      const own = known.reported.filter((one) => one.indicator === id && months.includes(one.period));
      return linesOf(known.catalogue.get(id), own, period);
    }),
  };
}

/** The whole, then its members by name. */
function linesOf(definition: IndicatorDefinition, own: readonly Reported[], period: Period): readonly FormLine[] {
  const members = [...new Set(own.flatMap(({ member }) => member ?? []))].toSorted();
  return [null, ...members].map((member): FormLine => {
    const figures = own.filter((one) => one.member === member);
    const noted = figures.flatMap(({ period: month, note }) => (note === null ? [] : [{ month, note }]));
    return {
      definition,
      member,
      cells: new Map(figures.map((one) => [one.period, formCellOf({ ...one, text: one.value_text }, definition.unit)])),
      comment: noted.find(({ month }) => month === period)?.note ?? '',
      earlier: noted
        .filter(({ month }) => month !== period)
        .map(({ month, note }) => earlierComment(month, note))
        .join('\n'),
    };
  });
}
