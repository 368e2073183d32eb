import { benchmarkTables } from '@vigil/benchmarks';
import { counted } from './counted.ts';
import type { NightReport, ReportedBenchmarks, ReportedMails } from './night-report.ts';

/** What a night came to, for people: a line each. */
export function reportInWords(report: NightReport): readonly string[] {
  const lines: string[] = [];
  for (const run of report.runs) {
    const { lists, snapshots, indicators, alerts } = run;
    const rows = lists.reduce((sum, list) => sum + list.read, 0);
    const quarantined = lists.reduce((sum, list) => sum + list.quarantined, 0);
    lines.push(
      `${run.source} of ${run.authority} as at ${run.asAt}: ${run.status}. ` +
        `${counted(lists.length, 'list')}, ${counted(rows, 'row')} read, ${quarantined} quarantined; ` +
        `figures: ${snapshots.new} new, ${snapshots.restated} restated, ${snapshots.unchanged} unchanged, ` +
        `${counted(indicators.computed, 'indicator')} computed of ${indicators.computed + indicators.reused}; ` +
        `alerts: ${alerts.opened} opened, ${alerts.continuing} continuing, ${alerts.recovered} recovered.`,
    );
    const leftOut = lists.reduce((sum, list) => sum + (list.leftOut ?? 0), 0);
    if (leftOut > 0)
      lines.push(`  left out, of people who were erased: ${counted(leftOut, 'row')}; the source sends them still`);
    for (const { name, reason } of run.ignored) lines.push(`  passed over: ${name} (${reason})`);
    for (const { message, advice } of run.causes) lines.push(`  ${message}`, `  → ${advice}`);
  }
  lines.push(...report.problems);
  // The other kinds are told with the run that they stopped.
  for (const { kind, source, words } of report.notices) {
    if (kind === 'stale' || kind === 'never-arrived') lines.push(`${source}: ${words}`);
  }
  lines.push(...benchmarksInWords(report.benchmarks));
  lines.push(...mailsInWords(report.notifications));
  return lines;
}

/** What became of the mails, for people; nothing where there were none. */
export function mailsInWords({
  sent,
  suppressed,
  uncertain,
  failed,
  operators,
  weekly,
  chasers,
}: ReportedMails): readonly string[] {
  const lines: string[] = [];
  if (sent + uncertain + failed > 0) lines.push(`Mail: ${sent} sent, ${uncertain} uncertain, ${failed} failed.`);
  if (operators > 0) lines.push('Operators were written to: see vigil notifications.');
  if (weekly > 0) lines.push('The director was sent the summary of the week.');
  if (chasers > 0) lines.push(`Chased for figures they owe: ${counted(chasers, 'contributor')}.`);
  if (suppressed > 0) {
    lines.push(
      `Not told by itself: ${counted(suppressed, 'piece')} of news (told with newer, muted, or waiting for the next working day).`,
    );
  }
  if (failed > 0)
    lines.push(
      'What failed is in vigil notifications: refused for good, or left to the next run, or to vigil replay, to be sent.',
    );
  if (uncertain > 0) {
    lines.push(
      'Whether an uncertain mail arrived nobody can tell from here: see vigil notifications, then resend or confirm it.',
    );
  }
  return lines;
}

/** What was loaded, and what was not and why. */
function benchmarksInWords(files: readonly ReportedBenchmarks[]): readonly string[] {
  return files.map(({ authority, file, kind, table, release, rows, reason }) => {
    const of = `Benchmarks of ${authority}, ${file}:`;
    switch (kind) {
      case 'table':
        return `${of} ${benchmarkTables.get(table ?? '')?.title ?? table}, release ${release}, ${counted(rows, 'row')} loaded.`;
      case 'neighbours':
        return `${of} statistical neighbours, edition ${release}, of ${rows} authorities loaded.`;
      case 'not compared':
        return `${of} passed over; ${reason}.`;
      case 'refused':
        return `${of} REFUSED, nothing of it is loaded; vigil benchmarks --findings says why.`;
    }
  });
}
