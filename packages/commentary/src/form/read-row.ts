import { type Place, placeNames, places } from '@vigil/indicators';
import { type RemarkState, remarkStates } from '../remark.ts';
import { type Said, type WordKind, wordKinds } from '../word.ts';
import { dayIn, nameIn, placeIn, yesNoIn } from './cells.ts';
import type { FormColumn } from './columns.ts';

/** Characters; what is longer is not read by a board, and was pasted by mistake. */
const longest = { subject: 100, text: 4000, evidence: 1000, owner: 200 } as const;

/** What a row of a kind may have besides its text and state. */
const taken: Readonly<Record<WordKind, readonly FormColumn[]>> = {
  headline: ['place', 'indicators', 'public'],
  commentary: ['public'],
  response: ['owner', 'due', 'public'],
  plan: ['place', 'indicators', 'evidence', 'owner', 'due', 'public'],
  notice: ['indicators', 'public'],
  judgement: ['place'],
};
const optional = ['place', 'indicators', 'evidence', 'owner', 'due', 'public'] as const;

/** The indicator that is meant, by id or code, or the ids that come nearest. */
export type IndicatorMeant = (typed: string) => { readonly id: string } | { readonly nearest: readonly string[] };

/** Puts a finding on the list. */
export type Wrong = (column: FormColumn, expected: string) => void;

type Cell = (column: FormColumn) => string;

/** The word that a row says, without its month; null where it cannot be told which. What is wrong goes to `wrong`. */
export function readRow(cell: Cell, indicator: IndicatorMeant, wrong: Wrong): Omit<Said, 'period'> | null {
  const kind = wordKinds.find((one) => one === cell('kind').toLowerCase());
  if (kind === undefined) {
    wrong('kind', `one of ${wordKinds.join(', ')}`);
    return null;
  }
  const subject = subjectOf(kind, cell('subject'), indicator, wrong);
  const state = stateOf(cell('state'), wrong);
  const none = { kind, subject, indicators: [], place: null, evidence: null, owner: null, due: null, forPublic: false };
  // What it says no longer matters.
  if (state === 'withdrawn') return { ...none, state, text: '' };
  for (const column of optional) {
    if (cell(column) !== '' && !taken[kind].includes(column)) wrong(column, notTaken(kind, column));
  }
  const has = (column: FormColumn) => taken[kind].includes(column);
  return {
    ...none,
    state,
    text: textOf(kind, cell, wrong),
    indicators: has('indicators') ? indicatorsOf(cell('indicators'), indicator, wrong) : own(kind, subject),
    place: has('place') ? placeOf(cell('place'), wrong) : null,
    evidence: has('evidence') ? wordsOf('evidence', cell, wrong) : null,
    owner: has('owner') ? wordsOf('owner', cell, wrong) : null,
    due: has('due') ? dueOf(cell('due'), wrong) : null,
    forPublic: has('public') && isForPublic(cell('public'), wrong),
  };
}

/** Whose subject is an indicator speaks of it alone. */
function own(kind: WordKind, subject: string): readonly string[] {
  return isOnIndicator(kind) ? [subject] : [];
}

function isOnIndicator(kind: WordKind): boolean {
  return kind === 'commentary' || kind === 'response' || kind === 'judgement';
}

function notTaken(kind: WordKind, column: FormColumn): string {
  const nothing = `nothing: a ${kind} has none`;
  return column === 'place' ? `${nothing}; a row of kind judgement puts an indicator in a list` : nothing;
}

function subjectOf(kind: WordKind, typed: string, indicator: IndicatorMeant, wrong: Wrong): string {
  if (isOnIndicator(kind)) {
    const found = indicator(typed);
    if ('id' in found) return found.id;
    wrong('subject', unknownIndicator(found.nearest));
    return typed;
  }
  const name = nameIn(typed);
  if (name === '') wrong('subject', 'a name of your own to know it by, such as caseloads');
  if (name.length > longest.subject) wrong('subject', `at most ${String(longest.subject)} characters`);
  return name;
}

function unknownIndicator(nearest: readonly string[]): string {
  return `the id or code of an indicator; the nearest are ${nearest.join(', ')}`;
}

/** Whoever writes something stands by it, unless they say that it is a draft. */
function stateOf(typed: string, wrong: Wrong): RemarkState {
  const state = typed === '' ? 'accepted' : remarkStates.find((one) => one === typed.toLowerCase());
  if (state === undefined) wrong('state', `one of ${remarkStates.join(', ')}; empty is accepted`);
  return state ?? 'draft';
}

/** Whoever accepts a row without words of their own takes what Vigil suggests beside it. */
function textOf(kind: WordKind, cell: Cell, wrong: Wrong): string {
  const text = cell('text');
  const accepted = cell('state').toLowerCase() === 'accepted';
  if (text === '' && accepted && kind === 'commentary' && cell('suggestion') !== '') return cell('suggestion');
  if (text === '')
    wrong('text', kind === 'judgement' ? 'the reason' : 'what is to be said; state withdrawn takes it back');
  if (text.length > longest.text) wrong('text', tooLong('text', text));
  return text;
}

function wordsOf(column: 'evidence' | 'owner', cell: Cell, wrong: Wrong): string | null {
  const text = cell(column);
  if (text.length > longest[column]) wrong(column, tooLong(column, text));
  return text === '' ? null : text;
}

function tooLong(column: keyof typeof longest, text: string): string {
  const [most, there] = [longest[column], text.length].map((count) => count.toLocaleString('en-GB'));
  return `at most ${most!} characters; there are ${there!}`;
}

function indicatorsOf(typed: string, indicator: IndicatorMeant, wrong: Wrong): readonly string[] {
  const names = typed
    .split(/[;,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const ids = names.flatMap((name) => {
    const found = indicator(name);
    if ('id' in found) return [found.id];
    wrong('indicators', `ids or codes of indicators; nearest to ${name} are ${found.nearest.join(', ')}`);
    return [];
  });
  return [...new Set(ids)];
}

function placeOf(typed: string, wrong: Wrong): Place | null {
  const place = placeIn(typed);
  if (place === null) wrong('place', `one of ${places.map((one) => `${one} (${placeNames[one]})`).join(', ')}`);
  return place;
}

function dueOf(typed: string, wrong: Wrong): string | null {
  if (typed === '') return null;
  const due = dayIn(typed);
  if (due === null) wrong('due', 'a day, such as 31/01/2021 or 2021-01-31; what is no day stands in the text');
  return due;
}

function isForPublic(typed: string, wrong: Wrong): boolean {
  const said = yesNoIn(typed);
  if (said === null) wrong('public', 'yes or no; yes says that you have read it with the public in mind');
  return said === true;
}
