import { type Digest, type DigestItem, judgedFigure } from '@vigil/alerts';
import { dateName, periodName } from '@vigil/calendar';
import { describeTarget, type JudgedFigure } from '@vigil/indicators';

import {
  changeWords,
  countWords,
  figureWords,
  lastMissWords,
  laterWords,
  monthWords,
  recentMonths,
  runWords,
  sourceWords,
  statusWords,
  verdictWords,
} from './figure-words.ts';
import { oneLine } from './headers.ts';
import { counted, listed } from './wording.ts';

/** How many months the table of a figure shows, up to the judged one. */
const tableMonths = 7;

/** A digest in plain sentences. HTML and text are two renderings of it, so neither can say what the other does not. */
export interface DigestModel {
  subject: string;
  title: string;
  introduction: string;
  /** One line an item where there are several; empty where the item itself is seen at once. */
  summary: readonly string[];
  items: readonly ItemModel[];
  footer: readonly string[];
  publicUrl: string | null;
}

export interface ItemModel {
  tone: 'red' | 'green' | 'grey';
  kind: string;
  heading: string;
  figure: string;
  /** What the figure is of: 'December 2020: 14 of 51'. */
  basis: string;
  target: string;
  sentences: readonly string[];
  table: { caption: string; columns: readonly string[]; rows: readonly RowModel[] };
  notes: readonly { label: string; text: string }[];
}

interface RowModel {
  cells: readonly string[];
  verdict: string;
  tone: JudgedFigure['rag'];
  judged: boolean;
}

export interface ModelOptions {
  /** Whom a reply reaches. */
  replyTo?: string;
  /** Where the pages of Vigil are; without it a mail carries no link. */
  publicUrl?: string;
}

export function digestModel(digest: Digest, { replyTo, publicUrl }: ModelOptions = {}): DigestModel {
  const authority = oneLine(digest.authority.name);
  const services = digest.services.map(({ name, title }) => ({ name: oneLine(name), title: oneLine(title) }));
  const items = digest.items.map(itemModel);
  return {
    subject: subjectOf(digest.items),
    title: titleOf(digest.items),
    introduction: `${authority}, ${listed(services.map(({ name }) => name))}, as at ${dateName(digest.asAt)}.`,
    summary:
      items.length < 2 ? [] : digest.items.map((item) => `${headingOf(item)}: ${shortly(item)}; ${outcomeOf(item)}.`),
    items,
    footer: [
      `You receive this as ${listed(services.map(({ name, title }) => `${title} (${name})`))} at ${authority}.`,
      'Vigil reads the case-management extracts each night. It writes once for each month in which a figure misses ' +
        'its target, and when the target is met again.',
      ...(replyTo === undefined ? [] : [`Questions? Reply to this e-mail; it reaches ${replyTo}.`]),
    ],
    publicUrl: publicUrl ?? null,
  };
}

function itemModel(item: DigestItem): ItemModel {
  const { definition } = item;
  const judged = judgedFigure(item);
  const counts = countWords(definition, judged);
  return {
    tone: toneOf(item),
    kind: kindOf(item),
    heading: headingOf(item),
    figure: figureWords(definition, judged),
    basis: `${periodName(item.period)}${counts === null ? '' : `: ${counts}`}`,
    target: judged.target === null ? 'no target' : describeTarget(judged.target, definition.unit),
    sentences: sentencesOf(item),
    table: tableOf(item, judged),
    notes: [
      { label: 'What it counts', text: definition.meaning },
      { label: 'Status', text: statusWords(item) },
      { label: 'Source', text: sourceWords(item) },
    ],
  };
}

function sentencesOf(item: DigestItem): string[] {
  const change = changeWords(item);
  const later = laterWords(item);
  if (item.kind !== 'recovered') return [runWords(item), ...(change === null ? [] : [change]), ...later];
  if (isWithdrawn(item)) {
    return ['This figure has no target any more, so Vigil stops writing about it.', ...later];
  }
  const lastMiss = lastMissWords(item);
  const restated = item.reason === 'target met after the figure was restated';
  return [
    ...(restated ? [`The figure for ${periodName(item.period)} was corrected and now meets its target.`] : []),
    ...(change === null ? [] : [change]),
    ...(lastMiss === null ? [] : [lastMiss]),
    ...later,
  ];
}

