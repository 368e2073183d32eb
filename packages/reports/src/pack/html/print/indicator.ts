import type { IndicatorBody, PrintedRemark } from '@vigil/pack';
import { wide } from '../charts.ts';
import { tableHeight } from './table.ts';
import { stacked, textHeight, type Type } from './type.ts';

/** The column of the chart; a wider page has more room for words beside it. */
const left = 150;
const gutter = 8;
const gap = 4;
const chartHeight = (left * wide.height) / wide.width + 2;

const meaning: Type = { size: 10.5, leading: 1.22 };
const judged: Type = { size: 10, leading: 1.22, bold: true };
const words: Type = { size: 9.5, leading: 1.22 };
const note: Type = { size: 8.5, leading: 1.22 };
const whose: Type = { ...note, bold: true };
const fine: Type = { size: 7.5, leading: 1.22 };

export function indicatorHeight(body: IndicatorBody, width: number): number {
  const right = width - left - gutter;
  const notes = notesHeight(body);
  const [now, panel] = [nowHeight(body.now, right - 10) + gap, panelHeight(body, right)];
  const upper = body.chart === null ? Math.max(now + notes, panel) : Math.max(chartHeight + notes, now + panel);
  const above = textHeight(`${body.code ?? ''}   ${body.meaning}`, 0.82 * width, meaning) + gap;
  return above + upper + gap + tableHeight(body.months, width);
}

function nowHeight({ value, counts, words: judgement, icons }: IndicatorBody['now'], width: number): number {
  const figure = counts === null ? value : `${value}  ${counts}`;
  const large = { size: counts === null ? 26 : 18, leading: 1.2, bold: true };
  const lines = [judgement, ...icons.map((icon) => icon.words)];
  const marked = lines.map((line) => 1.1 + Math.max(4.6, textHeight(line, width - 8, judged)));
  return 5 + Math.max(10.6, textHeight(figure, width, large)) + stacked(marked);
}

function notesHeight({ notes, notesRunOn }: IndicatorBody): number {
  if (notesRunOn) return textHeight(notes.join(' '), left, fine);
  return stacked(notes.map((one) => 0.6 + textHeight(one, left - 4, note)));
}

/** Benchmarks, and what people say. */
function panelHeight({ benchmarks, benchmarkNotes, benchmarkLink, remarks }: IndicatorBody, width: number): number {
  const lines = benchmarks.length === 0 ? 0 : 5.2 + 4.7 * benchmarks.length;
  const about = benchmarkLink === null ? benchmarkNotes : [...benchmarkNotes, `${benchmarkLink.text}, page 00`];
  const notes = about.map((one) => 0.8 + textHeight(one, width, fine));
  return lines + stacked(notes) + stacked(remarks.map((remark) => remarkHeight(remark, width)));
}

function remarkHeight({ text, whose: owner, note: drafted }: PrintedRemark, width: number): number {
  const own = drafted === null ? width : width - 4;
  return (
    7.4 +
    (drafted === null ? 0 : textHeight(drafted, own, fine)) +
    textHeight(text, own, words) +
    (owner === null ? 0 : 0.7 + textHeight(owner, own, whose))
  );
}
