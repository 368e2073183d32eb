import type { Command } from 'commander';
import {
  momentsBefore,
  ruleTitles,
  simulate,
  type DigestItem,
  type DigestNews,
  type Moment,
  type RuleTally,
  type Simulation,
} from '@vigil/alerts';
import {
  addDays,
  addMonths,
  firstDay,
  lastCompletePeriod,
  monthsBetween,
  type Calendar,
  type IsoDate,
} from '@vigil/calendar';
import { laterAsAtDates, newestDelivery, readFacts, standingCalendar, type Transaction } from '@vigil/database';
import { shareInWords, type Catalogue } from '@vigil/indicators';
import { readAuthorities, typedPath, type AuthorityConfig } from '@vigil/runtime';
import { counted } from '../counted.ts';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { authorityOption, formatOption, type CommonOptions } from './options.ts';

interface TestRulesOptions extends CommonOptions {
  readonly config?: string;
  readonly rules?: true;
}

/** One alert in one mail, as it is printed; the names are stable. */
interface NewsRow extends Pick<DigestNews, 'rule' | 'kind' | 'reason' | 'period' | 'words'> {
  readonly day: IsoDate;
  /** Null where no service answers for the indicator: nobody would have been told. */
  readonly recipient: string | null;
  readonly indicator: string;
  readonly member: string | null;
}

const newsColumns: readonly Column<NewsRow>[] = [
  { name: 'day', heading: 'Day' },
  { name: 'recipient', heading: 'To', show: ({ recipient }) => recipient ?? 'nobody' },
  {
    name: 'indicator',
    heading: 'Indicator',
    show: ({ indicator, member }) => (member === null ? indicator : `${indicator}, ${member}`),
  },
  { name: 'member' },
  { name: 'period', heading: 'Month' },
  { name: 'rule', heading: 'Rule', show: ({ rule }) => ruleTitles[rule] },
  { name: 'kind', heading: 'What' },
  { name: 'reason' },
  { name: 'words', heading: 'Why' },
];

const ruleColumns: readonly Column<RuleTally>[] = [
  { name: 'rule', heading: 'Rule', show: ({ rule }) => ruleTitles[rule] },
  { name: 'opened', heading: 'Opened', align: 'right' },
  { name: 'ended', heading: 'Ended', align: 'right' },
  { name: 'noise', heading: 'Within one period', align: 'right' },
  {
    name: 'share',
    heading: 'Share',
    align: 'right',
    show: ({ share }) => (share === null ? '' : shareInWords(share)),
  },
];

/** How far back it looks. */
const months = 13;

export function registerTestRules(program: Command, context: CommandContext): void {
  program
    .command('test-rules')
    .description(`what would have been sent in the last ${months} months, to whom and why; nothing is sent`)
    .option('--config <file>', 'try the targets, services and alerts of this vigil.yaml, before they count')
    .option('--rules', 'only how often each rule opened an alert, and how often that was noise')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Decided by the very code that runs at night, from the figures as they stood at each delivery; before the oldest delivery
from the months it had, week by week. An alert that ended by itself within one period is noise: a rule of which that is
true of more than a fifth is set too fine.

Examples:
  vigil test-rules --rules
  vigil test-rules --config ./stricter.yaml
  vigil test-rules --format csv > a-year-of-mail.csv`,
    )
    .action(async (options: TestRulesOptions) => {
      const { simulation, from, to } = await withSession(context, options, (session) =>
        replay(session, options.config, context),
      );
      const { format } = options;
      if (!options.rules) {
        if (format === 'table') context.out(`${summary(simulation, from, to)}\n\n`);
        printRows(context, format, newsColumns, newsRows(simulation), 'Nobody would have been written to.');
        if (format !== 'table') return;
        context.out('\n');
      }
      printRows(context, format, ruleColumns, simulation.rules, 'No rule would have opened an alert.');
    });
}

async function replay(
  session: Session,
  config: string | undefined,
  context: CommandContext,
): Promise<{ simulation: Simulation; from: IsoDate; to: IsoDate }> {
  const { catalogue } = session.installation;
  const authority =
    config === undefined
      ? session.authority
      : await otherConfiguration(session, typedPath(config, context.cwd), context);
  return session.database.transaction(async (tx) => {
    const calendar = await standingCalendar(tx);
    const moments = await momentsOf(tx, { authority, catalogue, calendar });
    const { code, name, alerts, services } = authority;
    const simulation = simulate({ authority: { code, name }, moments, alerts, services, calendar });
    return { simulation, from: moments[0]!.asAt, to: moments.at(-1)!.asAt };
  });
}

/** @throws {WrongUse} where the file is of other authorities */
async function otherConfiguration(
  { authority, installation }: Session,
  path: string,
  { cwd }: CommandContext,
): Promise<AuthorityConfig> {
  const all = await readAuthorities(path, installation.catalogue, cwd);
  const other = all.find(({ code }) => code === authority.code);
  if (other) return other;
  throw new WrongUse(`${path} is of ${all.map(({ code }) => code).join(', ')}, not of ${authority.code}.`);
}

/**
 * All figures at each delivery of the time, and week by week before the first of them.
 *
 * @throws {CommandFailed} where nothing was ever published
 */
async function momentsOf(
  tx: Transaction,
  question: { readonly authority: AuthorityConfig; readonly catalogue: Catalogue; readonly calendar: Calendar },
): Promise<readonly Moment[]> {
  const newest = await newestDelivery(tx);
  if (newest === null) throw new CommandFailed('Nothing has been published yet; vigil run takes in what is there.');
  const last = lastCompletePeriod(newest.asAt);
  const dates = await laterAsAtDates(tx, addDays(firstDay(addMonths(last, 1 - months)), -1));
  const known: Moment[] = [];
  for (const asAt of dates) known.push({ asAt, facts: await readFacts(tx, { ...question, asAt, run: null }) });
  const [oldest, ...later] = known;
  const before = months - monthsBetween(lastCompletePeriod(oldest!.asAt), last);
  return [...momentsBefore(oldest!.facts, { months: before, calendar: question.calendar }), ...later];
}

function newsRows({ mails, unaddressed }: Simulation): readonly NewsRow[] {
  return [
    ...mails.flatMap(({ day, digest }) => digest.items.flatMap((item) => rowsOf(item, day, digest.recipient.email))),
    ...unaddressed.flatMap((item) => rowsOf(item, item.asAt, null)),
  ];
}

function rowsOf({ definition, series, news }: DigestItem, day: IsoDate, recipient: string | null): readonly NewsRow[] {
  const member = series[0]?.figure.member ?? null;
  return news.map(({ rule, kind, reason, period, words }) => ({
    day,
    recipient,
    indicator: definition.id,
    member,
    period,
    rule,
    kind,
    reason,
    words,
  }));
}

function summary({ mails }: Simulation, from: IsoDate, to: IsoDate): string {
  const people = new Set(mails.map(({ digest }) => digest.recipient.email));
  return `From ${from} to ${to}: ${counted(mails.length, 'mail')} to ${counted(people.size, 'person', 'people')}.`;
}
