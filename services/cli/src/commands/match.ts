import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { loadCatalogue, readAuthorities, readEnvironment, typedPath, writeNames } from '@vigil/runtime';
import type { AuthorityConfig, SourceConfig } from '@vigil/runtime';
import { chooseAuthority, type CommandContext } from '../session.ts';
import { atTerminal, type Ask } from '../terminal.ts';
import { WrongUse } from '../wrong-use.ts';
import { askForMeanings } from './match/ask.ts';
import {
  confirmedCode,
  confirmedHeader,
  confirmedList,
  isNothing,
  nothingConfirmed,
  saidInWords,
  together,
  withConfirmed,
} from './match/confirmed.ts';
import type { Confirmed } from './match/confirmed.ts';
import { inWords } from './match/in-words.ts';
import { look, type Looked } from './match/look.ts';
import { openQuestions } from './match/open-questions.ts';
import { authorityOption, reportFormatOption } from './options.ts';

interface MatchOptions {
  readonly authority?: string;
  readonly source?: string;
  readonly list: Confirmed;
  readonly header: Confirmed;
  readonly code: Confirmed;
  readonly write?: true;
  readonly yes?: true;
  readonly format: 'text' | 'json';
}

const collect = (read: (text: string) => Confirmed) => (text: string, before: Confirmed) =>
  together(before, read(text));

export function registerMatch(program: Command, context: CommandContext): void {
  program
    .command('match <path>')
    .description('show how a file or a folder would be understood, before anything is loaded')
    .option('--source <id>', 'the source whose names are used and written (default: the only one)')
    .option(
      '--list <file=list>',
      'say which list a file is, or a pattern of files',
      collect(confirmedList),
      nothingConfirmed,
    )
    .option('--header <theirs=official>', 'say which column a header is', collect(confirmedHeader), nothingConfirmed)
    .option('--code <column:value=code>', 'say what a value means', collect(confirmedCode), nothingConfirmed)
    .option('--write', 'write what you confirm into vigil.yaml; asks, where somebody is there')
    .option('--yes', 'ask nothing: write what --list, --header and --code say')
    .addOption(authorityOption())
    .addOption(reportFormatOption())
    .addHelpText(
      'after',
      `
Nothing is loaded and no database is needed. What you say is tried at once; --write keeps it. Only what you say is
ever written. In the name of a file, {asAt:yyyyMMdd} stands for its as-at date, * for anything; a sheet of a workbook
is named after ›, as in "export.xlsx › Tab 1=contacts". The list "ignore" passes a file over.
Of a child nothing is shown: values stand here of columns of codes alone, and what might be more than a code is masked.

Examples:
  vigil match ./extracts/2021-01-04
  vigil match export.csv --list "export*.csv=contacts" --header "Person ID=Child Unique ID"
  vigil match export.csv --code "Gender:Girl=b) Female" --write`,
    )
    .action(async (typed: string, options: MatchOptions) => {
      const path = typedPath(typed, context.cwd);
      const { authority, source } = await sourceMeant(context, options);
      const seen = (confirmed: Confirmed): Promise<Looked> => look(path, withConfirmed(source, confirmed));
      const told = [options.list, options.header, options.code].reduce(together);
      const asks = options.write === true && options.yes !== true && process.stdin.isTTY;
      if (options.write === true && authority === null) throw nowhereToWrite();

      const confirmed = asks ? await atTerminal((ask) => askForMeanings(seen, told, ask)) : told;
      const looked = await seen(confirmed);
      context.out(options.format === 'json' ? `${JSON.stringify(forMachines(looked), null, 2)}\n` : inWords(looked));
      if (options.write === true && authority !== null) {
        await write(authority, source.id, confirmed, context, asks ? atTerminal : null);
      } else if (!isNothing(confirmed)) context.say('\nNothing is written yet: --write keeps what you said.');
      sayWhatIsOpen(looked, asked(typed, options), context);
    });
}

const noNames: Pick<SourceConfig, 'id' | 'files' | 'mapping'> = {
  id: '',
  files: {},
  mapping: { headers: {}, codes: {} },
};

