import { dateName, shortPeriodName } from '@vigil/calendar';
import { shareInWords } from '@vigil/indicators';
import { type DraftPage, tablePages, wordsRow } from './draft.ts';
import type { Facts } from './facts.ts';
import type { DraftRow, DraftTable } from './paginate.ts';
import { planItems } from './plan.ts';
import { none } from './printed.ts';
import { breaks, small, unsettled } from './quality-figures.ts';
import { defects, drafts } from './quality-words.ts';
import { capitalised, listName } from './wording.ts';

/** One of the questions that the pages on quality answer: a table, or a sentence where there is nothing to tell. */
export interface Question {
  readonly caption: string;
  readonly columns: readonly (readonly [title: string, width: number])[];
  readonly rows: readonly DraftRow[];
  /** What is said in the place of a table without rows. */
  readonly none: string;
  /** Said inside alone. */
  readonly inside?: true;
}

/** How far the figures can be relied on: what is kept out, not settled, changed, owed, few, known to be wrong, or unconfirmed. */
export function qualityPages(facts: Facts): readonly DraftPage[] {
  const { edition, content } = facts;
  const asked = [lists, defects, owed, unsettled, small, breaks, drafts].map((question) => question(facts));
  const all = asked.filter(({ inside }) => !(inside && edition === 'public'));
  const introduction = [
    ...(content.disclosedBy === undefined ? [] : [content.disclosedBy]),
    ...(planItems(facts).length > 0
      ? []
      : ['No item of the improvement plan was given for this month: the pack has no page of it.']),
    ...all.filter(({ rows }) => rows.length === 0).map((question) => question.none),
  ];
  const tables = all.filter(({ rows }) => rows.length > 0).map(tableOf);
  return tablePages(
    { id: 'quality', kicker: 'About this pack', heading: 'How far the figures can be relied on' },
    tables,
    introduction,
  );
}

function tableOf({ caption, columns, rows }: Question): DraftTable {
  return {
    caption,
    columns: columns.map(([title, width]) => ({
      title,
      width,
      align: /^(Rows|In quarantine|Share)/.test(title) ? 'right' : 'left',
    })),
    rows,
  };
}

/** By list: how fresh it is and, inside, how much of it could be used. */
function lists({ content: { quality }, edition }: Facts): Question {
  const inside = edition === 'internal';
  const number = (count: number) => count.toLocaleString('en-GB');
  return {
    caption: inside ? 'Lists as delivered, and what of them is in quarantine' : 'Lists as delivered',
    columns: [
      ['List', 4],
      ['Source', 3],
      ['As at', 3],
      ...(inside
        ? ([
            ['Rows read', 2],
            ['In quarantine', 2],
            ['Share', 2],
          ] as const)
        : []),
    ],
    rows: quality.lists.map(({ source, list, asAt, read, quarantined }) =>
      wordsRow([
        capitalised(listName(list)),
        source,
        dateName(asAt),
        ...(inside ? [number(read), number(quarantined), read === 0 ? none : shareInWords(quarantined / read)] : []),
      ]),
    ),
    none: 'No list has been delivered.',
  };
}

/** What is expected of people and not there, by section and whose it is. */
function owed({ content: { quality, definitions }, edition }: Facts): Question {
  const inside = edition === 'internal';
  const groups = new Map<string, { readonly head: readonly string[]; readonly figures: string[] }>();
  const order = new Map(definitions.map(({ id }, index) => [id, index]));
  const inOrder = quality.owed.toSorted((a, b) => (order.get(a.indicator) ?? 0) - (order.get(b.indicator) ?? 0));
  for (const { indicator, period, who, due } of inOrder) {
    const definition = definitions.find(({ id }) => id === indicator);
    const whose = inside ? [who ?? 'nobody is named', due === null ? 'no date is set' : dateName(due)] : [];
    const head = [definition?.section ?? none, shortPeriodName(period), ...whose];
    const group = groups.get(head.join('\n')) ?? { head, figures: [] };
    group.figures.push(definition?.heading ?? indicator);
    groups.set(head.join('\n'), group);
  }
  return {
    caption: `Figures that are owed: ${quality.owed.length.toLocaleString('en-GB')}`,
    columns: [
      ['Section', 4],
      ['Month', 1.8],
      ...(inside
        ? ([
            ['Whose they are', 3],
            ['Owed since', 2.6],
          ] as const)
        : []),
      ['Figures', 10],
    ],
    rows: [...groups.values()].map(({ head, figures }) => wordsRow([...head, `${figures.join('; ')}.`])),
    none: 'No figure is owed.',
  };
}