function tableOf({ definition, series, period }: DigestItem, judged: JudgedFigure): ItemModel['table'] {
  const months = recentMonths(series, period, tableMonths);
  const share = definition.unit === 'percent' && months.some((month) => countWords(definition, month) !== null);
  return {
    caption: `The last ${counted(months.length, 'month')}`,
    columns: ['Month', 'Figure', ...(share ? ['Counted'] : []), 'Target'],
    rows: months.map((month) => ({
      cells: [
        monthWords(month, judged),
        figureWords(definition, month),
        ...(share ? [countWords(definition, month) ?? '–'] : []),
      ],
      verdict: verdictWords(month),
      tone: month.rag,
      judged: month === judged,
    })),
  };
}

function toneOf(item: DigestItem): ItemModel['tone'] {
  if (item.kind !== 'recovered') return 'red';
  return isWithdrawn(item) ? 'grey' : 'green';
}

function kindOf(item: DigestItem): string {
  if (item.kind === 'opened') return isFirstMiss(item) ? 'New: target missed' : 'Target missed: first notice';
  if (item.kind === 'continued') return 'Continues: target missed again';
  return isWithdrawn(item) ? 'Ended: target withdrawn' : 'Back on target';
}

/** Whether what is told for the first time is new itself: a first load of history tells of misses that are not. */
function isFirstMiss({ missesRunning }: DigestItem): boolean {
  return missesRunning <= 1;
}

/** The alert ended because there is nothing to miss any more: that is no recovery. */
function isWithdrawn({ kind, reason }: DigestItem): boolean {
  return kind === 'recovered' && reason === 'target withdrawn';
}

/** What a line of the summary ends with. */
function outcomeOf(item: DigestItem): string {
  if (item.kind === 'opened') return isFirstMiss(item) ? 'newly missed' : 'missed, first notice';
  if (item.kind === 'continued') return 'missed again';
  return isWithdrawn(item) ? 'no longer watched' : 'met again';
}

function headingOf({ definition, series }: DigestItem): string {
  const member = series[0]?.figure.member ?? null;
  return oneLine(member === null ? definition.heading : `${definition.heading}: ${member}`);
}

/** '27 % in December 2020, target at least 84 %' */
function shortly(item: DigestItem): string {
  const { definition, period } = item;
  const judged = judgedFigure(item);
  const target =
    judged.target === null ? 'target withdrawn' : `target ${describeTarget(judged.target, definition.unit)}`;
  return `${figureWords(definition, judged)} in ${periodName(period)}, ${target}`;
}

function subjectOf(items: readonly DigestItem[]): string {
  const [worst] = items;
  if (worst === undefined) throw new Error('a digest without items has nothing to say and is not sent');
  const more = items.length === 1 ? '' : `, and ${items.length - 1} more`;
  const back = worst.kind === 'recovered' && !isWithdrawn(worst) ? 'Back on target: ' : '';
  return oneLine(`${back}${headingOf(worst)}: ${shortly(worst)}${more}`);
}

/** '2 figures newly off target, 1 back on target' */
function titleOf(items: readonly DigestItem[]): string {
  const of = (test: (item: DigestItem) => boolean) => items.filter((item) => test(item)).length;
  const groups = [
    [of((item) => item.kind === 'opened' && isFirstMiss(item)), 'newly off target'],
    [of((item) => item.kind === 'opened' && !isFirstMiss(item)), 'off target'],
    [of(({ kind }) => kind === 'continued'), 'still off target'],
    [of((item) => item.kind === 'recovered' && !isWithdrawn(item)), 'back on target'],
    [of(isWithdrawn), 'no longer with a target'],
  ] as const;
  return groups
    .filter(([count]) => count > 0)
    .map(([count, words], index) => `${index === 0 ? counted(count, 'figure') : String(count)} ${words}`)
    .join(', ');
}
