import { type Period, periodName, shortPeriodName } from '@vigil/calendar';
import { type SeriesChart, seriesChart } from '@vigil/charts';
import { describeTarget } from '@vigil/indicators';

import type { ShownMonth } from './digest-months.ts';
import {
  factLabel,
  isFact,
  isOver,
  labelOf,
  standingOf,
  titleOf,
  type Tone,
  tones,
  unanswered,
} from './digest-news.ts';
import { responseWords, statusWords } from './digest-notes.ts';
import type { ShownItem } from './digest-shown.ts';
import {
  benchmarkWords,
  changeWords,
  figureWords,
  lastMissWords,
  laterWords,
  sinceWords,
  sourceWords,
  verdictWords,
} from './figure-words.ts';
import { oneLine } from './headers.ts';

/** One figure in plain words, in the order in which they are read. */
export interface BlockModel {
  readonly tone: Tone;
  /** 'Target missed · sixth month running' */
  readonly label: string;
  readonly heading: string;
  /** '27 %' */
  readonly figure: string;
  /** What the figure is of: 'December 2020: 14 of 51 children, provisional'. */
  readonly basis: string;
  readonly target: string | null;
  readonly facts: readonly Row[];
  readonly chart: ChartModel | null;
  /** What the chart shows, oldest first; none without a chart. */
  readonly months: readonly MonthRow[];
  readonly notes: readonly Row[];
}

export interface ChartModel {
  readonly drawn: SeriesChart;
  /** In CSS pixels. */
  readonly height: number;
  readonly cid: string;
  readonly filename: string;
}

interface Row {
  readonly label: string;
  readonly text: string;
  /** What is to be typed, a line each. */
  readonly command?: string;
  /** It explains; the others are to be acted upon. */
  readonly aside?: boolean;
}

interface MonthRow {
  /** 'Dec 2020' */
  readonly month: string;
  /** 'Dec'; with its year where that begins. */
  readonly brief: string;
  readonly figure: string;
  readonly counts: string;
  readonly verdict: string;
  /** What sets it apart from the judged month. */
  readonly mark: string;
}

export interface BlockOptions {
  readonly messageId: string;
  /** Whom a reply reaches. */
  readonly replyTo?: string | undefined;
}

/**
 * Newly opened news is told in full; what is known already, and good news, in brief.
 *
 * @param place of the block in the mail, from 1
 */
export function blockModel(item: ShownItem, place: number, { messageId, replyTo }: BlockOptions): BlockModel {
  const { definition, now, news } = item;
  const over = news.every(isOver);
  const inFull = !over && news.some(({ kind }) => kind !== 'continued');
  const beside = inFull || news.some(({ rule }) => rule === 'worse-than-neighbours');
  const openTold = news.some(({ rule }) => rule === 'about-to-miss');
  const drawn = over ? null : chartOf(item);
  const told = newsRows(item);
  const name = `${place}-${definition.id}`;
  return {
    tone: tones[standingOf(item)],
    label: labelOf(item),
    heading: headingOf(item),
    figure: figureWords(now),
    basis: basisOf(item),
    target: now.target && describeTarget(now.target, definition.unit),
    facts: [
      ...told.first,
      ...row(factLabel(item, 'moved', 'Change'), changeWords(item)),
      ...row(factLabel(item, 'worse-than-neighbours', 'Benchmark'), beside ? benchmarkWords(item) : null),
      ...row(factLabel(item, 'missed-running', 'How long'), over ? lastMissWords(item) : sinceWords(item)),
      ...told.others,
    ],
    chart: drawn && {
      drawn,
      height: inFull ? 260 : 200,
      cid: `${name}.${messageId.replaceAll(/[<>]/g, '')}`,
      filename: `${name}.png`,
    },
    months: drawn === null ? [] : monthRows(item, drawn),
    notes: [
      ...aside('What it counts', inFull ? definition.meaning : null),
      ...aside('On the benchmark', inFull ? sourceWords(item) : null),
      ...row('Overdue and due', over || openTold ? null : item.open),
      ...aside('Status', inFull || now.figure.status === 'provisional' ? statusWords(item) : null),
      ...row('Since then', laterWords(item).join(' ')),
      ...row('Response', item.response && responseWords(item.response)),
      ...answerRows(item, replyTo),
    ],
  };
}

export function headingOf({ definition, now }: Pick<ShownItem, 'definition' | 'now'>): string {
  const { member } = now.figure;
  return oneLine(member === null ? definition.heading : `${definition.heading}: ${member}`);
}

function basisOf({ now }: ShownItem): string {
  const provisional = now.figure.status === 'provisional' ? ['provisional'] : [];
  const after = [...(now.counts === null ? [] : [now.counts]), ...provisional].join(', ');
  return `${periodName(now.figure.period)}${after === '' ? '' : `: ${after}`}`;
}

/** What the facts of the figure do not say of its news; under the name of the rule, unless that stands above. */
function newsRows(item: ShownItem): { readonly first: readonly Row[]; readonly others: readonly Row[] } {
  const rows = item.news.map((one, index) =>
    isFact(one, item) ? [] : row(index === 0 ? 'Why' : titleOf(one).join(' · '), one.words),
  );
  return { first: rows.slice(0, 1).flat(), others: rows.slice(1).flat() };
}

/** How to answer the alerts of the figure that want an answer. */
function answerRows(item: ShownItem, replyTo: string | undefined): readonly Row[] {
  const alerts = unanswered(item).map(({ alert }) => alert);
  if (alerts.length === 0) return [];
  const text = `${replyTo === undefined ? 'Have' : 'Reply to this e-mail, or have'} your analyst type`;
  return [{ label: 'Acknowledge', text, command: `vigil acknowledge ${alerts.join(' ')} --comment "…"` }];
}

function chartOf({ definition, months, period, limits, benchmark }: ShownItem): SeriesChart {
  const mean = benchmark?.neighbours?.statisticalNeighbourMean ?? null;
  return seriesChart({
    definition,
    series: months,
    period,
    limits,
    benchmarks: mean === null ? [] : [{ name: 'Statistical neighbours', value: mean }],
  });
}

/** The chart in words. */
function monthRows({ months, now }: ShownItem, { points }: SeriesChart): readonly MonthRow[] {
  const first = points[0]?.period ?? now.figure.period;
  return months
    .filter(({ figure }) => figure.period >= first)
    .map((month, index) => ({
      month: shortPeriodName(month.figure.period),
      brief: briefly(month.figure.period, index === 0),
      mark: markOf(month, now),
      figure: figureWords(month),
      counts: month.counts ?? '',
      verdict: verdictWords(month),
    }));
}

function briefly(period: Period, first: boolean): string {
  const name = shortPeriodName(period);
  return first || period.endsWith('-01') ? name : name.slice(0, -5);
}

function markOf({ figure }: ShownMonth, now: ShownMonth): string {
  const marks = [
    ...(figure.status === 'provisional' ? ['provisional'] : []),
    ...(figure.origin === now.figure.origin ? [] : [figure.origin]),
  ];
  return marks.join(', ');
}

function aside(label: string, text: string | null): readonly Row[] {
  return row(label, text).map((one) => ({ ...one, aside: true }));
}

function row(label: string, text: string | null): readonly Row[] {
  return text === null || text === '' ? [] : [{ label, text }];
}
