import { periodName, shortPeriodName, isPeriod, type Period } from '@vigil/calendar';

/** Whose form it is and of which month. */
export interface FormIdentity {
  /** The contributor's id. */
  readonly contributor: string;
  readonly period: Period;
}

/** The words on a form by which it is read again; its cells may be anywhere, rows and columns be moved or added. */
export const formWords = {
  contributor: 'Contributor',
  mark: 'Form',
  signedBy: 'Signed off by',
  signedOn: 'Signed off on',
  complete: 'Complete',
  title: 'Figure',
  meaning: 'What it counts',
  member: 'Team or group',
  unit: 'Unit',
  id: 'Figure id',
  earlier: 'Comments on earlier months',
} as const;

/** The cell that makes a sheet a form. */
export function formMark({ contributor, period }: FormIdentity): string {
  return `Vigil form 1: ${contributor} ${period}`;
}

/** Null where the text is no mark. */
export function readMark(text: string): FormIdentity | null {
  const found = /^vigil form 1: ?(\S+) (\d{4}-\d{2})$/iu.exec(text.trim());
  const [, contributor, period] = found ?? [];
  return contributor !== undefined && period !== undefined && isPeriod(period) ? { contributor, period } : null;
}

/** `Dec 2020`, over a column of figures. */
export const monthHeading = shortPeriodName;

/** Over the column for words on the form's own month. */
export function commentHeading(period: Period): string {
  return `Comment on ${shortPeriodName(period)}`;
}

/** A line of the comments on earlier months: `Nov 2020: a bank holiday`. */
export function earlierComment(period: Period, words: string): string {
  return `${shortPeriodName(period)}: ${words}`;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A month as a heading says it: `Dec 2020`, `December 2020`, `2020-12`, or a date cell of its first day; else null. */
export function readMonth(text: string): Period | null {
  const plain = text.trim();
  const written = /^([A-Za-z]{3,9})\.? (\d{4})$/u.exec(plain);
  if (written) {
    const month = months.indexOf(written[1]!.slice(0, 3).toLowerCase()) + 1;
    const period = `${written[2]!}-${String(month).padStart(2, '0')}`;
    if (!isPeriod(period)) return null;
    return periodName(period).toLowerCase().startsWith(written[1]!.toLowerCase()) ? period : null;
  }
  const numbers = /^(\d{4}-\d{2})(?:-01)?$/u.exec(plain)?.[1];
  return numbers !== undefined && isPeriod(numbers) ? numbers : null;
}
