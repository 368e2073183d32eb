import { describeTarget, type IndicatorDefinition, type Polarity, targetFor } from '@vigil/indicators';
import { benchmarkNotes } from './benchmark-panel.ts';
import { tablePagesAbout, wordsRow } from './draft.ts';
import { type Facts, shownOf } from './facts.ts';
import type { DraftTable } from './paginate.ts';
import { markMeanings, none } from './printed.ts';
import { capitalised, listed, listName } from './wording.ts';

const better: Readonly<Record<Polarity, string>> = {
  'higher-is-better': 'higher',
  'lower-is-better': 'lower',
  neutral: 'neither: demand',
};

/**
 * What each figure of the pack means and what its benchmarks are of, and what the marks beside it do.
 *
 * @returns the pages, and on which of them each indicator is
 */
export function definitionPages(facts: Facts): ReturnType<typeof tablePagesAbout> {
  const { definitions } = facts.content;
  const withFigures = definitions.filter(({ id }) => facts.wholeOf(id) !== null);
  return tablePagesAbout({ id: 'definitions', kicker: 'About this pack', heading: 'What the figures and marks mean' }, [
    marks,
    { caption: 'Indicators that have figures', columns, rows: withFigures.map((one) => rowOf(facts, one)) },
  ]);
}

const columns: DraftTable['columns'] = [
  { title: 'Indicator', width: 5, align: 'left' },
  { title: 'What it counts', width: 8.5, align: 'left' },
  { title: 'Unit', width: 2.2, align: 'left' },
  { title: 'Better is', width: 1.7, align: 'left' },
  { title: 'Target', width: 3, align: 'left' },
  { title: 'Computed from', width: 3.6, align: 'left' },
  { title: 'Version', width: 1.3, align: 'right' },
];

function rowOf({ content, rows, period, wholeOf }: Facts, definition: IndicatorDefinition) {
  const { id, heading, code, title, meaning, unit, polarity, lists, definitionVersion } = definition;
  const target = targetFor(content.targets.get(id) ?? [], period);
  const asked = rows.get(id)?.target ?? (target === null ? null : describeTarget(target, unit));
  const cells = [
    code === null ? heading : `${heading} (${code})`,
    title === heading ? meaning : `${meaning} In the pack: ${title.replace(/\.$/, '')}.`,
    unit,
    better[polarity],
    asked ?? none,
    lists.length === 0 ? 'reported, not computed' : listed(lists.map(listName)),
    String(definitionVersion),
  ];
  const { row, shows } = wordsRow(cells, shownOf(wholeOf(id), [period]));
  const compared = benchmarkNotes(content.benchmarks.get(id)).join(' ');
  return { row: { ...row, notes: compared === '' ? [] : [`Benchmarks: ${compared}`] }, shows, about: id };
}

const marks: DraftTable = {
  caption:
    'Marks beside the figures: colour, variation (did the process change?) and assurance (does it meet its target?)',
  columns: [
    { title: 'Mark', width: 1, align: 'centre' },
    { title: 'Meaning', width: 9, align: 'left' },
  ],
  rows: markMeanings.map(([mark, words]) => ({
    row: { cells: [{ text: '', marks: [{ mark, words }] }, { text: capitalised(words) }], notes: [] },
    shows: [],
  })),
};
