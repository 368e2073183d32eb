import { periodName } from '@vigil/calendar';
import { type DraftPage, tablePages, wordsRow } from './draft.ts';
import { type Facts, shownOf } from './facts.ts';
import { sentence } from './wording.ts';

/**
 * Figures that cannot all be right, and printed words that figures do not bear out. Inside alone: what leaves was
 * rounded, and rounded parts do not add up.
 */
export function contradictionPages({ content, rows, edition, wholeOf }: Facts): readonly DraftPage[] {
  if (edition === 'public') return [];
  const found = content.definitions.flatMap(({ id, heading }) =>
    (rows.get(id)?.contradictions ?? []).map(({ period, rule, words }) =>
      wordsRow([heading, periodName(period), sentence(words), rule], shownOf(wholeOf(id), [period])),
    ),
  );
  const table = {
    caption: 'Found in the four months of the tables',
    columns: [
      { title: 'Indicator', width: 4, align: 'left' },
      { title: 'Month', width: 2, align: 'left' },
      { title: 'What does not agree', width: 8, align: 'left' },
      { title: 'Rule', width: 2.5, align: 'left' },
    ],
    rows: found,
  } as const;
  return tablePages(
    { id: 'contradictions', kicker: 'About this pack', heading: 'Contradictions found' },
    found.length === 0 ? [] : [table],
    found.length === 0
      ? ['None was found in the four months of the tables.']
      : ['These are for whoever reported the figures. They are printed as they were given.'],
  );
}
