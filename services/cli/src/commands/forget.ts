import type { Command } from 'commander';
import { landedHolds } from '@vigil/connectors';
import { erase, isNothing, landedContents, remainsOf, type LandedPerson, type Remains } from '@vigil/database';
import type { Identified } from '@vigil/extracts';
import { decryptRow } from '@vigil/validator';
import { openLandingStore } from '@vigil/hosting';
import { counted } from '../counted.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { authorityOption, reasonOption, reportFormatOption } from './options.ts';
import { kindOption, personMeant, type MeantPerson } from './person.ts';

interface ForgetOptions {
  readonly authority?: string;
  readonly kind: Identified;
  readonly reason?: string;
  readonly dryRun?: true;
  readonly unseen?: true;
  readonly format: 'text' | 'json';
}

export function registerForget(program: Command, context: CommandContext): void {
  program
    .command('forget')
    .description('erase all that there is of a child, and keep it out of whatever is delivered later')
    .argument('<child>', 'the identifier of the case system; - reads it from standard input')
    .addOption(kindOption())
    .addOption(reasonOption())
    .option('--dry-run', 'say what there is, and erase nothing')
    .option('--unseen', 'also where nothing of it is on record: keep it out of what is still to come')
    .addOption(authorityOption())
    .addOption(reportFormatOption())
    .addHelpText(
      'after',
      `
Records and all their history go, the way back, rows in quarantine and corrections, and every landed file that names the
identifier, with what is in quarantine of it; the next delivery is then read as a whole. What the source goes on sending of
them is left out and counted. Figures that were published stay; the next run computes the months that are kept anew,
without them, and gives erasure as its reason. On record is who did this and why, never whom it was about.

It cannot be undone. Backups made before still hold everything: let them run out, or delete them.

Examples:
  vigil forget C-00471 --dry-run
  vigil forget - --reason "erasure granted, case IG-2041" < identifier.txt`,
    )
    .action(async (typed: string, options: ForgetOptions) => {
      const { reason } = options;
      if (reason === undefined && !options.dryRun) {
        throw new WrongUse('Say why with --reason "…": it goes on record. (--dry-run shows what there is.)');
      }
      await withSession(context, options, async (session) => {
        const meant = await personMeant(session, context, { typed, kind: options.kind, reason });
        const marks = await marksOf(session, meant);
        const there = await session.database.transaction((tx) => remainsOf(tx, meant.person, marks));
        if (options.dryRun) {
          report(context, options, there, 'There are', 'Nothing was erased.');
          return;
        }
        if (isNothing(there) && !options.unseen) {
          throw new CommandFailed(
            `Nothing of this ${options.kind} is on record, and nothing was done. Is the identifier written as the case ` +
              'system writes it? To keep it out of what is still to come: --unseen.',
          );
        }
        const erased = await eraseNow(session, meant, marks, reason!);
        report(context, options, erased, 'Erased:', 'What is delivered of them from now on is left out.');
      });
    });
}

async function eraseNow(
  { database }: Session,
  { person }: MeantPerson,
  marks: LandedPerson,
  reason: string,
): Promise<Remains> {
  return database.transaction((tx) => erase(tx, person, marks, { actor: currentActor(), reason }));
}

/** Landed files are looked through beforehand: while they are, nights go on. */
async function marksOf({ installation, authority, database }: Session, meant: MeantPerson): Promise<LandedPerson> {
  const { identifier } = meant;
  const { configuration } = installation;
  const landing = openLandingStore(configuration);
  const quarantine = configuration.secret.key('quarantine', authority.code);
  const known = new Map<string, boolean>();
  const holds = async (address: string): Promise<boolean> => {
    const found = known.get(address) ?? (await landedHolds(landing, address, identifier));
    known.set(address, found);
    return found;
  };
  for (const { address } of await database.transaction(landedContents)) await holds(address);
  return {
    wayBack: configuration.secret.key('way back', authority.code),
    isOf: (row) => decryptRow(quarantine, Buffer.from(row)).some((cell) => cell.trim() === identifier),
    holds,
    remove: (address) => landing.remove(address),
  };
}

function report(context: CommandContext, { format }: ForgetOptions, remains: Remains, verb: string, end: string): void {
  if (format === 'json') {
    context.out(`${JSON.stringify(remains, null, 2)}\n`);
    return;
  }
  const { records, staged, quarantined, corrections, identities, files } = remains;
  const count = (number: number, one: string, many?: string): string[] =>
    number === 0 ? [] : [counted(number, one, many)];
  const parts = [
    ...records.flatMap((list) => count(list.records, `record of ${list.list}`, `records of ${list.list}`)),
    ...count(staged, 'row that waits to be published', 'rows that wait to be published'),
    ...count(quarantined, 'row in quarantine', 'rows in quarantine'),
    ...count(corrections, 'correction'),
    ...(identities > 0 ? ['the way back'] : []),
    ...count(files, 'landed file'),
  ];
  context.out(`${verb} ${parts.length === 0 ? 'nothing on record' : parts.join(', ')}.\n`);
  context.say(end);
}
