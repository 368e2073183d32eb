import { open, type FileHandle } from 'node:fs/promises';
import { parse, resolve } from 'node:path';
import type { Command } from 'commander';
import { groupQuarantine, readQuarantine, recordExport, type StandingFile } from '@vigil/database';
import { decryptRow, landedHeader } from '@vigil/validator';
import { openLandingStore } from '@vigil/hosting';
import { counted } from '../counted.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { reasonOption } from './options.ts';
import { readsRestricted } from './reveal.ts';
import { restrictedRows } from './restricted-rows.ts';
import { headerLine, rowLines } from './quarantine-file.ts';
import { filesMeant, type QuarantineOptions } from './quarantine-meant.ts';
import { mappingOf } from './quarantine-plan.ts';

interface ExportOptions extends QuarantineOptions {
  readonly out: string;
  readonly reason: string;
}

/** Files of one list with the same headers: they come into one CSV. */
interface Sheet {
  readonly path: string;
  readonly header: readonly string[];
  readonly files: readonly StandingFile[];
}

export function registerQuarantineExport(quarantine: Command, context: CommandContext): void {
  quarantine
    .command('export')
    .description('the rows themselves, readable, into a CSV file a list; it goes on record')
    .requiredOption('--out <file>', 'where to; of several lists each gets its name added. Never overwritten')
    .addOption(reasonOption().makeOptionMandatory())
    .addHelpText(
      'after',
      `
The file holds data of children in clear: only its owner can read it, and it is for you to delete it afterwards.
In front of the file's own columns stand delivery, list, record, rule and message; leave these as they are. A cell that
a spreadsheet could take for a formula has an apostrophe in front, which is taken away again when the file is handed back.
In a spreadsheet, open it with all columns as text: otherwise it drops the leading zeros of identifiers.

Example:
  vigil quarantine export --list contacts --out contacts.csv --reason "sent to the front door team to be corrected"
  vigil quarantine replay --corrected contacts.csv --dry-run`,
    )
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<ExportOptions>();
      if (parse(options.out).ext.toLowerCase() !== '.csv') {
        throw new WrongUse(`--out is "${options.out}"; expected the name of a file that ends in .csv.`);
      }
      await withSession(context, options, (session) => exportRows(session, options, context));
    });
}

async function exportRows(session: Session, options: ExportOptions, context: CommandContext): Promise<void> {
  const { database } = session;
  const meant = await database.transaction(async (tx) => {
    const files = await filesMeant(tx, options);
    const groups = await groupQuarantine(
      tx,
      files.map(({ file }) => file.id),
      options.rule,
    );
    return files.filter(({ file }) => groups.some((group) => group.file === file.id));
  });
  const there = meant.filter(({ file }) => file.purgedAt === null);
  if (there.length === 0) {
    context.say(
      meant.length === 0 ? 'Nothing is in quarantine that way.' : 'Its rows were removed, as the retention says.',
    );
    return;
  }
  // Also for those who may read them it is on record that they were among what was taken out.
  const isRestricted = await restrictedRows(session);
  const hides = readsRestricted(session.authority) ? null : isRestricted;
  for (const sheet of await sheetsOf(session, there, resolve(context.cwd, options.out))) {
    const out = await openOnce(sheet.path);
    try {
      // On record before a row is decrypted: what was taken out is known even should this end half-way.
      await database.transaction((tx) =>
        recordExport(
          tx,
          sheet.files,
          { actor: currentActor(), reason: options.reason },
          { withRestricted: isRestricted !== null && hides === null },
        ),
      );
      const { rows, withheld } = await writeSheet(session, sheet, { rule: options.rule ?? null, hides }, out);
      if (withheld > 0) {
        context.say(
          `${withheld.toLocaleString('en-GB')} more: restricted, and shown to those alone whom restricted.readers in vigil.yaml names`,
        );
      }
      context.say(`${counted(rows, 'row')} of ${sheet.files[0]!.file.list} in ${sheet.path}`);
    } finally {
      await out.close();
    }
  }
}

async function sheetsOf(
  { installation, authority }: Session,
  files: readonly StandingFile[],
  path: string,
): Promise<readonly Sheet[]> {
  const landing = openLandingStore(installation.configuration);
  const byHeader = new Map<string, { header: readonly string[]; files: StandingFile[] }>();
  for (const one of files) {
    const header = await landedHeader(landing, one.file, mappingOf(authority, one.delivery.source));
    const key = JSON.stringify([one.file.list, ...header]);
    const same = byHeader.get(key);
    if (same) same.files.push(one);
    else byHeader.set(key, { header, files: [one] });
  }
  const { dir, name, ext } = parse(path);
  const sheets = [...byHeader.values()];
  return sheets.map((sheet, index) => {
    const { list } = sheet.files[0]!.file;
    const earlier = sheets.slice(0, index).filter((one) => one.files[0]!.file.list === list).length;
    // The same list with other headers in another delivery has a file of its own.
    const number = earlier === 0 ? '' : `-${earlier + 1}`;
    return { ...sheet, path: sheets.length === 1 ? path : resolve(dir, `${name}-${list}${number}${ext}`) };
  });
}

async function openOnce(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new WrongUse(`${path} is there already, and is not overwritten. Name another file, or move it away first.`);
    }
    throw new CommandFailed(`${path} cannot be written: ${(error as Error).message}`);
  }
}

async function writeSheet(
  { installation, authority, database }: Session,
  { header, files }: Sheet,
  { rule, hides }: { readonly rule: string | null; readonly hides: ((cells: readonly string[]) => boolean) | null },
  out: FileHandle,
): Promise<{ rows: number; withheld: number }> {
  const key = installation.configuration.secret.key('quarantine', authority.code);
  let written = 0;
  let withheld = 0;
  await out.write(headerLine(header));
  await database.transaction(async (tx) => {
    for (const { file, delivery } of files) {
      for await (const batch of readQuarantine(tx, file.id, rule)) {
        const rows = batch.map(({ record, row, rule: broken, message }) => ({
          delivery: delivery.id,
          list: file.list,
          record,
          rule: broken,
          message,
          cells: decryptRow(key, row),
        }));
        const shown = hides === null ? rows : rows.filter(({ cells }) => !hides(cells));
        await out.write(rowLines(shown));
        written += shown.length;
        withheld += rows.length - shown.length;
      }
    }
  });
  return { rows: written, withheld };
}
