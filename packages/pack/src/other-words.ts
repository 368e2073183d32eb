import { type DraftPage, tablePages, wordsRow } from './draft.ts';
import { type Facts, shownOf } from './facts.ts';
import { thirteenMonths } from './months-table.ts';
import { draftNote, whoseAndWhen } from './remarks.ts';
import { capitalised } from './wording.ts';

/**
 * What people say of indicators that have no page of their own, for want of figures or since they stand in no list:
 * nobody's words are lost.
 *
 * @param detailed those that have one
 */
export function otherWordsPages(facts: Facts, detailed: ReadonlySet<string>): readonly DraftPage[] {
  const { remarks, content, wholeOf, period } = facts;
  const rows = content.definitions.flatMap(({ id, heading }) => {
    if (detailed.has(id)) return [];
    const own = remarks.filter(({ kind, subject }) => subject === id && (kind === 'commentary' || kind === 'response'));
    return own
      .toSorted((one, other) => (one.kind < other.kind ? -1 : 1))
      .map((remark) => {
        const note = [whoseAndWhen(remark), draftNote(remark)].filter((words) => words !== null).map(capitalised);
        const texts = [heading, capitalised(remark.kind), remark.text, note.join('. ')];
        return wordsRow(texts, shownOf(wholeOf(id), thirteenMonths(period)));
      });
  });
  if (rows.length === 0) return [];
  const table = {
    caption: 'Of indicators without a page of their own',
    columns: [
      { title: 'Indicator', width: 4, align: 'left' },
      { title: 'Words', width: 2, align: 'left' },
      { title: 'What is said', width: 9, align: 'left' },
      { title: 'Whose they are', width: 3, align: 'left' },
    ],
    rows,
  } as const;
  return tablePages({ id: 'other-words', kicker: 'Overview', heading: 'What else is said' }, [table]);
}
