import { extname, resolve } from 'node:path';
import type { Command } from 'commander';
import { lastDay, periodName, type Period } from '@vigil/calendar';
import { outcomeOf, readForm, type FormFinding, type Outcome, type TypedWord } from '@vigil/commentary';
import { UnreadableFile } from '@vigil/connectors';
import { readWords, recordWords, type Transaction } from '@vigil/database';
import { printRows, type Column } from '../../output.ts';
import { withSession, type CommandContext, type Session } from '../../session.ts';
import { CommandFailed, WrongUse } from '../../wrong-use.ts';
import { currentActor } from '../actor.ts';
import { nearest } from '../named.ts';
import { reasonOption, type CommonOptions } from '../options.ts';
import { readCsvForm, type HandedBackForm } from './csv-form.ts';
import { readYamlForm } from './yaml-form.ts';

interface ImportOptions extends CommonOptions {
  readonly period?: Period;
  readonly reason?: string;
  readonly dryRun?: true;
}

/** A word and what became of it, as it is printed; the names are stable. */
interface OutcomeRow {
  readonly line: number;
  readonly kind: string;
  readonly subject: string;
  readonly state: string;
  readonly outcome: Outcome;
}

const columns: readonly Column<OutcomeRow>[] = [
  { name: 'line', heading: 'Line', align: 'right' },
  { name: 'kind', heading: 'Kind' },
  { name: 'subject', heading: 'Subject' },
  { name: 'state', heading: 'State' },
  { name: 'outcome', heading: 'Outcome' },
];

const findingColumns: readonly Column<FormFinding>[] = [
  { name: 'line', heading: 'Line', align: 'right' },
  { name: 'subject', heading: 'Subject' },
  { name: 'column', heading: 'Column' },
  { name: 'value', heading: 'Value' },
  { name: 'expected', heading: 'Expected' },
];

/** What came of a form. */
interface Imported {
  readonly period: Period | null;
  readonly rows: readonly OutcomeRow[];
  readonly findings: readonly FormFinding[];
  readonly leftEmpty: number;
}

export function registerCommentaryImport(commentary: Command, context: CommandContext): void {
  commentary
    .command('import')
    .description('put on record what a form says that was filled in; all of it, or nothing where a row is wrong')
    .argument('<file>', 'a form as vigil commentary export writes it: .csv or .yaml')
    .option('--dry-run', 'say what would come of it, and put nothing on record')
    .addOption(reasonOption())
    .addHelpText(
      'after',
      `
What is not in the file stays as it is. What says nothing new is not put on record again, so a file may be handed in as
often as you like. You are on record as the author of what is new or changed.

Examples:
  vigil commentary import december.csv --dry-run
  vigil commentary import december.csv --reason "agreed with the heads of service"`,
    )
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ImportOptions>();
      const { reason, dryRun, format } = options;
      if (reason === undefined && !dryRun) {
        throw new WrongUse('Say why with --reason "…": it goes on record. (--dry-run says what would come of it.)');
      }
      const form = await handedBack(resolve(context.cwd, file), file);
      const done = await withSession(context, options, (session) => importForm(session, form, options));
      if (done.findings.length > 0) {
        printRows(context, format, findingColumns, done.findings, '');
        const count = done.findings.length;
        throw new CommandFailed(
          `Nothing of ${file} was put on record: ${count} ${count === 1 ? 'thing is' : 'things are'} wrong.`,
        );
      }
      const said = format === 'table' ? done.rows.filter(({ outcome }) => outcome !== 'unchanged') : done.rows;
      if (said.length > 0 || format !== 'table') printRows(context, format, columns, said, '');
      for (const line of inWords(done, file, dryRun === true)) context.say(line);
    });
}

