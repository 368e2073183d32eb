import { z } from 'zod';
import { listName } from './values.ts';

/** What a source's deliveries are watched for; null is a guard that is off. The defaults are those of extracts.md. */
export interface GuardsConfig {
  /** A file without a row is refused where the last one had rows. */
  readonly empty: boolean;
  /** A file with less than this share (0 to 1) of the last one's rows is refused. */
  readonly shrunken: number | null;
  /** A delivery that would delete more than this share (0 to 1) of a list is held. */
  readonly held: number | null;
  /** A list of so many rows or records, or fewer, is not judged by its size; so many deletions hold nothing. */
  readonly fewest: number;
  /** Days for which a source may deliver the same content before it is noticed. */
  readonly stale: number | null;
  /** A delivery that is not there by its time is noticed. */
  readonly neverArrived: boolean;
}

/** How long something is kept: calendar months, or days. */
export type Span = { readonly months: number } | { readonly days: number };

/** How long what a source delivers is kept; null: for ever. */
export interface RetentionConfig {
  /** Landed files, from the day they landed. */
  readonly landedFiles: Span | null;
  /** The same by list, where it is another than for the others. */
  readonly lists: ReadonlyMap<string, Span | null>;
  /** Records by list, from the day on which what they tell ended; those of other lists for ever. */
  readonly records: ReadonlyMap<string, Span | null>;
  /** Findings, and rows set aside, from the day their files landed. */
  readonly findings: Span | null;
  readonly quarantine: Span | null;
}

const share = read(
  'expected a share such as 50 %, or false to switch the guard off',
  /^(100|\d{1,2}(?:\.\d+)?) ?%$/u,
  ([, percent]) => Number(percent) / 100,
);

const days = read(
  'expected a time such as 2 days, or false to switch the guard off',
  /^([1-9]\d{0,2}) days?$/u,
  ([, number]) => Number(number),
);

export const guards = z.strictObject({
  empty: z.boolean().default(true),
  shrunken: share.default(0.5),
  held: share.default(0.05),
  fewest: z.int().min(0).default(20),
  stale: days.default(1),
  neverArrived: z.boolean().default(true),
});

/** The guards of a source that says nothing of them. */
export const defaultGuards: GuardsConfig = guards.parse({});

const span = z.unknown().transform((value, context): Span | null => {
  if (value === 'keep') return null;
  const found = typeof value === 'string' ? /^([1-9]\d{0,3}) (day|month)s?$/u.exec(value) : null;
  if (found) return found[2] === 'day' ? { days: Number(found[1]) } : { months: Number(found[1]) };
  context.addIssue({ code: 'custom', message: 'expected 400 days, 13 months or keep', input: value });
  return z.NEVER;
});

export const retention = z.strictObject({
  landedFiles: span.default(null),
  lists: z.record(listName, span).default({}),
  records: z.record(listName, span).default({}),
  findings: span.default(null),
  quarantine: span.default(null),
});

/** A text of a shape, or `false`, which becomes null. */
function read(expected: string, shape: RegExp, value: (found: RegExpExecArray) => number) {
  return z.unknown().transform((given, context): number | null => {
    if (given === false) return null;
    const found = typeof given === 'string' ? shape.exec(given) : null;
    if (found) return value(found);
    context.addIssue({ code: 'custom', message: expected, input: given });
    return z.NEVER;
  });
}
