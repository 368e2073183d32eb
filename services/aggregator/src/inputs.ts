import { createHash } from 'node:crypto';
import type { IsoDate } from '@vigil/calendar';
import { asAtFunctionsDigest, type DeliveredColumns } from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';

/** Raised when figures come out otherwise although no definition has changed. */
const reckoning = 1;

/** What the figures of an indicator are made from, a population apart. */
export interface Inputs {
  readonly asAt: IsoDate;
  readonly calendarVersion: string;
  /** The mark of each list, as `listMarks` gives it. */
  readonly marks: ReadonlyMap<string, string>;
  /** The columns that came: without some there is no figure, without others no figure of a member. */
  readonly columns: DeliveredColumns;
}

/** The rule by which an indicator is computed, as a digest. How it is described may change without it. */
export function ruleDigest(definition: IndicatorDefinition): string {
  const { id, definitionVersion, cohort, unit, lists, measure, periods, history, needs } = definition;
  return digest([reckoning, id, definitionVersion, cohort, unit, lists, measure, periods, history, needs]);
}

/** Two computations with the same digest give the same figures of a month. */
export function inputsDigest(
  definition: IndicatorDefinition,
  { asAt, calendarVersion, marks, columns }: Inputs,
): string {
  return digest([
    ruleDigest(definition),
    asAtFunctionsDigest(),
    calendarVersion,
    definition.lists.map((list) => [list, marks.get(list) ?? null, columnsOf(list, columns)]),
    dependsOnDate(definition) ? asAt : null,
  ]);
}

/** What reported figures are published from: the list, and the indicators that it may speak of. */
export function reportedDigest(
  known: readonly Pick<IndicatorDefinition, 'id'>[],
  mark: string | null,
  forms: readonly { readonly id: string }[],
): string {
  // Without any it is what it was before there were forms: nothing is computed anew for them.
  const own = forms.length === 0 ? [] : [forms.map(({ id }) => id)];
  return digest([reckoning, known.map(({ id }) => id), mark, ...own]);
}

/** The columns that any of the newest files of a list has; null where that is not known of each. */
function columnsOf(list: string, delivered: DeliveredColumns): readonly string[] | null {
  const files = delivered.get(list) ?? [];
  const known = files.flatMap((columns) => (columns === null ? [] : [columns]));
  return known.length < files.length ? null : [...new Set(known.flat())].toSorted();
}

/**
 * Whether a rule looks at the as-at date itself, as companions do, and not only at the lists as they stood. Then its
 * figures are others every day.
 */
export function dependsOnDate({ cohort, lists }: Pick<IndicatorDefinition, 'cohort' | 'lists'>): boolean {
  const reading = new RegExp(String.raw`\b(?:${lists.join('|')})\s*\(\s*:as_at\s*\)`, 'gu');
  return /(?<!:):as_at\b/u.test((cohort ?? '').replaceAll(/--[^\n]*/gu, '').replaceAll(reading, ''));
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
