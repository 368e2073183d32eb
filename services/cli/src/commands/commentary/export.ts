import { resolve } from 'node:path';
import type { Command } from 'commander';
import { periodName, type Period } from '@vigil/calendar';
import { formRows, type FormRow, type WordInForm } from '@vigil/commentary';
import { withSession, type CommandContext } from '../../session.ts';
import { instantsOf } from '../instants.ts';
import { endingToWrite, writeWhole } from '../out-file.ts';
import { csvForm } from './csv-form.ts';
import { figuresOf, periodMeant, wordsOf } from './month.ts';
import { yamlForm } from './yaml-form.ts';

interface ExportOptions {
  readonly period?: Period;
  readonly authority?: string;
  readonly out?: string;
  readonly force?: true;
}

export function registerCommentaryExport(commentary: Command, context: CommandContext): void {
  commentary
    .command('export')
    .description(
      'the form to write in: what is said, what is carried over as a draft, and a row for what is to be said',
    )
    .option('--out <file>', 'where to: .csv or .yaml (default: CSV on standard output); a file that is there is kept')
    .option('--force', 'put the form in the place of the file')
    .addHelpText(
      'after',
      `
How to fill it in:
  write something of your own      in the column text; leave state empty
  take Vigil's sentence            write accepted in the column state, and leave text empty
  confirm what was carried over    change its state from draft to accepted; change its text if you like
  take something back              write withdrawn in the column state
  leave something as it is         leave the row as it is; rows may be removed, too
  say something else               add a row: headline, plan and notice have a subject of your own, such as caseloads
A headline, a plan item and a judgement say in place which list they stand in; indicators are separated by semicolons.
due is a day. public is yes once somebody has read it with the public in mind. The columns behind it are to be read.
In Excel, save as "CSV UTF-8". A cell that it could take for a formula has an apostrophe in front; leave it.

Examples:
  vigil commentary export --period 2020-12 --out december.csv
  vigil commentary export --out words.yaml`,
    )
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<ExportOptions>();
      const { out } = options;
      const path = out === undefined ? null : resolve(context.cwd, out);
      const ending =
        path === null
          ? '.csv'
          : await endingToWrite(path, {
              option: '--out',
              typed: out!,
              endings: ['.csv', '.yaml', '.yml'],
              force: options.force === true,
            });
      const { words, rows, period } = await withSession(context, options, (session) =>
        session.database.transaction(async (tx) => {
          const meant = await periodMeant(tx, session, options.period);
          const figures = await figuresOf(tx, session, meant);
          const said = await wordsOf(tx, meant);
          const form = formRows(said, figures, meant, instantsOf(session.authority));
          return { words: said, rows: form, period: meant };
        }),
      );
      const text = ending === '.csv' ? csvForm(rows) : yamlForm(period, rows);
      if (path === null) context.out(text);
      else await writeWhole(path, text);
      context.say(`${inWords(period, words, rows)}${path === null ? '' : `: ${path}`}`);
    });
}

function inWords(period: Period, words: readonly WordInForm[], rows: readonly FormRow[]): string {
  const carried = words.filter(({ carriedFrom }) => carriedFrom !== null).length;
  const said = words.length - carried;
  const empty = rows.length - words.length;
  return `Words on ${periodName(period)}: ${said} said, ${carried} carried over as drafts, ${empty} to be filled in`;
}
