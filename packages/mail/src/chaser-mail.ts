import { dateName, periodName, type IsoDate, type Period } from '@vigil/calendar';

import { oneLine } from './headers.ts';
import { letter, type LetterModel, type LetterOptions } from './letter.ts';
import type { OutgoingMail } from './outgoing.ts';
import { counted, listed } from './wording.ts';

/** All that one person owes, for as many contributors as have their address. */
export interface ChaserMail {
  readonly authority: { readonly code: string; readonly name: string };
  readonly recipient: { readonly email: string };
  readonly today: IsoDate;
  readonly contributors: readonly ChasedForms[];
  /** Working days before figures are due on which they are reminded of (null: they are not), and between later mails. */
  readonly rhythm: { readonly remind: number | null; readonly every: number };
}

interface ChasedForms {
  readonly name: string;
  /** The file that takes all of these months. */
  readonly form: string;
  /** Where it is to be put. */
  readonly folder: string;
  /** Oldest first. */
  readonly months: readonly ChasedFigures[];
}

interface ChasedFigures {
  readonly period: Period;
  readonly due: IsoDate;
  readonly reason: 'reminder' | 'overdue';
  /** Working days since it was due. */
  readonly late: number;
  /** As the form calls them. */
  readonly figures: readonly string[];
}

export interface ChaserModel extends LetterModel {
  readonly contributors: readonly {
    readonly months: readonly MonthModel[];
    readonly rows: readonly { readonly label: string; readonly text: string }[];
  }[];
}

interface MonthModel {
  readonly tone: 'red' | 'amber';
  /** 'Overdue · 3 working days late', 'Due on 8 January 2021' */
  readonly label: string;
  /** 'December 2020: Human Resources' */
  readonly heading: string;
  readonly figures: readonly string[];
}

/** @throws Error as `letter` does, and where nothing is owed */
export function renderChaser(chaser: ChaserMail, options: LetterOptions): OutgoingMail {
  return letter('chaser', chaser, chaserModel(chaser), options);
}

export function chaserModel({ authority, today, contributors, rhythm }: ChaserMail): ChaserModel {
  const months = contributors.flatMap((one) => one.months);
  const overdue = months.filter(({ reason }) => reason === 'overdue');
  const told = overdue.length > 0 ? overdue : months;
  if (told.length === 0) throw new Error('a chaser of somebody who owes nothing has nothing to say and is not sent');
  const name = oneLine(authority.name);
  const names = listed([...new Set(told.map(({ period }) => period))].toSorted().map(periodName));
  return {
    subject: overdue.length > 0 ? `Overdue: figures of ${names}` : `Figures of ${names} are due`,
    title: titleOf(figuresIn(overdue), figuresIn(months) - figuresIn(overdue)),
    introduction:
      `${name}, ${dateName(today)}. You report these figures, and they have not come in yet ` +
      'on a form that is signed off.',
    contributors: contributors.map(contributorModel),
    footer: [
      `You receive this because Vigil at ${name} has this address for ${listed(contributors.map((one) => oneLine(one.name)))}. ` +
        `It writes ${rhythmWords(rhythm)}, until the figures are there or the form is signed off.`,
    ],
  };
}

function titleOf(overdue: number, due: number): string {
  const is = (count: number) => (count === 1 ? 'is' : 'are');
  if (overdue === 0) return `${counted(due, 'figure')} ${is(due)} due soon`;
  const late = `${counted(overdue, 'figure')} ${is(overdue)} overdue`;
  return due === 0 ? late : `${late}, ${due} ${is(due)} due soon`;
}

function figuresIn(months: readonly ChasedFigures[]): number {
  return months.reduce((sum, { figures }) => sum + figures.length, 0);
}

function contributorModel({ name, form, folder, months }: ChasedForms): ChaserModel['contributors'][number] {
  return {
    months: months.map(({ period, due, reason, late, figures }) => ({
      tone: reason === 'overdue' ? 'red' : 'amber',
      label:
        reason === 'overdue'
          ? `Overdue · was due on ${dateName(due)}, ${counted(late, 'working day')} ago`
          : `Due on ${dateName(due)}`,
      heading: `${periodName(period)}: ${oneLine(name)}`,
      figures: figures.map(oneLine),
    })),
    rows: [
      { label: 'Form', text: `${oneLine(form)}${months.length > 1 ? ' takes all of these months' : ''}` },
      { label: 'Folder', text: oneLine(folder) },
      {
        label: 'What to do',
        text:
          'Fill in the form, sign it off, and put it under that name into the folder. If you cannot reach the folder, ' +
          'or do not have the form, turn to whoever sends you the forms.',
      },
      { label: 'If unknown', text: 'Leave the cell empty, say why in the comment beside it, and sign the form off.' },
    ],
  };
}

function rhythmWords({ remind, every }: ChaserMail['rhythm']): string {
  const again = `and then every ${every} working days`;
  if (remind === null) return `on the first working day after figures were due, ${again}`;
  const first = remind === 0 ? 'on the day' : `${counted(remind, 'working day')} before`;
  return `${first} figures are due, on the first working day after that, ${again}`;
}