/** @throws {WrongUse} when it is no form that can be read */
async function handedBack(path: string, typed: string): Promise<HandedBackForm> {
  const ending = extname(path).toLowerCase();
  if (!['.csv', '.yaml', '.yml'].includes(ending)) {
    throw new WrongUse(`"${typed}" ends in neither .csv nor .yaml. A workbook: save its sheet as "CSV UTF-8".`);
  }
  try {
    return await (ending === '.csv' ? readCsvForm(path) : readYamlForm(path));
  } catch (error) {
    if (error instanceof UnreadableFile) throw new WrongUse(`${typed} cannot be read: ${error.message}`);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new WrongUse(`There is no file ${typed}.`);
    throw error;
  }
}

async function importForm(session: Session, form: HandedBackForm, options: ImportOptions): Promise<Imported> {
  const { installation, database } = session;
  const whole = installation.catalogue.all().filter(({ companionOf }) => companionOf === null);
  const ids = whole.map(({ id }) => id);
  const read = readForm(form.rows, {
    period: options.period ?? null,
    indicator: (typed) => {
      const found = installation.catalogue.find(typed);
      return found && ids.includes(found.id) ? { id: found.id } : { nearest: nearest(ids, typed) };
    },
  });
  const { period, leftEmpty } = read;
  const findings = [...form.findings, ...read.findings];
  if (period === null) return { period, rows: [], findings, leftEmpty };
  if (lastDay(period) >= installation.configuration.now().toISOString().slice(0, 10)) {
    throw new WrongUse(`${periodName(period)} is not over yet.`);
  }
  return database.transaction(async (tx) => {
    const unsaid = await settle(tx, period, read.words);
    const all = [...findings, ...unsaid.findings].toSorted((one, other) => one.line - other.line);
    if (all.length === 0 && options.reason !== undefined && !options.dryRun) {
      const word = { actor: currentActor(), reason: options.reason };
      await recordWords(
        tx,
        read.words.map(({ said }) => said),
        word,
      );
    }
    return { period, rows: unsaid.rows, findings: all, leftEmpty };
  });
}

/** What comes of each word beside what stands. */
async function settle(
  tx: Transaction,
  period: Period,
  words: readonly TypedWord[],
): Promise<Pick<Imported, 'rows' | 'findings'>> {
  const standing = await readWords(tx, period);
  const settled = words.map(({ line, said }) => ({ line, said, outcome: outcomeOf(said, standing) }));
  return {
    rows: settled.flatMap(({ line, said: { kind, subject, state }, outcome }) =>
      outcome === null ? [] : [{ line, kind, subject, state, outcome }],
    ),
    findings: settled.flatMap(({ line, said: { subject, state }, outcome }) => {
      if (outcome !== null) return [];
      const expected =
        state === 'withdrawn'
          ? `accepted or draft: nothing of ${periodName(period)} stands there that could be withdrawn`
          : 'accepted or withdrawn: a judgement is on record or it is not';
      return [{ line, subject, column: 'state', value: state, expected }];
    }),
  };
}

function inWords({ period, rows, leftEmpty }: Imported, file: string, dryRun: boolean): readonly string[] {
  if (period === null || rows.length === 0) return [`Nothing is filled in in ${file}; nothing was put on record.`];
  const count = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length;
  const unchanged = count('unchanged');
  const changes = (['new', 'changed', 'withdrawn'] as const).flatMap((outcome) =>
    count(outcome) === 0 ? [] : [`${count(outcome)} ${outcome}`],
  );
  const drafts = rows.filter(({ state }) => state === 'draft').length;
  const empty = leftEmpty === 0 ? [] : [`${leftEmpty} left empty`];
  const rest = [...(unchanged === 0 ? [] : [`${unchanged} unchanged`]), ...empty].join(', ');
  const done =
    changes.length === 0
      ? `Nothing of ${file} is new for ${periodName(period)}; nothing was put on record`
      : `${dryRun ? 'Would go on record' : 'On record'} for ${periodName(period)}: ${changes.join(', ')}`;
  return [
    `${done}${rest === '' ? '' : ` (${rest})`}.`,
    ...(drafts === 0
      ? []
      : [
          `${drafts} ${drafts === 1 ? 'is a draft: nobody stands by it until it is' : 'are drafts: nobody stands by them until they are'} accepted.`,
        ]),
  ];
}
