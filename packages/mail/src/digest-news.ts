import { type DigestNews, endsAlert, isToldAgain, type RuleName, ruleTitles } from '@vigil/alerts';
import { periodName } from '@vigil/calendar';

import type { ShownItem } from './digest-shown.ts';
import { runWords } from './figure-words.ts';

/** What a figure comes to for its reader; it decides the colour of its block, and how the digest is summed up. */
export type Standing =
  /** Off target, and was not the month before. */
  | 'newly off'
  /** Off target for longer, and told for the first time: a first load of history does. */
  | 'off'
  /** Off target, as is known. */
  | 'still off'
  /** Something has been noticed of it. */
  | 'to watch'
  /** Something has been noticed of its data. */
  | 'to check'
  | 'back'
  /** What was said of it holds no longer. */
  | 'over';

const ofData: ReadonlySet<RuleName> = new Set(['value-missing', 'restated', 'quarantined', 'constant']);

export function standingOf({ news, now, missesRunning }: ShownItem): Standing {
  if (news.every(isOver)) return news.some(({ reason }) => reason === 'target met') ? 'back' : 'over';
  if (now.rag !== 'red') return news.every(({ rule }) => ofData.has(rule)) ? 'to check' : 'to watch';
  const isNew = news.some(({ rule, kind }) => rule === 'target-missed' && (kind === 'opened' || kind === 'corrected'));
  if (!isNew) return 'still off';
  return missesRunning <= 1 ? 'newly off' : 'off';
}

export const tones = {
  'newly off': 'red',
  off: 'red',
  'still off': 'red',
  'to watch': 'amber',
  'to check': 'grey',
  back: 'green',
  over: 'grey',
} as const satisfies Record<Standing, string>;

export type Tone = (typeof tones)[Standing];

/**
 * What stands above the figure: 'Target missed · sixth month running', 'Correction · Back on target'; 'About to miss its
 * target · January 2021' where that is not the month of the figure.
 */
export function labelOf(item: ShownItem): string {
  const [worst] = item.news;
  if (worst === undefined) throw new Error(`the item for ${item.definition.id} has no news`);
  const run = worst.rule === 'target-missed' && !isOver(worst) ? runWords(item) : null;
  const when = worst.period === item.period ? run : periodName(worst.period);
  return [...titleOf(worst), ...(when === null ? [] : [when])].join(' · ');
}

/** How a piece of news is called: the title of its rule, and what is new about it. */
export function titleOf({ rule, kind, reason }: DigestNews): string[] {
  const title = rule === 'target-missed' && reason === 'target met' ? 'Back on target' : ruleTitles[rule];
  switch (kind) {
    case 'corrected':
      return ['Correction', title];
    case 'escalated':
      return ['Nobody has answered', title];
    case 'no-data':
      return [title, 'no figure now'];
    case 'withdrawn':
      return [title, reason === 'target withdrawn' ? 'target withdrawn' : 'withdrawn'];
    case 'recovered':
      return reason === 'target met' ? [title] : [title, 'no longer'];
    case 'continued':
      return reason === 'worse than when it was acknowledged' ? [title, reason] : [title];
    case 'opened':
    case 'pending':
    case 'acknowledged':
      return [title];
  }
}

/** Rules that a fact of the figure speaks for. */
export type FactRule = Extract<RuleName, 'target-missed' | 'missed-running' | 'moved' | 'worse-than-neighbours'>;

const factRules: ReadonlySet<RuleName> = new Set<FactRule>([
  'target-missed',
  'missed-running',
  'moved',
  'worse-than-neighbours',
]);

/** Whether the facts of the figure say all there is to a piece of news. */
export function isFact({ rule, kind, reason, period }: DigestNews, item: ShownItem): boolean {
  if (kind === 'recovered') return reason === 'target met';
  const told = kind === 'opened' || kind === 'continued' || kind === 'escalated';
  // A run that still goes on is told of as it is now.
  const asItIs = period === item.period || (rule === 'missed-running' && item.missesRunning > 1);
  return told && factRules.has(rule) && asItIs;
}

/** What a fact is called: by the rule that it speaks for, unless that stands above the figure already. */
export function factLabel(item: ShownItem, rule: FactRule, plain: string): string {
  const one = item.news.slice(1).find((news) => news.rule === rule && isFact(news, item));
  return one === undefined ? plain : titleOf(one).join(' · ');
}

/** What is to be answered: what would be told again and, where there is no such news, the first of the others. */
export function unanswered({ news }: ShownItem): readonly DigestNews[] {
  const open = news.filter((one) => !isOver(one) && one.rule !== 'restated');
  const again = open.filter(({ rule }) => isToldAgain(rule));
  return again.length === 0 ? open.slice(0, 1) : again;
}

export function isOver({ reason }: DigestNews): boolean {
  return endsAlert(reason);
}
