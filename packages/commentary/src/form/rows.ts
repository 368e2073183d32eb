import { type Period, periodName } from '@vigil/calendar';
import { type Place, placeNames, places } from '@vigil/indicators';
import { nameOf, type Word, type WordKind } from '../word.ts';
import { formColumns, type FormColumn, type FormRow } from './columns.ts';

/** An indicator's figure of the month, as it stands beside what is written of it. */
export interface FigureInForm {
  readonly indicator: string;
  readonly heading: string;
  /** The list that it stands in. */
  readonly place: Place | null;
  /** '27 %' */
  readonly value: string;
  /** 'at least 84 %' */
  readonly target: string;
  /** 'Decrease, worse' */
  readonly change: string;
  /** The sentence that Vigil would write; empty where there is none. */
  readonly suggestion: string;
}

export interface WordInForm extends Word {
  readonly carriedFrom: Period | null;
}

/**
 * The form for a month: what is said of it and what is carried over as a draft, and rows to be filled in for each
 * indicator that stands in a list and of which nothing is said: a commentary, and where it is to do better a response.
 * First the headlines, then indicator by indicator, list by list, then the improvement plan and the notices.
 *
 * @param figures those that the month has, in the order of the pack
 * @param sayWhen how the time of a word is shown
 */
export function formRows(
  words: readonly WordInForm[],
  figures: readonly FigureInForm[],
  period: Period,
  sayWhen: (at: Date) => string,
): readonly FormRow[] {
  const byList = [...places, null].flatMap((place) => figures.filter((one) => one.place === place));
  const shown = new Map(byList.map((figure) => [figure.indicator, figure]));
  const rowOf = (word: WordInForm) => ({ ...wordRow(word, shown.get(word.subject), sayWhen), period });
  const said = new Map(words.map((word) => [nameOf(word), word]));
  const named = (kind: WordKind) =>
    words
      .filter((word) => word.kind === kind)
      .toSorted((one, other) => placeNumber(one) - placeNumber(other))
      .map(rowOf);
  const onIndicators = words.filter(({ kind }) => (kinds as readonly WordKind[]).includes(kind));
  return [
    ...named('headline'),
    ...byList.flatMap((figure) =>
      kinds.flatMap((kind) => {
        const word = said.get(nameOf({ kind, subject: figure.indicator }));
        if (word) return [rowOf(word)];
        return isAskedFor(kind, figure) ? [emptyRow(kind, figure, period)] : [];
      }),
    ),
    ...onIndicators.filter(({ subject }) => !shown.has(subject)).map(rowOf),
    ...named('plan'),
    ...named('notice'),
  ];
}

/** Of these the subject is an indicator. */
const kinds = ['judgement', 'commentary', 'response'] as const;

function placeNumber({ place }: Word): number {
  return place === null ? places.length : places.indexOf(place);
}

/** The pack prints a response where something is to be done better (H2). */
function isAskedFor(kind: WordKind, { place }: FigureInForm): boolean {
  return kind === 'commentary' ? place !== null : kind === 'response' && place === 'do-better';
}

const empty = Object.fromEntries(formColumns.map((column) => [column, ''])) as Record<FormColumn, string>;

function emptyRow(kind: WordKind, figure: FigureInForm, period: Period): FormRow {
  return { ...empty, period, kind, subject: figure.indicator, ...shownOf(kind, figure) };
}

function wordRow(word: WordInForm, figure: FigureInForm | undefined, sayWhen: (at: Date) => string): FormRow {
  const { kind, subject, place, indicators, text, evidence, owner, due, state, forPublic, carriedFrom, author, at } =
    word;
  const onIndicator = (kinds as readonly WordKind[]).includes(kind);
  return {
    ...empty,
    ...(figure && onIndicator && shownOf(kind, figure)),
    // Where somebody has found words of their own, one slip must not put Vigil's in their place.
    ...(carriedFrom === null && { suggestion: '' }),
    kind,
    subject,
    place: place ?? '',
    indicators: onIndicator ? '' : indicators.join('; '),
    text,
    evidence: evidence ?? '',
    owner: owner ?? '',
    due: due ?? '',
    state,
    public: kind === 'judgement' ? '' : forPublic ? 'yes' : 'no',
    ...monthBefore(carriedFrom),
    author,
    at: sayWhen(at),
  };
}

function monthBefore(period: Period | null): Partial<FormRow> {
  const name = period === null ? '' : periodName(period);
  return { 'carried from': name };
}

function shownOf(kind: WordKind, figure: FigureInForm): Partial<FormRow> {
  const { heading, place, value, target, change, suggestion } = figure;
  return {
    heading,
    list: place === null ? '' : placeNames[place],
    value,
    target,
    change,
    suggestion: kind === 'commentary' ? suggestion : '',
  };
}
