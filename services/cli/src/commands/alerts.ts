import type { Command } from 'commander';
import { todayIn, type IsoDate, type Period } from '@vigil/calendar';
import { ruleTitles, type AlertState, type RuleName } from '@vigil/alerts';
import {
  acknowledgements,
  isMuted,
  listAlerts,
  mutesInForce,
  newestDelivery,
  readSeries,
  standingCalendar,
  type Acknowledgement,
  type Alert,
  type Mute,
  type Series,
  type Transaction,
} from '@vigil/database';
import { describeTarget, display, exactValue, threshold } from '@vigil/indicators';
import { timeZoneOf, type AuthorityConfig } from '@vigil/runtime';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { printHistory } from './alert-history.ts';
import { authorityOption, formatOption, type CommonOptions } from './options.ts';

interface AlertsOptions extends CommonOptions {
  readonly all?: true;
  readonly history?: string;
}

/** An alert as it is printed; the names are stable. */
interface AlertRow {
  readonly id: string;
  readonly indicator: string;
  /** Null for the whole. */
  readonly member: string | null;
  /** The last month it was judged on. */
  readonly period: Period;
  readonly rule: RuleName;
  readonly state: AlertState;
  /** Of that month, as known now. */
  readonly value: number | null;
  readonly target: number | null;
  readonly openedAt: string;
  /** Who answers for it: who took it on, else the heads of its services. */
  readonly owner: string | null;
  /** What is being done, and by when. */
  readonly response: string | null;
  readonly due: IsoDate | null;
  /** The last day on which nobody is written to about it; null where it is not muted. */
  readonly mutedUntil: IsoDate | null;
  readonly shown: { readonly value: string; readonly target: string };
}

const columns: readonly Column<AlertRow>[] = [
  { name: 'id', heading: 'Alert', show: ({ id }) => id.slice(0, 8) },
  {
    name: 'indicator',
    heading: 'Indicator',
    show: ({ indicator, member }) => (member === null ? indicator : `${indicator}, ${member}`),
  },
  { name: 'member' },
  { name: 'period', heading: 'Month' },
  { name: 'rule', heading: 'Rule', show: ({ rule }) => ruleTitles[rule] },
  {
    name: 'state',
    heading: 'State',
    show: ({ state, mutedUntil }) => (mutedUntil === null ? state : `${state}, muted until ${mutedUntil}`),
  },
  { name: 'value', heading: 'Value', align: 'right', show: ({ shown }) => shown.value },
  { name: 'target', heading: 'Target', show: ({ shown }) => shown.target },
  { name: 'openedAt', heading: 'Opened', show: ({ openedAt }) => openedAt.slice(0, 10) },
  { name: 'owner', heading: 'Owner' },
  { name: 'response', heading: 'Response', show: ({ response, due }) => responseShown(response, due) },
  { name: 'due' },
  { name: 'mutedUntil' },
];

/** What awaits somebody comes first. */
const order: readonly AlertState[] = ['escalated', 'open', 'no-data', 'acknowledged', 'pending', 'recovered'];

export function registerAlerts(program: Command, context: CommandContext): void {
  program
    .command('alerts')
    .description('what is wrong with which figure, by which rule, and who answers for it')
    .option('--all', 'also those that have recovered')
    .option('--history <alert>', 'what happened to one of them, and why: by its id, or as much as tells it apart')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
An alert is pending while its month has not settled, then open until it is acknowledged, and recovered when its rule
clears. The rules stand in infra/reference/alerts.md; vigil test-rules tries others.

Examples:
  vigil alerts
  vigil alerts --history 3f2a
  vigil alerts --format json | jq '.[] | select(.state == "open")'`,
    )
    .action(async (options: AlertsOptions) => {
      await withSession(context, options, async (session) => {
        const { history } = options;
        if (history !== undefined) {
          await printHistory(session, history, options.format, context);
          return;
        }
        const rows = await session.database.transaction((tx) => readAlerts(tx, session, options.all === true));
        printRows(context, options.format, columns, rows, 'No alert is open.');
      });
    });
}

async function readAlerts(
  tx: Transaction,
  { authority, installation }: Session,
  recoveredToo: boolean,
): Promise<readonly AlertRow[]> {
  const states = recoveredToo ? order : order.filter((state) => state !== 'recovered');
  // What was pending and came to nothing was no alert.
  const alerts = (await listAlerts(tx, { states })).filter(
    ({ state, openedPeriod }) => state !== 'recovered' || openedPeriod !== null,
  );
  const answers = await acknowledgements(
    tx,
    alerts.map(({ id }) => id),
  );
  const mutes = await mutesInForce(tx, todayIn(timeZoneOf(authority), installation.configuration.now()));
  const newest = await newestDelivery(tx);
  const definitions = installation.catalogue.all().filter(({ id }) => alerts.some(({ indicator }) => indicator === id));
  const series =
    newest === null
      ? []
      : await readSeries(tx, definitions, {
          asAt: newest.asAt,
          calendar: await standingCalendar(tx),
          targets: authority.targets,
        });
  return alerts
    .map((alert) => toRow(alert, { series, authority, answer: answers.get(alert.id) ?? null, mutes }))
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

function toRow(
  alert: Alert,
  {
    series: all,
    authority,
    answer,
    mutes,
  }: {
    readonly series: readonly Series[];
    readonly authority: AuthorityConfig;
    readonly answer: Acknowledgement | null;
    readonly mutes: readonly Mute[];
  },
): AlertRow {
  const series = all.find(({ definition, member }) => definition.id === alert.indicator && member === alert.member);
  const judged = series?.judged.find(({ figure }) => figure.period === alert.lastPeriod);
  const target = judged?.target ?? null;
  return {
    id: alert.id,
    indicator: alert.indicator,
    member: alert.member,
    period: alert.lastPeriod,
    rule: alert.rule,
    state: alert.state,
    value: judged?.figure.value ?? null,
    target: target && threshold(target).value,
    openedAt: alert.openedAt.toISOString(),
    owner: answer?.owner ?? ownersOf(alert.indicator, authority),
    response: answer?.response ?? null,
    due: answer?.due ?? null,
    // The last of several to end.
    mutedUntil: mutes.findLast((mute) => isMuted(alert, mute, authority.services))?.until ?? null,
    shown: {
      value:
        series && judged ? display(series.definition, exactValue(series.definition, judged.figure), { target }) : '',
      target: series && target ? describeTarget(target, series.definition.unit) : '',
    },
  };
}

function ownersOf(indicator: string, { services }: AuthorityConfig): string | null {
  const owners = services
    .filter(({ indicators }) => indicators.includes(indicator))
    .map(({ head }) => `${head.title} <${head.email}>`);
  return owners.length === 0 ? null : owners.join(', ');
}

function responseShown(response: string | null, due: IsoDate | null): string {
  return [response, due && `by ${due}`].filter((part) => part !== null).join(', ');
}
