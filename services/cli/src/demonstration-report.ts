import { dateName, lastCompletePeriod, periodName, periodOf, type Period } from '@vigil/calendar';
import {
  listNotifications,
  newestDelivery,
  readSeries,
  restatementsOf,
  standingCalendar,
  type Notification,
  type RestatedFigure,
  type Series,
} from '@vigil/database';
import { describeTarget, display, type JudgedFigure, type Rag } from '@vigil/indicators';
import { fileNameOf } from '@vigil/mail';
import { join } from 'node:path';
import { mailDirectory } from '@vigil/hosting';
import type { Installation } from './installation.ts';
import { printColumns } from './output.ts';

const ragWords: Record<Rag, string> = {
  green: 'on target',
  amber: 'just off',
  red: 'MISSED',
  grey: '',
};

/** What a manager reads after the demonstration: figures against target, what moved, who was written to. */
export async function demonstrationReport(installation: Installation): Promise<string> {
  const { configuration, catalogue, database } = installation;
  const [authority] = configuration.authorities;
  if (!authority) throw new Error('The demonstration has no authority.');
  return database.forAuthority(authority.code).transaction(async (tx) => {
    const newest = await newestDelivery(tx);
    if (newest === null) return 'Nothing has been published yet.\n';
    const question = { asAt: newest.asAt, calendar: await standingCalendar(tx), targets: authority.targets };
    const series = (await readSeries(tx, catalogue.all(), question)).filter(({ member }) => member === null);
    const computed = series.filter(({ judged }) => judged.at(-1)?.figure.origin === 'computed');
    const [open, monthly] = partition(computed, ({ definition }) => definition.companionOf !== null);
    const reported = series.length - computed.length;
    const period = lastCompletePeriod(newest.asAt);
    const moves = (await restatementsOf(tx, newest.asAt)).filter(({ member }) => member === null);
    return [
      '',
      `${authority.name}, an invented council, as at ${dateName(newest.asAt)}`,
      '',
      `Figures of ${periodName(period)}, computed from the extracts`,
      '',
      figures(monthly, period),
      `and ${reported} more indicators as the December 2020 board pack printed them: see the scorecard page.`,
      '',
      `Open cases as at ${dateName(newest.asAt)}`,
      '',
      openCases(open, periodOf(newest.asAt)),
      'What moved after it was first published',
      '',
      moved(moves, installation),
      'Who was written to',
      '',
      mails(await listNotifications(tx), installation),
      '',
    ].join('\n');
  });
}

function partition<T>(all: readonly T[], is: (one: T) => boolean): readonly [those: T[], others: T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}

function figures(series: readonly Series[], period: Period): string {
  const lines = series.flatMap((one) => {
    const judged = one.judged.find(({ figure }) => figure.period === period);
    return judged ? [line(one, judged)] : [];
  });
  return printColumns([['', '', '', 'target', '', 'since last month'], ...lines], [false, true, true]);
}

/** What is overdue or due soon: lists of work, which no finished case shows. */
function openCases(series: readonly Series[], period: Period): string {
  const lines = series.flatMap(({ definition, judged }) => {
    const now = judged.find(({ figure }) => figure.period === period);
    return now ? [[`  ${definition.heading}`, display(definition, now.figure.value, { text: now.figure.text })]] : [];
  });
  return printColumns(lines, [false, true]);
}

function line({ definition }: Series, judged: JudgedFigure): string[] {
  const { figure, target, rag, change } = judged;
  const { numerator, denominator } = figure;
  const counted =
    definition.unit === 'percent' && numerator !== null && denominator !== null ? `${numerator} of ${denominator}` : '';
  return [
    `  ${definition.heading}`,
    display(definition, figure.value, { target, text: figure.text }),
    counted,
    target === null ? '' : describeTarget(target, definition.unit),
    ragWords[rag],
    change === null || change.direction === 'No change'
      ? ''
      : `${change.direction.toLowerCase()}${change.verdict === 'neutral' ? '' : `, ${change.verdict}`}`,
  ];
}

function moved(restated: readonly RestatedFigure[], { catalogue }: Installation): string {
  if (restated.length === 0) return '  Nothing.\n';
  return printColumns(
    restated.flatMap(({ indicator, period, before, now, reason }) => {
      const definition = catalogue.find(indicator);
      if (!definition) return [];
      const show = (value: number | null) => display(definition, value);
      return [
        [
          `  ${definition.heading}, ${periodName(period)}`,
          `${show(before)} → ${show(now)}`,
          `(${reason ?? 'restated'})`,
        ],
      ];
    }),
  );
}

function mails(ledger: readonly Notification[], { configuration }: Installation): string {
  if (ledger.length === 0) return '  Nobody: every judged figure is on target.';
  const where = configuration.smtpUrl === null ? mailDirectory(configuration) : null;
  return ledger
    .map(({ recipient, subject, state, messageId }) =>
      [
        `  ${recipient}: ${subject} (${state})`,
        ...(where === null ? [] : [`    ${join(where, fileNameOf(messageId))}`]),
      ].join('\n'),
    )
    .join('\n');
}