/** The source whose names count; without a vigil.yaml, one that has none. */
async function sourceMeant(
  context: CommandContext,
  options: MatchOptions,
): Promise<{ authority: AuthorityConfig | null; source: Pick<SourceConfig, 'id' | 'files' | 'mapping'> }> {
  const here = join(context.cwd, 'vigil.yaml');
  const { configPath } = readEnvironment(context.env, context.cwd);
  const path = configPath ?? (existsSync(here) ? here : null);
  if (path === null) return { authority: null, source: noNames };
  const authority = chooseAuthority(
    await readAuthorities(path, await loadCatalogue(path), context.cwd),
    options.authority,
  );
  const sources = authority.sources.filter(({ id, contributor }) =>
    options.source === undefined ? contributor === undefined : id === options.source,
  );
  const [source, ...others] = sources;
  const ids = authority.sources.map(({ id }) => id).join(', ');
  if (source === undefined) throw new WrongUse(`There is no source ${options.source}. Configured: ${ids}.`);
  if (others.length > 0)
    throw new WrongUse(`There are several sources: say whose file it is with --source ID. Configured: ${ids}.`);
  return { authority, source };
}

function nowhereToWrite(): WrongUse {
  return new WrongUse('There is no vigil.yaml to write into: vigil init makes one, or VIGIL_CONFIG says where it is.');
}

async function write(
  authority: AuthorityConfig,
  source: string,
  confirmed: Confirmed,
  context: CommandContext,
  terminal: typeof atTerminal | null,
): Promise<void> {
  if (isNothing(confirmed)) {
    context.say('Nothing was confirmed, and nothing is written. Say what is what with --list, --header and --code.');
    return;
  }
  const agreed = terminal === null || (await terminal((ask) => agree(ask, confirmed, authority.file)));
  if (!agreed) {
    context.say('Nothing was written.');
    return;
  }
  const written = await writeNames(authority.file, source, confirmed, await loadCatalogue(authority.file));
  if (written.length === 0) context.say(`${authority.file} says all that already.`);
  else
    context.say(
      `\nWritten into ${authority.file}, source ${source}:\n${written.map((line) => `  ${line}`).join('\n')}`,
    );
}

async function agree(ask: Ask, confirmed: Confirmed, file: string): Promise<boolean> {
  const said = saidInWords(confirmed).map((line) => `  ${line}\n`);
  return /^y(es)?$/i.test(await ask(`\nYou said:\n${said.join('')}Write this into ${file}? (y or n) `));
}

/** What was asked, to be asked once more. */
function asked(path: string, { source, authority }: MatchOptions): string {
  const whose = [
    ...(source === undefined ? [] : [`--source ${source}`]),
    ...(authority === undefined ? [] : [`--authority ${authority}`]),
  ];
  return ['vigil match', quotedIfNeeded(path), ...whose].join(' ');
}

/** What could be confirmed next, as options to be copied once they were looked at. */
function sayWhatIsOpen(looked: Looked, question: string, context: CommandContext): void {
  const open = openQuestions(looked);
  const guesses = open.filter(({ choices }) => choices.length > 0);
  if (guesses.length > 0) {
    const said = guesses.map(({ kind, says, choices }) => `--${kind} ${quoted(`${says}${choices[0]}`)}`);
    const command = [question, ...said, '--write'].join(` ${lineGoesOn}\n  `);
    context.say(
      `\nWhat Vigil would guess, and does not. Check each, change or leave out what is wrong, and say:\n${command}`,
    );
  }
  const others = open.filter(({ choices }) => choices.length === 0);
  if (others.length > 0) {
    context.say('\nWhat only you can say:');
    for (const { kind, says } of others) context.say(`  --${kind} ${quoted(`${says}…`)}`);
    context.say('The columns and codes of a list: vigil lists LIST.');
  }
  const lists = looked.matches.filter(({ list }) => list !== null);
  if (lists.some(({ asAt }) => asAt === null)) {
    context.say(
      '\nNothing says the as-at date: put the files into a folder that is named by it (YYYY-MM-DD), say where their names have it ({asAt:yyyyMMdd} in --list), or give it to vigil run with --extracts and --as-at.',
    );
  } else if (open.length === 0 && lists.length > 0) {
    context.say('\nNothing is left to be said. Next: vigil doctor, then vigil run.');
  }
}

const onWindows = process.platform === 'win32';
const lineGoesOn = onWindows ? '`' : '\\';

/** As a shell (PowerShell on Windows) reads it back. */
function quoted(text: string): string {
  return onWindows ? `"${text.replaceAll(/["$`]/g, '`$&')}"` : `"${text.replaceAll(/["$`\\]/g, String.raw`\$&`)}"`;
}

function quotedIfNeeded(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : quoted(path);
}

/** Without the contracts, which `vigil lists` gives. */
function forMachines({ location, otherFolders, matches }: Looked): unknown {
  return {
    location,
    otherFolders,
    files: matches.map(({ preview, ...match }) => ({
      ...match,
      ...(preview && {
        ...preview,
        columns: preview.columns.map(({ column, ...one }) => ({ ...one, column: column?.name ?? null })),
      }),
    })),
  };
}
