import { periodName } from '@vigil/calendar';
import { wordsRow } from './draft.ts';
import type { Facts } from './facts.ts';
import { none } from './printed.ts';
import type { Question } from './quality.ts';
import { draftNote } from './remarks.ts';

/** What people said of the pack as a whole. */
export function defects({ remarks }: Facts): Question {
  return {
    caption: 'Known defects',
    columns: [
      ['What is known', 9],
      ['Confirmed', 4],
    ],
    rows: remarks
      .filter(({ kind }) => kind === 'notice')
      .map((notice) => wordsRow([notice.text, draftNote(notice) ?? 'for this month'])),
    none: 'Nobody has given notice of a defect.',
  };
}

const kindNames = {
  headline: 'Headline',
  commentary: 'Commentary',
  response: 'Response',
  plan: 'Improvement plan',
  notice: 'Notice',
} as const;

/** What is printed as a draft, since nobody has confirmed it for the month. */
export function drafts({ remarks, content }: Facts): Question {
  return {
    caption: 'Words that nobody has confirmed for this month',
    columns: [
      ['Of', 3],
      ['About', 5],
      ['Begins', 6],
      ['From', 3],
    ],
    rows: remarks
      .filter(({ state }) => state === 'draft')
      .map(({ kind, subject, text, carriedFrom }) =>
        wordsRow([
          kindNames[kind],
          content.definitions.find(({ id }) => id === subject)?.heading ?? none,
          text.length > 60 ? `${text.slice(0, 60).trim()}…` : text,
          carriedFrom === null ? 'this month' : periodName(carriedFrom),
        ]),
      ),
    none: 'Everything that people say here was confirmed for this month.',
    inside: true,
  };
}
