import { addMonths, type Period } from '@vigil/calendar';
import { type Change, changeBetween, type IndicatorDefinition, type JudgedFigure } from '@vigil/indicators';
import type { PackSeries } from './content.ts';
import { type DraftPage, tablePages } from './draft.ts';
import { currentOf, type Facts, shownOf } from './facts.ts';
import type { PackCell } from './pack.ts';
import type { DraftRow, DraftTable } from './paginate.ts';
import { monthColumn, none, ragCell, valueOf } from './printed.ts';

/** What the pack shows together (behaviours B13, B14, M); what an authority adds to the section comes after it. */
const groups: readonly { readonly title: string; readonly indicators: readonly string[] }[] = [
  {
    title: 'Caseloads',
    indicators: ['caseload-per-fte-overall', 'caseload-assessment', 'caseload-per-fte-pact', 'caseload-per-fte-lac'],
  },
  { title: 'Sickness absence', indicators: ['sickness-days-lost-monthly', 'sickness-days-per-employee'] },
  { title: 'Workforce', indicators: ['staff-turnover', 'agency-percent-headcount', 'agency-staff-number'] },
  { title: 'Audits', indicators: ['audit-completion', 'audit-rag-ratings'] },
];
const section = 'Workforce and quality assurance';

/** Of how many months the trend is told from one to the next; months without any figure are left out (B14). */
const monthsTold = 7;

/** Caseloads, sickness, workforce and audits team by team, with a word for the trend between months. */
export function teamTablePages(facts: Facts): readonly DraftPage[] {
  const { definitions } = facts.content;
  const grouped = new Set(groups.flatMap(({ indicators }) => indicators));
  const others = definitions.filter((one) => one.section === section && !grouped.has(one.id)).map(({ id }) => id);
  const tables = [...groups, { title: 'Also in this section', indicators: others }].flatMap((group) =>
    tableOf(facts, group),
  );
  if (tables.length === 0) return [];
  return tablePages({ id: 'teams', kicker: section, heading: 'Workforce and audits, team by team' }, tables, [
    'The word between two months says how the figure moved, not whether that is good: the colour of the last month does. (p): provisional.',
  ]);
}

function tableOf(
  { wholeOf, membersOf, period }: Facts,
  { title, indicators }: (typeof groups)[number],
): readonly DraftTable[] {
  const last = Array.from({ length: monthsTold }, (_, index) => addMonths(period, index + 1 - monthsTold));
  const all = indicators.flatMap((id) => [...[wholeOf(id)].filter((whole) => whole !== null), ...membersOf(id)]);
  const months = last.filter((month) => month === period || all.some((one) => currentOf(one, month) !== null));
  const known = all.filter((one) => months.some((month) => currentOf(one, month) !== null));
  if (known.length === 0) return [];
  return [{ caption: title, columns: columnsOf(months), rows: known.map((series) => rowOf(series, months)) }];
}

function columnsOf(months: readonly Period[]): DraftTable['columns'] {
  return [
    { title: 'Team', width: 4.6, align: 'left' },
    ...months.flatMap((month, index) => [
      ...(index === 0 ? [] : [{ title: 'Trend', width: 1.7, align: 'left' as const }]),
      monthColumn(month, 1.6),
    ]),
    { title: 'RAG', width: 1.9, align: 'left' },
  ];
}

function rowOf(series: PackSeries, months: readonly Period[]): DraftRow {
  const { definition, member } = series;
  const told = months.map((month) => currentOf(series, month));
  const cells = told.flatMap((judged, index): PackCell[] => {
    const value = valueCell(definition, judged);
    return index === 0 ? [value] : [{ text: trendWord(definition, judged, told[index - 1] ?? null) }, value];
  });
  const name = member === null ? definition.heading : `${definition.heading.replace(/, all teams$/, '')}: ${member}`;
  const colour = ragCell(told.at(-1)?.rag ?? 'grey');
  return { row: { cells: [{ text: name }, ...cells, colour], notes: [] }, shows: shownOf(series, months) };
}

function valueCell(definition: IndicatorDefinition, judged: JudgedFigure | null): PackCell {
  if (judged === null) return { text: none };
  const provisional = judged.figure.status === 'provisional';
  return {
    text: `${valueOf(definition, judged)}${provisional ? ' (p)' : ''}`,
    ...(provisional && { provisional }),
  };
}

const trends: Readonly<Record<Change['direction'], string>> = {
  Increase: 'Increasing',
  Decrease: 'Reducing',
  'No change': 'Static',
};

/** In the pack's words (B14), from the column before, whose month stands above it. */
function trendWord(definition: IndicatorDefinition, now: JudgedFigure | null, before: JudgedFigure | null): string {
  if (now === null || before === null) return none;
  const change = changeBetween(definition, now.figure, { ...before.figure, period: addMonths(now.figure.period, -1) });
  return change === null ? none : trends[change.direction];
}
