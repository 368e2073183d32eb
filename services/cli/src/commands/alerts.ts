import type { Command } from 'commander';
import type { Period } from '@vigil/calendar';
import {
  listAlerts,
  newestDelivery,
  readSeries,
  standingCalendar,
  type Alert,
  type Series,
  type Transaction,
} from '@vigil/database';
import { describeTarget, display, exactValue, threshold } from '@vigil/indicators';
import type { AuthorityConfig } from '@vigil/runtime';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { authorityOption, formatOption, type CommonOptions } from './options.ts';

interface AlertRow {
  readonly id: string;
  readonly indicator: string;
  /** The last month it was judged on. */
  readonly period: Period;
  readonly rule: string;
  readonly state: Alert['state'];
  /** Of that month, as known now. */
  readonly value: number | null;
  readonly target: number | null;
  readonly openedAt: string;
  readonly owner: string | null;
  readonly shown: { readonly value: string; readonly target: string };
}

const columns: readonly Column<AlertRow>[] = [
  { name: 'indicator', heading: 'Indicator' },
  { name: 'period', heading: 'Month' },
  { name: 'rule', heading: 'Rule' },
  { name: 'state', heading: 'State' },
  { name: 'value', heading: 'Value', align: 'right', show: ({ shown }) => shown.value },
  { name: 'target', heading: 'Target', show: ({ shown }) => shown.target },
  { name: 'openedAt', heading: 'Opened', show: ({ openedAt }) => openedAt.slice(0, 10) },
  { name: 'owner', heading: 'Owner' },
  { name: 'id', heading: 'Alert', show: ({ id }) => id.slice(0, 8) },
];

export function registerAlerts(program: Command, context: CommandContext): void {
  program
    .command('alerts')
    .description('figures that missed their target: the open ones first, then those that recovered')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
An alert opens when the judged month is red, continues month by month, and recovers when the target is met again.

Examples:
  vigil alerts
  vigil alerts --format json | jq '.[] | select(.state == "open")'`,
    )
    .action(async (options: CommonOptions) => {
      const rows = await withSession(context, options, (session) =>
        session.database.transaction((tx) => readAlerts(tx, session)),
      );
      printRows(context, options.format, columns, rows, 'No alert was ever opened.');
    });
}

async function readAlerts(tx: Transaction, { authority, installation }: Session): Promise<readonly AlertRow[]> {
  const alerts = await listAlerts(tx);
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
  return alerts.map((alert) => toRow(alert, series, authority));
}

function toRow(alert: Alert, all: readonly Series[], authority: AuthorityConfig): AlertRow {
  const series = all.find(({ definition, member }) => definition.id === alert.indicator && member === alert.member);
  const judged = series?.judged.find(({ figure }) => figure.period === alert.lastPeriod);
  const target = judged?.target ?? null;
  return {
    id: alert.id,
    indicator: alert.indicator,
    period: alert.lastPeriod,
    rule: alert.rule,
    state: alert.state,
    value: judged?.figure.value ?? null,
    target: target && threshold(target).value,
    openedAt: alert.openedAt.toISOString(),
    owner: ownersOf(alert.indicator, authority),
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
