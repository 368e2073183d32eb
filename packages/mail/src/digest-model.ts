import type { Digest } from '@vigil/alerts';
import { dateName, periodName } from '@vigil/calendar';
import type { DisclosureRule } from '@vigil/disclosure';
import { describeTarget } from '@vigil/indicators';

import { type BlockModel, blockModel, type BlockOptions, headingOf } from './digest-block.ts';
import { labelOf, type Standing, standingOf } from './digest-news.ts';
import { disclosureWords } from './digest-notes.ts';
import { type ShownItem, shownItem } from './digest-shown.ts';
import { oneLine } from './headers.ts';
import type { LetterModel } from './letter.ts';
import { counted, listed } from './wording.ts';

/** A digest in plain sentences. HTML and text are two renderings of it, so neither can say what the other does not. */
export interface DigestModel extends LetterModel {
  /** One line a figure where there are several; empty where the figure itself is seen at once. */
  readonly summary: readonly SummaryLine[];
  readonly blocks: readonly BlockModel[];
}

interface SummaryLine extends Pick<BlockModel, 'figure' | 'tone'> {
  readonly words: string;
}

export function digestModel(
  digest: Digest,
  { disclosure, ...options }: BlockOptions & { disclosure: DisclosureRule },
): DigestModel {
  const authority = oneLine(digest.authority.name);
  const services = digest.services.map(({ name, title }) => ({ name: oneLine(name), title: oneLine(title) }));
  const items = digest.items.map((item) => shownItem(item, disclosure));
  const blocks = items.map((item, index) => blockModel(item, index + 1, options));
  return {
    subject: subjectOf(items),
    title: titleOf(items),
    introduction: `${authority}, ${listed(services.map(({ name }) => name))}, as at ${dateName(digest.asAt)}.`,
    summary: items.length < 2 ? [] : blocks.map(summaryLine),
    blocks,
    footer: [
      `You receive this as ${listed(services.map(({ name, title }) => `${title} (${name})`))} at ${authority}.`,
      'Vigil reads the case-management extracts each night, and writes when a figure needs your attention or needs it ' +
        'no more.',
      ...disclosureWords(disclosure),
    ],
  };
}

function summaryLine({ figure, tone, heading, label, target }: BlockModel): SummaryLine {
  const asked = target === null ? '' : ` (target ${target})`;
  return { figure, tone, words: `${heading}${asked}: ${label}.` };
}

/** '27 %, target 84 %: Initial child protection conferences held within 15 working days (December 2020), and 3 more' */
function subjectOf(items: readonly ShownItem[]): string {
  const [worst] = items;
  if (worst === undefined) throw new Error('a digest without items has nothing to say and is not sent');
  const { now, definition } = worst;
  const month = periodName(now.figure.period);
  const heading = headingOf(worst);
  const target = now.target && describeTarget(now.target, definition.unit).replace(/^at (least|most) /, '');
  const first =
    now.rag === 'red' && target !== null
      ? `${now.shown}, target ${target}: ${heading} (${month})`
      : `${labelOf(worst)}: ${heading} (${now.shown} in ${month})`;
  return oneLine(`${first}${items.length === 1 ? '' : `, and ${items.length - 1} more`}`);
}

/** '4 figures off target (1 newly), 2 to look at, 1 back on target' */
function titleOf(items: readonly ShownItem[]): string {
  const of = (...standings: readonly Standing[]) => items.filter((item) => standings.includes(standingOf(item))).length;
  const [off, newly] = [of('newly off', 'off', 'still off'), of('newly off')];
  const groups = [
    [off, newly === off ? 'newly off target' : `off target${newly === 0 ? '' : ` (${newly} newly)`}`],
    [of('to watch', 'to check'), 'to look at'],
    [of('back'), 'back on target'],
    [of('over'), 'no longer to look at'],
  ] as const;
  return groups
    .filter(([count]) => count > 0)
    .map(([count, words], index) => `${index === 0 ? counted(count, 'figure') : String(count)} ${words}`)
    .join(', ');
}
