import {
  scorecardPeriods,
  describeTarget,
  type IndicatorDefinition,
  type ScorecardRow,
  targetFor,
} from '@vigil/indicators';
import { type DraftPage, pageOfRows, shownIn } from './draft.ts';
import { type Facts, shownOf } from './facts.ts';
import type { PackCell, PackColumn } from './pack.ts';
import { indicatorPage } from './page-ids.ts';
import { continued, type DraftRow, type DraftTable, tablesOnPages } from './paginate.ts';
import { benchmarkInWords, changeInWords, iconsOf, monthColumn, none, ragCell } from './printed.ts';
import { listName, listed, sentence } from './wording.ts';

/** Where an indicator's own page is, or else the table that it stands in. */
export type PageFor = (indicator: string) => string;

const legend = [
  'Change: from the month before, in points for percentages. (p) provisional, (r) restated. SN: mean of the statistical ' +
    'neighbours; local: nobody publishes it of others. Grey: not rated, for want of a target or a value, or since neither ' +
    'more nor less is better. Icons: whether the process changed beyond chance, and whether it meets its target.',
];

/**
 * Every indicator of the catalogue under its service's heading, in the order of the pack: also what has no figure, so
 * that nothing is missing unsaid.
 *
 * @param detailed those that have a page of their own, which their rows lead to
 * @returns the pages, and on which of them each indicator is
 */
export function serviceTables(
  facts: Facts,
  detailed: ReadonlySet<string>,
): { readonly pages: readonly DraftPage[]; readonly pageOf: ReadonlyMap<string, string> } {
  const { definitions } = facts.content;
  const titles = [...new Set(definitions.map(({ section }) => section))];
  const tables = titles.map((title): DraftTable => ({
    caption: title,
    columns: columnsOf(facts),
    rows: definitions.filter(({ section }) => section === title).map((one) => rowOf(facts, one, detailed)),
  }));
  const found = tablesOnPages(tables, { legend }).map((page, index) => ({
    ...page,
    id: `tables-${String(index + 1)}`,
  }));
  return {
    pages: found.map(({ id, body, rows, captions }) => ({
      id,
      kicker: 'Key performance indicators',
      heading: headingOf(captions),
      body,
      shows: shownIn(rows),
    })),
    pageOf: pageOfRows(found),
  };
}

/** By the sections on the page, first and last where they are many or long. */
function headingOf(captions: readonly string[]): string {
  const titles = captions.map((caption) => caption.replace(continued(''), ''));
  const all = listed(titles);
  return titles.length <= 2 || all.length <= longestHeading ? all : `${titles[0]!} to ${titles.at(-1)!}`;
}

/** On one line of its size. */
const longestHeading = 60;

function columnsOf({ period }: Facts): readonly PackColumn[] {
  return [
    { title: 'Indicator', width: 6.2, align: 'left' },
    ...scorecardPeriods(period).map((month) => monthColumn(month, 1.9)),
    { title: 'Target', width: 2.6, align: 'left' },
    { title: 'Benchmark', width: 3.6, align: 'left' },
    { title: 'Change', width: 2.3, align: 'left' },
    { title: 'RAG', width: 2.2, align: 'left' },
    { title: 'Icons', width: 1.5, align: 'centre' },
    { title: 'Source', width: 2.9, align: 'left' },
  ];
}

function rowOf(facts: Facts, definition: IndicatorDefinition, detailed: ReadonlySet<string>): DraftRow {
  const { content, rows, period, wholeOf, membersOf } = facts;
  const { id, heading, code } = definition;
  const row = rows.get(id);
  const title: PackCell = {
    text: code === null ? heading : `${heading} (${code})`,
    ...(detailed.has(id) && { page: indicatorPage(id) }),
  };
  const benchmark = { text: benchmarkInWords(definition, content.benchmarks.get(id)) };
  if (row === undefined) {
    const target = targetFor(content.targets.get(id) ?? [], period);
    const asked = target === null ? none : targetCell(definition, describeTarget(target, definition.unit));
    const cells = [title, ...four(none), { text: asked }, benchmark, { text: none }, ragCell('grey'), { text: none }];
    const source = membersOf(id).length === 0 ? 'no figure' : 'only of its parts';
    return { row: { cells: [...cells, { text: source }], notes: [] }, shows: [], about: id };
  }
  const series = wholeOf(id);
  const icons = iconsOf(row.controlLimits);
  return {
    row: {
      cells: [
        title,
        ...row.months.map(monthCell),
        { text: row.target === null ? none : targetCell(definition, row.target) },
        benchmark,
        { text: changeInWords(row) },
        ragCell(row.rag),
        icons.length === 0 ? { text: none } : { text: '', marks: icons },
        { text: sourceOf(facts, row) },
      ],
      notes: detailed.has(id) ? [] : notesOf(row),
    },
    shows: shownOf(series, scorecardPeriods(period)),
    about: id,
  };
}

function four(text: string): readonly PackCell[] {
  return Array.from({ length: 4 }, () => ({ text }));
}

/** As the scorecard shows it, '27 % (p)'. */
function monthCell({ shown, provisional, restated }: ScorecardRow['months'][number]): PackCell {
  if (shown === null) return { text: none };
  return {
    text: `${shown}${provisional ? ' (p)' : ''}${restated === null ? '' : ' (r)'}`,
    ...(provisional && { provisional }),
  };
}

function targetCell({ polarity }: IndicatorDefinition, asked: string): string {
  return polarity === 'neutral' ? `${asked}, for reference` : asked;
}

/** Where the month's figure comes from: 'computed: section 47 enquiries', 'reported: CHAT', 'reported in words'. */
function sourceOf({ content: { reportedFrom } }: Facts, { definition, current, origin }: ScorecardRow): string {
  if (current === null || origin === null) return 'no figure';
  if (origin === 'computed') return `computed: ${listed(definition.lists.map(listName))}`;
  const from = reportedFrom?.get(definition.id);
  return `reported${current.figure.value === null ? ' in words' : ''}${from === undefined ? '' : `: ${from}`}`;
}

/** What has a page of its own says it there. */
function notesOf({ months, notes }: ScorecardRow): readonly string[] {
  const counted = months.at(-1)?.counted ?? null;
  const all = [...(counted === null ? [] : [counted]), ...notes];
  return all.length === 0 ? [] : [sentence(all.join('; '))];
}
