import { Option, type Command } from 'commander';
import { ruleNames, ruleTitles, type RuleName } from '@vigil/alerts';
import { dateName, todayIn, type IsoDate } from '@vigil/calendar';
import { mute, mutedInWords, mutesInForce, unmute, type Mute } from '@vigil/database';
import { timeZoneOf } from '@vigil/runtime';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { instantsOf } from './instants.ts';
import { idMeant, indicatorMeant, serviceMeant } from './named.ts';
import {
  authorityOption,
  formatOption,
  parseDate,
  reasonOption,
  type CommonOptions,
  type WordOptions,
} from './options.ts';

interface MuteOptions extends CommonOptions {
  readonly indicator?: string;
  readonly service?: string;
  readonly rule?: RuleName;
  readonly until?: IsoDate;
  readonly reason?: string;
  readonly list?: true;
}

/** A mute as it is printed; the names are stable. */
interface MuteRow extends Pick<Mute, 'id' | 'service' | 'indicator' | 'rule' | 'until' | 'actor' | 'reason'> {
  readonly since: string;
  readonly shown: { readonly since: string };
}

const columns: readonly Column<MuteRow>[] = [
  { name: 'id', heading: 'Mute', show: ({ id }) => id.slice(0, 8) },
  { name: 'service', heading: 'Service' },
  { name: 'indicator', heading: 'Indicator' },
  { name: 'rule', heading: 'Rule', show: ({ rule }) => (rule === null ? '' : ruleTitles[rule]) },
  { name: 'until', heading: 'Until' },
  { name: 'actor', heading: 'By' },
  { name: 'since', heading: 'Since', show: ({ shown }) => shown.since },
  { name: 'reason', heading: 'Reason' },
];

export function registerMute(program: Command, context: CommandContext): void {
  program
    .command('mute')
    .description('write to nobody about some alerts until a day has passed')
    .option('--service <id>', 'of this service of vigil.yaml')
    .option('--indicator <name>', 'of this indicator, by id or code')
    .addOption(new Option('--rule <name>', 'by this rule').choices(ruleNames))
    .option('--until <date>', 'the last day (YYYY-MM-DD)', parseDate)
    .addOption(reasonOption())
    .option('--list', 'show the mutes in force instead')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Where several are named, what is all of them at once is muted. Alerts are decided all the same; what is still true when
the mute ends is told then. vigil unmute ends it earlier.

Examples:
  vigil mute --service mash --until 2021-01-31 --reason "the case system is being moved"
  vigil mute --indicator icpc-timeliness --rule extreme --until 2021-03-31 --reason "known; the board follows it"
  vigil mute --list`,
    )
    .action(async (options: MuteOptions) => {
      await withSession(context, options, (session) =>
        options.list ? list(session, options, context) : add(session, options, context),
      );
    });

  program
    .command('unmute')
    .description('end a mute before its day')
    .argument('<mute>', 'its id, or as much of it as tells it apart')
    .addOption(reasonOption().makeOptionMandatory())
    .addOption(authorityOption())
    .action(async (typed: string, options: WordOptions) => {
      await withSession(context, options, ({ database }) =>
        database.transaction(async (tx) => {
          const id = await idMeant(tx, 'mute', typed);
          await unmute(tx, id, { actor: currentActor(), reason: options.reason });
        }),
      );
      context.say('Ended; what is still true is told with the next mail.');
    });
}

async function add(
  { installation, authority, database }: Session,
  options: MuteOptions,
  context: CommandContext,
): Promise<void> {
  const { until, reason, rule = null } = options;
  if (until === undefined || reason === undefined) throw new WrongUse('Say --until which day, and the --reason.');
  const today = todayIn(timeZoneOf(authority), installation.configuration.now());
  if (until < today) throw new WrongUse(`${until} is over; --until is a day that is still to come.`);
  const service = options.service === undefined ? null : serviceMeant(authority, options.service).id;
  const indicator =
    options.indicator === undefined ? null : indicatorMeant(installation.catalogue, options.indicator).id;
  if (service === null && indicator === null && rule === null) {
    throw new WrongUse('Say what to mute: --service, --indicator, --rule, or several of them.');
  }
  const word = { actor: currentActor(), reason };
  const id = await database.transaction((tx) => mute(tx, { service, indicator, rule, until }, word));
  context.say(
    `Muted until the end of ${dateName(until)}: ${mutedInWords({ service, indicator, rule })}. To end it: vigil unmute ${id.slice(0, 8)} --reason "…"`,
  );
}

async function list(
  { installation, authority, database }: Session,
  { format }: MuteOptions,
  context: CommandContext,
): Promise<void> {
  const today = todayIn(timeZoneOf(authority), installation.configuration.now());
  const mutes = await database.transaction((tx) => mutesInForce(tx, today));
  const say = instantsOf(authority);
  const rows = mutes.map(({ id, service, indicator, rule, until, actor, reason, createdAt }) => ({
    id,
    service,
    indicator,
    rule,
    until,
    actor,
    since: createdAt.toISOString(),
    reason,
    shown: { since: say(createdAt) },
  }));
  printRows(context, format, columns, rows, 'Nothing is muted.');
}
