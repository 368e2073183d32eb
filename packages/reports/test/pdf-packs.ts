import type { Pack, PackPage, PackTable } from '@vigil/pack';
import { aPack } from '../../pack/test/a-pack.ts';

/** What could be taken for markup, or has no place in a typeface. */
export const awkward = [
  '#panic("no")',
  '$ x^2 $',
  '*not bold*',
  '_not slanted_',
  '@nobody',
  '<page-overview>',
  '\\ and \\n',
  '// not a comment /* nor this */',
  '= no heading',
  '`raw`',
  'Ŵyn y Môr, tŷ',
  'https://example.org/a-very-long-address/that-goes-on/and-on/and-on/without-an-end',
  'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch',
] as const;

/** A pack with such texts wherever there is text. */
export function awkwardPack(): Pack {
  const pack = aPack({});
  const text = awkward.join(' ');
  const cell = { text };
  const table: PackTable = {
    caption: text,
    columns: [
      { title: text, width: 1, align: 'left' },
      { title: text, width: 1, align: 'right' },
    ],
    rows: [{ cells: [cell, { ...cell, page: 'lists' }], notes: [text] }],
  };
  const page = (id: string, body: PackPage['body']): PackPage => ({
    id,
    kicker: text,
    heading: text,
    stamp: text,
    body,
  });
  return {
    ...pack,
    title: text,
    foot: text,
    pages: [
      page('lists', {
        kind: 'lists',
        introduction: [text],
        lists: [
          {
            place: 'watch',
            title: text,
            entries: [{ text, reason: text, note: text, links: [{ page: 'tables', text }] }],
          },
        ],
      }),
      page('tables', { kind: 'tables', introduction: [text], tables: [table] }),
    ],
  };
}

/** With several times more on every page than there is room for. */
export function overlongPack(): Pack {
  const pack = aPack({});
  return { ...pack, pages: pack.pages.map((page) => ({ ...page, body: overlong(page.body) })) };
}

function overlong(body: PackPage['body']): PackPage['body'] {
  switch (body.kind) {
    case 'lists':
      return { ...body, lists: body.lists.map((list) => ({ ...list, entries: repeated(list.entries, 12) })) };
    case 'indicator':
      return { ...body, remarks: Array.from({ length: 30 }, (_, index) => aRemark(index + 1)) };
    case 'tables':
      return { ...body, tables: body.tables.map((table) => ({ ...table, rows: repeated(table.rows, 30) })) };
    case 'charts':
      return { ...body, charts: repeated(body.charts, 30) };
  }
}

function aRemark(number: number) {
  const text = `Remark ${String(number)}: the panel to review cases over 12 months will begin in January, and it is assessed that this will begin to have an impact.`;
  return { title: 'Commentary', text, whose: null, note: null };
}

function repeated<Item>(items: readonly Item[], count: number): readonly Item[] {
  return Array.from({ length: count }, (_, index) => items[index % items.length]!);
}

/** Signs that the typeface does not have, in words and in a chart. */
export function packInOtherScripts(): Pack {
  const pack = aPack({});
  return {
    ...pack,
    title: 'Children 👍🏽 漢字',
    pages: pack.pages.map((page) => ({
      ...page,
      heading: `${page.heading} 👍🏽`,
      body:
        page.body.kind === 'indicator' && page.body.chart !== null
          ? {
              ...page.body,
              chart: {
                ...page.body.chart,
                points: page.body.chart.points.map((point) => ({ ...point, label: `${point.label} 漢😀` })),
              },
            }
          : page.body,
    })),
  };
}

/** As many pages as a month's pack of a whole authority, and 35 large charts. */
export function fullPack(): Pack {
  const pack = aPack({});
  const indicators = pack.pages.filter(({ body }) => body.kind === 'indicator' && body.chart !== null);
  const others = pack.pages.filter((page) => !indicators.includes(page));
  const more = (pages: readonly PackPage[], count: number) =>
    Array.from({ length: count }, (_, index): PackPage => {
      const page = pages[index % pages.length]!;
      return { ...page, id: `${page.id}-${String(index)}`, heading: `${page.heading} (${String(index)})` };
    });
  const added = more(indicators, 35 - indicators.length);
  return { ...pack, pages: [...pack.pages, ...added, ...more(others, 60 - pack.pages.length - added.length)] };
}

/** All that is to be read on a page. */
export function wordsOf({ kicker, heading, body, stamp }: PackPage): readonly string[] {
  return [...(kicker === null ? [] : [kicker]), heading, ...wordsIn(body), stamp];
}

function wordsIn(body: PackPage['body']): readonly string[] {
  switch (body.kind) {
    case 'lists':
      return [
        ...body.introduction,
        ...body.lists.flatMap(({ title, entries }) => [
          title,
          ...entries.flatMap(({ text, reason, note, links }) => [
            text,
            reason,
            ...(note === null ? [] : [note]),
            ...links.map((link) => link.text),
          ]),
        ]),
      ];
    case 'indicator':
      return [
        body.meaning,
        ...[body.code, body.now.counts].flatMap((text) => text ?? []),
        body.now.value,
        body.now.words,
        ...body.now.icons.map(({ words }) => words),
        ...body.benchmarks.flatMap(({ name, value, year }) => [name, value, ...(year === null ? [] : [year])]),
        ...body.benchmarkNotes,
        ...(body.benchmarkLink === null ? [] : [body.benchmarkLink.text]),
        ...body.notes,
        ...body.remarks.flatMap(({ title, text, whose, note }) => [title, text, whose ?? '', note ?? '']),
        ...wordsInTable(body.months),
      ];
    case 'tables':
      return [...body.introduction, ...body.tables.flatMap(wordsInTable)];
    case 'charts':
      return [...body.introduction, ...body.charts.map(({ heading }) => heading)];
  }
}

function wordsInTable({ caption, columns, rows }: PackTable): readonly string[] {
  return [
    caption,
    ...columns.map(({ title }) => title),
    ...rows.flatMap(({ cells, notes }) => [...cells.map(({ text }) => text), ...notes]),
  ];
}
