import { z } from 'zod';
import { cohortProblems, listsRead } from './cohort.ts';
import { type Populations, writtenOut } from './population.ts';

const units = ['percent', 'count', 'rate per 10,000', 'days', 'rate', 'cases per FTE'] as const;
const polarities = ['higher-is-better', 'lower-is-better', 'neutral'] as const;

/** What a figure is measured in. `rate` has a base of its own, which the meaning states. */
export type Unit = (typeof units)[number];
/** Which way is better; `neutral` for demand, which is neither. */
export type Polarity = (typeof polarities)[number];

/** Where the catalogue lies: one folder an indicator, named by its id. */
export const catalogueDirectory = new URL('../catalogue/', import.meta.url);

/** Where the populations lie that several cohorts count in: one file a population, named by it. */
export const populationsDirectory = new URL('../populations/', import.meta.url);

const sentence = z.string().regex(/^\S.*\.$/, 'expected one sentence that ends with a full stop');
const words = z.string().regex(/^\S(.*\S)?$/, 'expected words, without white space around them');

const listName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected the name of a list, such as contacts');
const columnName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected the name of a column, such as date_of_referral');

const definitionSchema = z.strictObject({
  title: words,
  heading: words,
  code: words.nullable().default(null),
  section: words,
  service: words.nullable().default(null),
  meaning: sentence,
  unit: z.enum(units),
  decimals: z.int().min(0).max(4),
  polarity: z.enum(polarities),
  counts: words.nullable().default(null),
  measure: z.enum(['flow', 'stock']).nullable().default(null),
  lists: z.array(listName),
  periods: z.enum(['all', 'last']).default('all'),
  rolling: z.boolean().default(false),
  history: z
    .strictObject({ list: listName, column: columnName, months: z.int().min(1).max(120) })
    .nullable()
    .default(null),
  needs: z.record(listName, z.array(words).min(1)).default({}),
  open: z.strictObject({ cases: words, limit: words }).nullable().default(null),
  smallCohort: z.int().min(0).default(20),
  fewCases: z.boolean().optional(),
  settleWorkingDays: z.int().min(0).max(260).default(10),
  definitionVersion: z.int().min(1),
  targetByLaw: z.boolean().optional(),
});

/**
 * One indicator of the catalogue (`catalogue/<id>/definition.yaml`).
 *
 * - `title`: as the board pack names it; `heading`: the same in short plain words.
 * - `section`, `service`: where the pack prints it, and which of its services answers for it; null where none is named.
 * - `meaning`: one sentence that says what the figure counts, for a director.
 * - `decimals`: how many are shown, unless the colour asks for more (see `display`).
 * - `counts`: what is counted, as a plural (children, contacts), so that a share reads "14 of 51 children".
 * - `measure`: a `flow` counts what happened in the month, a `stock` what was open at its end;
 *   null where a reported figure is neither (a rolling year, say).
 * - `lists`: what it is computed from; none when it is only ever reported.
 * - `periods`: `last` where the lists hold the present position alone, so that only the last complete month has a figure.
 * - `rolling`: each figure is of 12 months, so that its months overlap and no control limits are taken of it.
 * - `history`: a month is told only when the list reaches back so many months before its first day; `column` is the
 *   one whose earliest date says how far it reaches. Other months have no value, `insufficient history`.
 * - `needs`: columns that a list may come without (official headers), and without which there is no figure:
 *   no value, `not delivered: Date of Decision`.
 * - `open`: what its open cases are called, and by when they should be done; they are read by `open.sql`.
 * - `smallCohort`: a percentage of fewer cases than this is marked as small.
 * - `fewCases`: there are so few in a month that a percentage or an average of them tells of single people (safeguarding
 *   practice reviews, adoptions): reported without its counts, it stands in no public edition.
 * - `settleWorkingDays`: working days after the month's end until the figure is final.
 * - `definitionVersion`: raised when the rule changes, so that history says which rule it was computed by.
 * - `targetByLaw`: a target of 0 or 100 is a duty or a time limit of statute, regulations or statutory guidance,
 *   and has no tolerance unless an authority gives it one.
 */
