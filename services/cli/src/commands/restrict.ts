import type { Command } from 'commander';
import { liftRestriction, restrict, restrictionsInForce, type Restriction } from '@vigil/database';
import type { Identified } from '@vigil/extracts';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { instantsOf } from './instants.ts';
import { authorityOption, formatOption, reasonOption, type CommonOptions } from './options.ts';
import { kindOption, personMeant } from './person.ts';
import { shortPseudonym } from './short-pseudonym.ts';

interface RestrictOptions extends CommonOptions {
  readonly kind: Identified;
  readonly reason?: string;
  readonly lift?: true;
  readonly list?: true;
}

/** A restriction as it is printed; the names are stable. */
interface RestrictionRow extends Pick<Restriction, 'actor' | 'reason'> {
  readonly subject: string;
  readonly kind: Identified;
  readonly since: string;
  readonly shown: { readonly since: string };
}

const columns: readonly Column<RestrictionRow>[] = [
  { name: 'subject', heading: 'Pseudonym' },
  { name: 'kind', heading: 'Kind' },
  { name: 'since', heading: 'Since', show: ({ shown }) => shown.since },
  { name: 'actor', heading: 'By' },
  { name: 'reason', heading: 'Reason' },
];

export function registerRestrict(program: Command, context: CommandContext): void {
  program
    .command('restrict')
    .description("show a child's records to nobody but those whom vigil.yaml names")
    .argument('[child]', 'the identifier of the case system; - reads it from standard input')
    .addOption(kindOption())
    .addOption(reasonOption())
    .option('--lift', 'end the restriction')
    .option('--list', 'show the restrictions in force instead')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
They count in every figure as before. vigil cohort and vigil explain show that there is such a record, and nothing else of
it; with --reveal, and with vigil quarantine export, it is given to those alone who are named both there and here:

  restricted: { readers: [ "jane.doe" ] }

Examples:
  vigil restrict - --reason "a relative works in the team" < identifier.txt
  vigil restrict C-00471 --lift --reason "the relative has left"
  vigil restrict --list`,
    )
    .action(async (typed: string | undefined, options: RestrictOptions) => {
      await withSession(context, options, (session) =>
        options.list ? list(session, options, context) : change(session, typed, options, context),
      );
    });
}

async function change(
  session: Session,
  typed: string | undefined,
  { kind, reason, lift }: RestrictOptions,
  context: CommandContext,
): Promise<void> {
  if (typed === undefined || reason === undefined) throw new WrongUse('Say whom, and the --reason.');
  const { person } = await personMeant(session, context, { typed, kind, reason });
  const word = { actor: currentActor(), reason };
  await session.database.transaction((tx) => (lift ? liftRestriction : restrict)(tx, person, word));
  const { readers } = session.authority.restricted;
  context.say(
    lift
      ? 'Lifted: their records are shown as those of others.'
      : `Restricted: their records are shown to ${readers.length === 0 ? 'nobody, since restricted.readers in vigil.yaml names nobody' : readers.join(', ')}.`,
  );
}

async function list(
  { authority, database }: Session,
  { format }: RestrictOptions,
  context: CommandContext,
): Promise<void> {
  const say = instantsOf(authority);
  const rows = (await database.transaction(restrictionsInForce)).map(
    ({ pseudonym, purpose, since, actor, reason }) => ({
      subject: shortPseudonym(pseudonym),
      kind: purpose,
      since: since.toISOString(),
      actor,
      reason,
      shown: { since: say(since) },
    }),
  );
  printRows(context, format, columns, rows, "Nobody's records are restricted.");
}
