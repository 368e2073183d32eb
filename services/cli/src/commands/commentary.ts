import type { Command } from 'commander';
import { periodName, type Period } from '@vigil/calendar';
import type { WordInForm } from '@vigil/commentary';
import { places } from '@vigil/indicators';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext } from '../session.ts';
import { registerCommentaryExport } from './commentary/export.ts';
import { registerCommentaryImport } from './commentary/import.ts';
import { periodMeant, wordsOf } from './commentary/month.ts';
import { instantsOf } from './instants.ts';
import { authorityOption, formatOption, parsePeriod, type CommonOptions } from './options.ts';

interface CommentaryOptions extends CommonOptions {
  readonly period?: Period;
}

/** A word as it is printed; the names are stable. */
interface WordRow extends Omit<WordInForm, 'at' | 'forPublic'> {
  readonly public: boolean;
  readonly at: string;
  readonly shown: { readonly at: string };
}

const columns: readonly Column<WordRow>[] = [
  { name: 'period' },
  { name: 'kind', heading: 'Kind' },
  { name: 'subject', heading: 'Subject' },
  { name: 'place', heading: 'List' },
  { name: 'indicators' },
  { name: 'text', heading: 'Text', show: ({ text }) => beginning(text) },
  { name: 'evidence' },
  { name: 'owner', heading: 'Owner' },
  { name: 'due', heading: 'Due' },
  { name: 'state', heading: 'State', show: stateInWords },
  { name: 'public', heading: 'Public', show: (row) => (row.public ? 'yes' : '') },
  { name: 'carriedFrom' },
  { name: 'author', heading: 'By' },
  { name: 'at', heading: 'On record', show: ({ shown }) => shown.at },
];

export function registerCommentary(program: Command, context: CommandContext): void {
  const commentary = program
    .command('commentary')
    .description(
      'what people say of a month: commentary, responses, headlines, the improvement plan; as a form and back',
    )
    .option(
      '--period <month>',
      'of this month (YYYY-MM; default: the newest complete one that has figures)',
      parsePeriod,
    )
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Kinds: headline (a line of the overview), commentary and response (on an indicator), plan (an item of the improvement
plan), notice (on the pack as a whole), judgement (the list that an indicator belongs in, as vigil judge has it).
Each is kept with its author and time; the last one on record of a kind and subject has the say. What nobody has said
anew stands in the next month's pack as a draft that names the month it is from, until somebody accepts or withdraws it.

Examples:
  vigil commentary --period 2020-12
  vigil commentary export --period 2020-12 --out december.csv     a form to fill in, in Excel or any editor
  vigil commentary import december.csv --reason "agreed with the heads of service"`,
    )
    .action(async (options: CommentaryOptions) => {
      const { rows, period } = await withSession(context, options, (session) =>
        session.database.transaction(async (tx) => {
          const meant = await periodMeant(tx, session, options.period);
          const say = instantsOf(session.authority);
          return { period: meant, rows: (await wordsOf(tx, meant)).toSorted(inOrder).map((word) => toRow(word, say)) };
        }),
      );
      printRows(context, options.format, columns, rows, `Nothing is said of ${periodName(period)} yet.`);
    });
  registerCommentaryExport(commentary, context);
  registerCommentaryImport(commentary, context);
}

function toRow({ forPublic, at, ...word }: WordInForm, say: (at: Date) => string): WordRow {
  return { ...word, public: forPublic, at: at.toISOString(), shown: { at: say(at) } };
}

function inOrder(one: WordInForm, other: WordInForm): number {
  const placeNumber = ({ place }: WordInForm) => (place === null ? places.length : places.indexOf(place));
  return (
    one.kind.localeCompare(other.kind) ||
    placeNumber(one) - placeNumber(other) ||
    one.subject.localeCompare(other.subject)
  );
}

function stateInWords({ state, carriedFrom }: WordRow): string {
  return carriedFrom === null ? state : `draft, carried over from ${periodName(carriedFrom)}`;
}

/** As much as a line of a table takes. */
function beginning(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
