import { dateName, periodName } from '@vigil/calendar';
import { shareInWords } from '@vigil/indicators';
import type { AuthorityConfig, ServersDescription } from '@vigil/runtime';
import { counted } from '../counted.ts';
import { printColumns } from '../output.ts';
import { instantsOf } from './instants.ts';
import type { BenchmarksStatus, ListStatus, SourceStatus, Status } from './status-facts.ts';

/** How things stand, for people: what awaits somebody comes first. */
export function statusInWords(status: Status, authority: AuthorityConfig): string {
  const say = (instant: string): string => instantsOf(authority)(new Date(instant));
  const { name, code } = status.authority;
  return [
    `${name} (${code})`,
    ...section('Awaiting your word', [
      ...status.held.flatMap(({ source, asAt, heldBecause, accept }) => [
        `${source} as at ${asAt} is held: ${heldBecause ?? 'no reason given'}`,
        `  → ${accept}  (or vigil reject)`,
      ]),
      ...status.uncertain.flatMap(({ recipient, subject, settle }) => [
        `uncertain mail to ${recipient}: ${subject}`,
        `  → ${settle}`,
      ]),
      ...status.refused.flatMap(({ recipient, subject, response, settle }) => [
        `refused mail to ${recipient}: ${subject} (${response ?? 'no reason given'})`,
        `  → ${settle}, once the address or the server is right`,
      ]),
      ...status.failed.flatMap(failedLines),
      ...status.backfills.flatMap(stoppedLines),
    ]),
    ...section(
      'Sources',
      status.sources.flatMap((source) => sourceLines(source, say)),
    ),
    ...section('Figures by people', status.overdueFigures.map(overdueLine)),
    ...section('Benchmarks', benchmarkLines(status.benchmarks, say)),
    ...section(
      'Noticed',
      status.notices.map(({ source, list, since, words }) => `${list ?? source}, since ${say(since)}: ${words}`),
    ),
    ...section('Lists', listLines(status.lists, authority.sources.length > 1)),
    ...section('Mail', status.digest === null ? [] : [`news waits until ${say(status.digest.waitsUntil)}`]),
    ...section(
      'Muted',
      status.muted.map(({ id, what, until, reason }) => `${id.slice(0, 8)}: ${what}, until ${until}: ${reason}`),
    ),
    ...section('Under way', [
      ...status.work.map(({ stage, due, running }) => `${stage}: ${running} running, ${due} due`),
      ...status.replays.flatMap(replayLines),
      ...status.backfills
        .filter(({ resume }) => resume === null)
        .map(
          ({ id, from, to, done }) =>
            `backfill ${id.slice(0, 8)} of ${from} to ${to}: ${counted(done, 'indicator')} done`,
        ),
    ]),
    ...section('Servers', [`queue: ${status.queue}`, `database: ${databaseInWords(status.database)}`]),
    '',
  ].join('\n');
}

function failedLines({ state, stage, kind, message, jobs, commands }: Status['failed'][number]): readonly string[] {
  const dead = state === 'dead';
  const ids = jobs.map((job) => job.slice(0, 8)).join(', ');
  return [
    `${stage} ${dead ? `is DEAD (job ${ids})` : 'failed'} (${kind}): ${message}`,
    `  → ${[...(dead ? [] : ['vigil failed']), ...commands].join('; ')}`,
  ];
}

/** A backfill that nobody works on. */
function stoppedLines({ id, from, to, done, state, resume }: Status['backfills'][number]): readonly string[] {
  if (resume === null) return [];
  const how = state === 'paused' ? 'is paused' : 'was cut off';
  return [`backfill ${id.slice(0, 8)} of ${from} to ${to} ${how}, ${counted(done, 'indicator')} done`, `  → ${resume}`];
}

function replayLines(replay: Status['replays'][number]): readonly string[] {
  const { id, waiting, dispatched, ratePerMinute, abort } = replay;
  const rate = ratePerMinute === null ? '' : `, ${String(ratePerMinute)} a minute`;
  return [
    `replay ${id.slice(0, 8)}: ${String(dispatched)} of ${counted(waiting + dispatched, 'job')} made due${rate}`,
    `  → to end it: ${abort}`,
  ];
}

function overdueLine({ name, period, due, indicators }: Status['overdueFigures'][number]): string {
  const figures = counted(indicators.length, 'figure');
  return `OVERDUE since ${dateName(due)}: ${figures} of ${periodName(period)} from ${name}  → vigil collect`;
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines.map((line) => `  ${line}`)];
}

function sourceLines(source: SourceStatus, say: (instant: string) => string): readonly string[] {
  const { live, newest, nextSlot, overdue } = source;
  const age =
    live === null ? 'nothing published yet' : `live as at ${dateName(live.asAt)}, published ${say(live.publishedAt)}`;
  const next = nextSlot === null ? 'no schedule' : `next slot ${say(nextSlot)}`;
  return [
    `${source.source}: ${age}; ${next}`,
    ...(newest && newest.state !== 'published' && newest.state !== 'unchanged'
      ? [`  the delivery as at ${newest.asAt} is ${newest.state}`]
      : []),
    ...(overdue ? [`  OVERDUE: a delivery was expected by ${say(overdue.expectedBy)}`] : []),
    ...(overdue?.problems ?? []).map((problem) => `  ${problem}`),
  ];
}

function benchmarkLines(benchmarks: BenchmarksStatus | null, say: (instant: string) => string): readonly string[] {
  if (benchmarks === null) return [];
  const { loaded, newest, lookedAt, refused, findings } = benchmarks;
  return [
    `${loaded} published files${newest === null ? '' : `, the newest year ${newest}`}; looked at ${say(lookedAt)}`,
    ...refused.map((name) => `REFUSED, nothing of it is loaded: ${name}`),
    ...(findings > 0 ? [`  → vigil benchmarks --findings`] : []),
  ];
}

/** A list that the newest delivery of its source did not have says so: figures that need it are as old as it is. */
function listLines(lists: readonly ListStatus[], severalSources: boolean): readonly string[] {
  const delivered = lists.filter(({ asAt }) => asAt !== null);
  const never = lists.filter(({ asAt }) => asAt === null).map(({ list }) => list);
  const lines = delivered.map(({ source, list, asAt, daysOld, stale, read, quarantinedShare }) => [
    list,
    ...(severalSources ? [source ?? ''] : []),
    asAt ?? '',
    counted(read, 'row'),
    quarantinedShare === null ? '' : `${shareInWords(quarantinedShare)} quarantined`,
    stale ? `STALE: not in the newest delivery, ${daysOld} days old; figures rest on what it said then` : '',
  ]);
  const right = severalSources ? [false, false, false, true, true] : [false, false, true, true];
  return [
    ...(lines.length === 0 ? [] : printColumns(lines, right).trimEnd().split('\n')),
    ...(never.length === 0 ? [] : [`never delivered: ${never.join(', ')}`]),
  ];
}

export function databaseInWords(database: ServersDescription): string {
  return database.kind === 'given'
    ? `PostgreSQL at ${database.address}`
    : `embedded ${database.version} at ${database.address}, cluster in ${database.cluster}`;
}