export interface IndicatorDefinition extends z.output<typeof definitionSchema> {
  readonly id: string;
  /** The SQL of `cohort.sql`, one row a child or event, with populations written out; null when reported. */
  readonly cohort: string | null;
  /** The SQL of `open.sql`, one row an open case with its limit; null where its open cases are not listed. Companions share it. */
  readonly openCases: string | null;
  /** Of a companion, the figure it stands beside: how many of its open cases are late, or soon will be. */
  readonly companionOf: { readonly indicator: string; readonly kind: 'overdue' | 'due' } | null;
  /**
   * An authority's own. Of Vigil's rules a test holds that they look at one subject at a time, whatever the records; of
   * others nobody knows.
   */
  readonly own?: true;
}

/**
 * Reads one definition.
 *
 * @param id the name of the indicator's folder
 * @param document the parsed `definition.yaml`
 * @param cohort the text of `cohort.sql`, or null where there is none
 * @param open the text of `open.sql`, or null where there is none
 * @param populations what either may call by name
 * @param prefix comes before the folder's name where something is wrong: `indicators/` of an authority's own
 * @throws Error with a line for each problem: file, key, value found, what was expected
 */
export function parseDefinition(
  id: string,
  document: unknown,
  cohort: string | null,
  open: string | null = null,
  populations: Populations = new Map(),
  prefix = '',
): IndicatorDefinition {
  const folder = `${prefix}${id}`;
  const parsed = definitionSchema.safeParse(document, { reportInput: true });
  const problems = [
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)
      ? []
      : [`${folder}: an indicator's folder is named in lower case, words joined by hyphens, such as icpc-timeliness.`]),
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => describe(issue))).map(
      (problem) => `${folder}/definition.yaml: ${problem}`,
    ),
  ];
  const sql = { cohort: null as string | null, openCases: null as string | null };
  for (const [key, file, text] of [
    ['cohort', 'cohort.sql', cohort],
    ['openCases', 'open.sql', open],
  ] as const) {
    if (text === null) continue;
    const written = writtenOut(text, populations);
    sql[key] = written.sql;
    problems.push(...[...written.problems, ...cohortProblems(written.sql)].map((one) => `${folder}/${file}: ${one}`));
  }
  if (parsed.success) {
    problems.push(...computedProblems(parsed.data, sql).map((problem) => `${folder}/definition.yaml: ${problem}`));
  }
  if (!parsed.success || problems.length > 0) throw new Error(problems.join('\n'));
  return { id, ...parsed.data, ...sql, companionOf: null, ...(prefix !== '' && { own: true as const }) };
}

function describe(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${key} is not a key of a definition; expected ${knownKeys}.`);
  }
  const key = issue.path.join('.') || 'the document';
  if (issue.input === undefined) return [`${key} is missing; ${expectation(issue)}.`];
  return [`${key} is ${JSON.stringify(issue.input)}; ${expectation(issue)}.`];
}

const knownKeys = Object.keys(definitionSchema.shape).join(', ');

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `expected ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'too_small') return `expected ${String(issue.minimum)} or more`;
  if (issue.code === 'too_big') return `expected ${String(issue.maximum)} or less`;
  return issue.message;
}

/** What must hold between a definition and its SQL. */
function computedProblems(
  { lists, measure, history, needs, open }: z.output<typeof definitionSchema>,
  { cohort, openCases }: Pick<IndicatorDefinition, 'cohort' | 'openCases'>,
): string[] {
  const problems: string[] = [];
  if ((open === null) !== (openCases === null)) {
    problems.push(
      open === null
        ? 'open is missing; expected what the open cases of open.sql are called and their limit.'
        : 'open is given, but there is no open.sql; add it, or leave open out.',
    );
  }
  if (cohort === null) {
    if (lists.length > 0) {
      problems.push(`lists names ${lists.join(', ')}, but there is no cohort.sql; add it, or write lists: [].`);
    }
    return problems;
  }
  if (measure === null) problems.push('measure is missing; expected flow or stock, since the figure is computed.');
  const read = listsRead(cohort);
  if (read.toSorted().join() !== lists.toSorted().join()) {
    problems.push(
      `lists is [${lists.join(', ')}], but cohort.sql reads [${read.join(', ')}]; expected the same, ` +
        'since a figure is recomputed when one of its lists changes.',
    );
  }
  const strangers = [...(history ? [history.list] : []), ...Object.keys(needs)].filter((list) => !read.includes(list));
  for (const list of new Set(strangers)) {
    problems.push(
      `history or needs names ${list}, which cohort.sql does not read; expected one of ${read.join(', ')}.`,
    );
  }
  return problems;
}
