import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { periodName, type IsoDate, type Period } from '@vigil/calendar';
import { disclosureRules } from '@vigil/disclosure';
import { type AuditEntry, type Edition, type Pack, packOf, publicEdition } from '@vigil/pack';
import { packHtml, packPdf, packPptx } from '@vigil/reports';
import { counted } from '../counted.ts';
import { csvText, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';
import { authorityOption, parseDate, parsePeriod } from './options.ts';
import { endingToWrite, writeWhole } from './out-file.ts';
import { readPackContent } from './pack/content.ts';

interface PackOptions {
  readonly out: readonly string[];
  readonly edition: Edition;
  readonly period?: Period;
  readonly asAt?: IsoDate;
  readonly knownAt?: string;
  readonly audit?: string;
  readonly authority?: string;
  readonly force?: true;
}

const writers = {
  '.pdf': packPdf,
  '.html': packHtml,
  '.pptx': packPptx,
} as const satisfies Readonly<Record<string, (pack: Pack) => Promise<string | Uint8Array>>>;

type Ending = keyof typeof writers;
const endings: readonly [Ending, ...Ending[]] = ['.pdf', '.html', '.pptx'];

const auditColumns: readonly Column<AuditEntry>[] = [
  { name: 'indicator' },
  { name: 'period' },
  { name: 'member' },
  { name: 'of' },
  { name: 'was' },
  { name: 'became' },
  { name: 'because' },
];

export function registerPack(program: Command, context: CommandContext): void {
  program
    .command('pack')
    .description(
      'the board pack of a month: overviews, charts, tables, words, data quality, as PDF, HTML or PowerPoint',
    )
    .requiredOption('--out <file...>', 'where to: pack.pdf, pack.html or pack.pptx, or several of them')
    .option('--period <month>', 'this month (YYYY-MM; default: the newest complete one that has figures)', parsePeriod)
    .addOption(
      new Option('--edition <edition>', 'internal shows figures as they are, public by the rule of disclosure')
        .choices(['internal', 'public'])
        .default('internal'),
    )
    .option('--as-at <date>', 'as it stood at that date, as known now (default: the newest delivery)', parseDate)
    .option('--known-at <run>', 'what was known when that run told people')
    .option('--audit <file.csv>', 'of a public edition: what was changed and why (default: in the data directory)')
    .option('--force', 'put the pack in the place of a file that is there')
    .addOption(authorityOption())
    .addHelpText(
      'after',
      `
The same figures, words and definitions give the same bytes. Commentary, responses and the improvement plan come from
vigil commentary; judgements from vigil judge. What was carried over from an earlier month is marked as a draft.
In a public edition every number follows disclosure.public of vigil.yaml, and only words that somebody released for the
public are printed. Keep its audit file inside.

Examples:
  vigil pack --period 2020-12 --out pack.pdf pack.pptx
  vigil pack --period 2020-12 --out board.html --edition public --audit audit.csv`,
    )
    .action(async (options: PackOptions) => {
      const files = await Promise.all(options.out.map((typed) => fileMeant(context, typed, options)));
      const auditFile = await auditMeant(context, options);
      await withSession(context, options, async (session) => {
        const { pack, audit } = await readPack(session, options);
        for (const { path, ending } of files) {
          await writeWhole(path, await writers[ending](pack));
          context.say(
            `Wrote ${path}: ${pack.edition} edition, ${periodName(pack.period)}, ${counted(pack.pages.length, 'page')}.`,
          );
        }
        if (audit !== null) await keepAudit(context, session, { pack, audit, asked: auditFile });
      });
    });
}

async function fileMeant(
  context: CommandContext,
  typed: string,
  { force }: PackOptions,
): Promise<{ readonly path: string; readonly ending: Ending }> {
  const path = resolve(context.cwd, typed);
  return { path, ending: await endingToWrite(path, { option: '--out', typed, endings, force: force === true }) };
}

/** @throws {WrongUse} where a file is named for an edition that hides nothing */
async function auditMeant(context: CommandContext, options: PackOptions): Promise<string | null> {
  const { audit: typed, edition } = options;
  const force = options.force === true;
  if (typed === undefined) return null;
  if (edition !== 'public')
    throw new WrongUse('--audit is for --edition public: nothing is changed in an internal one.');
  const path = resolve(context.cwd, typed);
  await endingToWrite(path, { option: '--audit', typed, endings: ['.csv'], force });
  return path;
}

async function readPack(
  session: Session,
  options: PackOptions,
): Promise<{ readonly pack: Pack; readonly audit: readonly AuditEntry[] | null }> {
  const content = await session.database.transaction((tx) => readPackContent(tx, session, options));
  if (options.edition === 'internal') return { pack: packOf(content, 'internal'), audit: null };
  const { public: rule, minimumMember } = session.authority.disclosure;
  const disclosed = publicEdition(content, { rule: disclosureRules[rule], minimumMember });
  return { pack: packOf(disclosed.content, 'public'), audit: disclosed.audit };
}

/** Never beside the pack: who publishes a folder would publish what was hidden. */
async function keepAudit(
  context: CommandContext,
  { installation, authority }: Session,
  { pack, audit, asked }: { readonly pack: Pack; readonly audit: readonly AuditEntry[]; readonly asked: string | null },
): Promise<void> {
  const name = `${authority.code}-${pack.period}-as-at-${pack.asAt}.csv`;
  const path = asked ?? join(installation.configuration.dataDirectory, 'disclosure', name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeWhole(path, csvText(auditColumns, audit));
  context.say(
    `Changed before it may leave: ${counted(audit.length, 'entry', 'entries')}, in ${path}. Keep that inside.`,
  );
}
