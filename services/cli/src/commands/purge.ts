import type { Command } from 'commander';
import { purgeLandedFiles } from '@vigil/database';
import { openLandingStore } from '@vigil/hosting';
import { purgeRows, rulesOf } from '@vigil/ingest';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { authorityOption, formatOption, reasonOption, type CommonOptions } from './options.ts';

interface PurgeOptions extends CommonOptions {
  readonly reason?: string;
  readonly dryRun?: true;
}

/** What was purged, as it is printed; the names are stable. */
interface PurgeRow {
  readonly what: 'records' | 'findings' | 'quarantine' | 'landed files';
  readonly source: string | null;
  readonly list: string | null;
  /** The day before which it ended, or landed. */
  readonly before: string | null;
  readonly rows: number;
}

const columns: readonly Column<PurgeRow>[] = [
  { name: 'what', heading: 'What' },
  { name: 'source', heading: 'Source' },
  { name: 'list', heading: 'List' },
  { name: 'before', heading: 'From before' },
  { name: 'rows', heading: 'Rows', align: 'right' },
];

export function registerPurge(program: Command, context: CommandContext): void {
  program
    .command('purge')
    .description('take away now what has been kept for as long as vigil.yaml says')
    .addOption(reasonOption())
    .option('--dry-run', 'say how much it would be, and take nothing away')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
What is kept how long is said of a source, and kept for ever where nothing is said:

  retention:
    landedFiles: 13 months
    records: { contacts: 72 months, section_47_enquiries: 72 months }
    findings: 24 months
    quarantine: 90 days

A record's time begins when what it tells has ended, and a version's when it ceased to hold; what is open stays. Running
services purge by themselves, every hour. Each purge is in the audit with its numbers.

Example:
  vigil purge --dry-run
  vigil purge --reason "before the audit of information governance"`,
    )
    .action(async (options: PurgeOptions) => {
      const { reason, dryRun = false } = options;
      if (reason === undefined && !dryRun) {
        throw new WrongUse('Say why with --reason "…": it goes on record. (--dry-run says how much it would be.)');
      }
      await withSession(context, options, async ({ installation, authority }) => {
        const { configuration, database } = installation;
        const word = { actor: currentActor(), reason: reason ?? 'only counted' };
        const key = (purpose: string, code: string) => configuration.secret.key(purpose, code);
        const clock = () => new Date();
        const purged = await purgeRows(database, authority, { clock, key }, word, { dryRun });
        const landing = openLandingStore(configuration);
        const files = await purgeLandedFiles(
          database,
          rulesOf(authority, clock()),
          (address) => landing.remove(address),
          word,
          { dryRun },
        );
        if (files === null) throw new CommandFailed('Landed files are being purged or backed up by another process.');
        const rows: PurgeRow[] = [
          ...purged,
          ...(files.files === 0
            ? []
            : [{ what: 'landed files' as const, source: null, list: null, before: null, rows: files.files }]),
        ];
        printRows(context, options.format, columns, rows, 'There is nothing to purge.');
        if (dryRun && rows.length > 0) context.say('Nothing was purged.');
      });
    });
}
