import { isIsoDate } from '@vigil/calendar';
import { filePattern, knownLists, type Coverage, type FileMeaning } from '@vigil/extracts';
import type { Catalogue } from '@vigil/indicators';
import { z } from 'zod';
import { suggestion } from './problems.ts';

/** The kinds of value a vigil.yaml holds. A message is what was expected; the sentence around it is made in issues.ts. */

export const words = z.string('expected words').trim().min(1, 'expected words');

/** YAML reads `852` as a number and `0852` as another one. */
export const authorityCode = z
  .string('expected the code in quotes, such as "852"')
  .regex(/^[A-Za-z0-9-]{1,20}$/, 'expected letters, digits and hyphens, such as "852"');

export const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'expected letters, digits and hyphens, such as casework');

const address = String.raw`[^\s@<>,;"]+@[^\s@<>,;"]+`;
export const email = z
  .string()
  .regex(new RegExp(`^${address}$`), 'expected an e-mail address, such as head.qa@example.gov.uk');
export const sender = z
  .string()
  .regex(
    new RegExp(`^(${address}|[^\\r\\n<>@]*<${address}>)$`),
    'expected an e-mail address, such as vigil@example.gov.uk or Vigil <vigil@example.gov.uk>',
  );
export const domain = z
  .string()
  .regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/, 'expected a domain, such as example.gov.uk')
  .transform((text) => text.toLowerCase());

/** @param example as the message shows one */
export const webAddress = (example: string) =>
  z
    .string()
    .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), `expected an address, such as ${example}`);

export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day in quotes, such as "06:00"');

export const timeZone = z.string().refine(isTimeZone, 'expected a time zone, such as Europe/London');

/** The shape alone; the scheduler reads it. */
export const cron = z
  .string()
  .refine(
    (text) => /^(\S+\s+){4,5}\S+$/.test(text.trim()) && /^[\d\s*,/\-A-Za-z#?]+$/.test(text),
    'expected a schedule as cron writes it: minute, hour, day, month, weekday, such as "15 2 * * *"',
  );

export const namePattern = z.string().superRefine((text, context) => {
  try {
    filePattern(text);
  } catch (error) {
    context.addIssue((error as Error).message);
  }
});

export const listName = z.string().superRefine((text, context) => {
  if (knownLists.has(text)) return;
  context.addIssue(`expected the name of a list; ${suggestion(text, [...knownLists.keys()])}`);
});

/** What files of a name are: a list; a workbook, as its sheets show or sheet by sheet; or nothing to be read. */
export const fileMeaning = z.unknown().transform((value, context): FileMeaning => {
  const sheets = typeof value === 'object' && value !== null && !Array.isArray(value);
  const meanings = Object.values(sheets ? value : { value });
  const wrong = meanings.find((one) => !(typeof one === 'string' && isMeaning(one, sheets)));
  if (wrong === undefined && meanings.length > 0) return value as FileMeaning;
  const known = [...knownLists.keys(), 'ignore', ...(sheets ? [] : ['workbook'])];
  const advice = typeof wrong === 'string' ? `; ${suggestion(wrong, known)}` : '';
  const expected = 'expected the name of a list, workbook, ignore, or a list for each sheet as in { Sheet1: contacts }';
  context.addIssue({ code: 'custom', message: `${expected}${advice}`, input: wrong ?? value });
  return z.NEVER;
});

function isMeaning(text: string, ofSheet: boolean): boolean {
  return knownLists.has(text) || text === 'ignore' || (text === 'workbook' && !ofSheet);
}

export function indicatorName(catalogue: Catalogue): z.ZodString {
  return z.string().superRefine((text, context) => {
    const expected = indicatorExpected(text, catalogue);
    if (expected !== null) context.addIssue(expected);
  });
}

/** What was expected in the place of a text that is no indicator's id; null where it is one. */
export function indicatorExpected(text: string, catalogue: Catalogue): string | null {
  const found = catalogue.find(text);
  if (found?.id === text) return null;
  const ids = catalogue.all().map((definition) => definition.id);
  const advice = found === null ? suggestion(text, ids) : `did you mean '${found.id}'?`;
  return `expected the id of an indicator; ${advice}`;
}

export const year = z.string().regex(/^(19|20)\d\d$/, 'expected a calendar year, such as 2020');

const coverageShape = 'expected full, { rolling: 6 months } or { from: 2020-01-01, to: 2020-12-31 }';

export const coverage = z.unknown().transform((value, context): Coverage => {
  const found = readCoverage(value);
  if (found !== null) return found;
  context.addIssue({ code: 'custom', message: coverageShape, input: value });
  return z.NEVER;
});

function readCoverage(value: unknown): Coverage | null {
  if (value === 'full') return { kind: 'full' };
  if (typeof value !== 'object' || value === null) return null;
  const { rolling, from, to, ...others } = value as Record<string, unknown>;
  if (Object.keys(others).length > 0) return null;
  if (rolling !== undefined) {
    const months = typeof rolling === 'string' ? /^([1-9]\d{0,2}) months?$/.exec(rolling)?.[1] : undefined;
    const alone = from === undefined && to === undefined;
    return months !== undefined && alone ? { kind: 'rolling', months: Number(months) } : null;
  }
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  return isIsoDate(from) && isIsoDate(to) && from <= to ? { kind: 'window', from, to } : null;
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text }).format();
    return true;
  } catch {
    return false;
  }
}
