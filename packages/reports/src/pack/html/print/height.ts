import type { ListEntry, ListsBody, PackPage } from '@vigil/pack';
import { indicatorHeight } from './indicator.ts';
import { paper } from './paper.ts';
import { chartsHeight } from './small-charts.ts';
import { tableHeight } from './table.ts';
import { lineHeight, stacked, textHeight, type Type } from './type.ts';

const kickerLine: Type = { size: 9.5, leading: 1.22 };
const title: Type = { size: 20, leading: 1.15, bold: true };
const listTitle: Type = { size: 13, leading: 1.2, bold: true };
const body: Type = { size: 10, leading: 1.22 };
const entry: Type = { ...body, bold: true };
const reason: Type = { size: 8.5, leading: 1.22 };
const fine: Type = { size: 7.5, leading: 1.22 };
const stampLine: Type = { size: 6.8, leading: 1.22 };
const pageNumber: Type = { size: 8.5, leading: 1.22 };

/** What kicker, heading, stamp and foot take of a page, in millimetres, as `print.css` sets them. */
export function frameHeight({ kicker, heading, stamp }: PackPage): number {
  const above = kicker === null ? 0 : lineHeight(kickerLine) + 1;
  const below = textHeight(stamp, paper.width, stampLine) + lineHeight(pageNumber);
  return above + textHeight(heading, paper.width, title) + 3.5 + 4.4 + below;
}

/** How high a body comes out at that width; there is no browser here to ask. */
export function bodyHeight({ body: of }: PackPage, width: number): number {
  switch (of.kind) {
    case 'lists':
      return introductionHeight(of.introduction, width) + listsHeight(of, width);
    case 'indicator':
      return indicatorHeight(of, width);
    case 'tables': {
      const tables = of.tables.map((table) => tableHeight(table, width));
      return introductionHeight(of.introduction, width) + stacked(tables, 5);
    }
    case 'charts':
      return introductionHeight(of.introduction, width) + chartsHeight(of.charts.length, width);
  }
}

function introductionHeight(introduction: readonly string[], width: number): number {
  const lines = introduction.map((line) => textHeight(line, 0.82 * width, body));
  return lines.length === 0 ? 0 : 3.5 + stacked(lines, 1.4);
}

/** The longest of them. */
function listsHeight({ lists }: ListsBody, width: number): number {
  const own = (width - 9 * (lists.length - 1)) / lists.length - 3.5;
  const heights = lists.map(
    (list) =>
      8 + textHeight(list.title, own - 5, listTitle) + stacked(list.entries.map((one) => entryHeight(one, own))),
  );
  return Math.max(0, ...heights);
}

function entryHeight({ text, reason: why, note, links }: ListEntry, width: number): number {
  return (
    3 +
    textHeight(text, width, entry) +
    (why === '' ? 0 : 0.6 + textHeight(why, width, reason)) +
    (note === null ? 0 : textHeight(note, width, fine)) +
    stacked(links.map((link) => 0.6 + textHeight(`${link.text}, page 00`, width, reason)))
  );
}
