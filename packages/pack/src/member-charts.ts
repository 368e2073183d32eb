import { sameAxis, seriesChart } from '@vigil/charts';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { PackSeries } from './content.ts';
import type { DraftPage } from './draft.ts';
import { type Facts, shownOf } from './facts.ts';
import { kindOf } from './member-kind.ts';
import { thirteenMonths } from './months-table.ts';
import { chartsPage, furtherPage } from './page-ids.ts';
import { continued } from './paginate.ts';
import { listed } from './wording.ts';

/** Indicators that are the parts of one whole, which the pack counts one by one (behaviours K1, K2, K7). */
const families: readonly { readonly name: string; readonly heading: string; readonly indicators: readonly string[] }[] =
  [
    {
      name: 'lac-total-by-age',
      heading: 'Looked-after children by age',
      indicators: ['lac-age-under-1', 'lac-age-1-4', 'lac-age-5-9', 'lac-age-10-15', 'lac-age-16-plus'],
    },
    { name: 'lac-total-by-gender', heading: 'Looked-after children by gender', indicators: ['lac-female', 'lac-male'] },
    {
      name: 'caseloads-by-team',
      heading: 'Cases per full-time equivalent worker, team by team',
      indicators: ['caseload-per-fte-overall', 'caseload-assessment', 'caseload-per-fte-pact', 'caseload-per-fte-lac'],
    },
  ];

/** So many are still legible on a page. */
const mostOnPage = 12;

/** Small charts beside each other of what an indicator's figure is made up of: its teams, ages and genders. */
export function memberChartPages(facts: Facts): readonly DraftPage[] {
  return [
    ...facts.content.definitions.flatMap((definition) => pagesOf(facts, definition)),
    ...families.flatMap(({ name, heading, indicators }) => {
      const all = indicators.flatMap((id) => facts.wholeOf(id) ?? []).filter(hasValues);
      const section = all[0]?.definition.section;
      if (section === undefined || all.length < 2) return [];
      return chartPages(facts, { id: chartsPage(name), kicker: section, heading }, all);
    }),
  ];
}

function pagesOf(facts: Facts, { id, heading, section }: IndicatorDefinition): readonly DraftPage[] {
  const members = facts.membersOf(id).filter(hasValues);
  if (members.length === 0) return [];
  const whole = facts.wholeOf(id);
  const all = [...(whole !== null && hasValues(whole) ? [whole] : []), ...members];
  return chartPages(facts, { id: chartsPage(id), kicker: section, heading: `${heading}, ${byWhat(members)}` }, all);
}

function hasValues({ judged }: PackSeries): boolean {
  return judged.some(({ figure }) => figure.value !== null);
}

/** 'by team, age and gender' */
function byWhat(members: readonly PackSeries[]): string {
  const found = new Set(members.map(({ member }) => kindOf(member ?? '')));
  return `by ${listed((['team', 'age', 'gender'] as const).filter((kind) => found.has(kind)))}`;
}

function chartPages(
  facts: Facts,
  { id, kicker, heading }: Pick<DraftPage, 'id' | 'kicker' | 'heading'>,
  all: readonly PackSeries[],
): readonly DraftPage[] {
  const { period } = facts;
  const drawn = sameAxis(
    all.map((series) => {
      const { definition, judged, member } = series;
      const ofFamily = all.some((one) => one.definition.id !== definition.id);
      return seriesChart({
        definition,
        series: judged,
        period,
        // Beside each other the figures alone are compared.
        limits: null,
        benchmarks: [],
        heading: member ?? (ofFamily ? definition.heading : 'All'),
      });
    }),
  );
  const parts = Array.from({ length: Math.ceil(all.length / mostOnPage) }, (_, part) => part * mostOnPage);
  return parts.map((from, index) => ({
    id: furtherPage(id, index + 1),
    kicker,
    heading: index === 0 ? heading : continued(heading),
    body: {
      kind: 'charts',
      introduction: ['All have the same axis. Hollow points are provisional; the target is drawn where there is one.'],
      charts: drawn.slice(from, from + mostOnPage),
    },
    shows: all.slice(from, from + mostOnPage).flatMap((series) => shownOf(series, thirteenMonths(period))),
  }));
}
