import { z } from 'zod';
import { cohortProblems, listsRead } from './cohort.ts';

const units = ['percent', 'count', 'rate per 10,000', 'days', 'rate', 'cases per FTE'] as const;
const polarities = ['higher-is-better', 'lower-is-better', 'neutral'] as const;

/** What a figure is measured in. `rate` has a base of its own, which the meaning states. */
export type Unit = (typeof units)[number];
/** Which way is better; `neutral` for demand, which is neither. */
export type Polarity = (typeof polarities)[number];

/** Where the catalogue lies: one folder an indicator, named by its id. */
export const catalogueDirectory = new URL('../catalogue/', import.meta.url);

const sentence = z.string().regex(/^\S.*\.$/, 'expected one sentence that ends with a full stop');
const words = z.string().regex(/^\S(.*\S)?$/, 'expected words, without white space around them');

const definitionSchema = z.strictObject({
  title: words,
  heading: words,
  code: words.nullable().default(null),
  section: words,
  meaning: sentence,
  unit: z.enum(units),
  decimals: z.int().min(0).max(4),
  polarity: z.enum(polarities),
  counts: words.nullable().default(null),
  measure: z.enum(['flow', 'stock']).nullable().default(null),
  lists: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected the name of a list, such as contacts')),
  settleWorkingDays: z.int().min(0).max(260).default(10),
  definitionVersion: z.int().min(1),
  targetByLaw: z.boolean().optional(),
});

/**
 * One indicator of the catalogue (`catalogue/<id>/definition.yaml`).
 *
 * - `title`: as the board pack names it; `heading`: the same in short plain words.
 * - `meaning`: one sentence that says what the figure counts, for a director.
 * - `decimals`: how many are shown, unless the colour asks for more (see `display`).
 * - `counts`: what is counted, as a plural (children, contacts), so that a share reads "14 of 51 children".
 * - `measure`: a `flow` counts what happened in the month, a `stock` what was open at its end;
 *   null where a reported figure is neither (a rolling year, say).
 * - `lists`: what it is computed from; none when it is only ever reported.
 * - `settleWorkingDays`: working days after the month's end until the figure is final.
 * - `definitionVersion`: raised when the rule changes, so that history says which rule it was computed by.
 * - `targetByLaw`: a target of 0 or 100 is a duty or a time limit of statute, regulations or statutory guidance,
 *   and has no tolerance unless an authority gives it one.
 * - `cohort`: the SQL of `cohort.sql`, one row a child or event; null when reported.
 */
export interface IndicatorDefinition extends z.output<typeof definitionSchema> {
  readonly id: string;
  readonly cohort: string | null;
}

/**
 * Reads one definition.
 *
 * @param id the name of the indicator's folder
 * @param document the parsed `definition.yaml`
 * @param cohort the text of `cohort.sql`, or null where there is none
 * @throws Error with a line for each problem: file, key, value found, what was expected
 */
export function parseDefinition(id: string, document: unknown, cohort: string | null): IndicatorDefinition {
  const parsed = definitionSchema.safeParse(document, { reportInput: true });
  const problems = [
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)
      ? []
      : [`${id}: an indicator's folder is named in lower case, words joined by hyphens, such as icpc-timeliness.`]),
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => describe(issue))).map(
      (problem) => `${id}/definition.yaml: ${problem}`,
    ),
  ];
  if (parsed.success) problems.push(...computedProblems(id, parsed.data, cohort));
  if (!parsed.success || problems.length > 0) throw new Error(problems.join('\n'));
  return { id, ...parsed.data, cohort };
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

/** What must hold between a definition and its cohort. */
function computedProblems(
  id: string,
  { lists, measure }: z.output<typeof definitionSchema>,
  cohort: string | null,
): string[] {
  const definition = `${id}/definition.yaml`;
  if (cohort === null) {
    return lists.length === 0
      ? []
      : [`${definition}: lists names ${lists.join(', ')}, but there is no cohort.sql; add it, or write lists: [].`];
  }
  const problems = cohortProblems(cohort).map((problem) => `${id}/cohort.sql: ${problem}`);
  if (measure === null) {
    problems.push(`${definition}: measure is missing; expected flow or stock, since the figure is computed.`);
  }
  const read = listsRead(cohort);
  if (read.toSorted().join() !== lists.toSorted().join()) {
    problems.push(
      `${definition}: lists is [${lists.join(', ')}], but cohort.sql reads [${read.join(', ')}]; expected the same, ` +
        'since a figure is recomputed when one of its lists changes.',
    );
  }
  return problems;
}
