import { dateName } from '@vigil/calendar';
import type { AuthorityConfig, ServersDescription } from '@vigil/runtime';
import { printColumns } from '../output.ts';
import { instantsOf } from './instants.ts';
import type { ListStatus, SourceStatus, Status } from './status-facts.ts';

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
      ...status.failed.flatMap(({ stage, kind, message, fingerprint }) => [
        `${stage} failed (${kind}): ${message}`,
        `  → vigil failed; vigil replay --error ${fingerprint} --reason "…"`,
      ]),
    ]),
    ...section(
      'Sources',
      status.sources.flatMap((source) => sourceLines(source, say)),
    ),
    ...section('Lists', listLines(status.lists)),
    ...section(
      'Delivered, but not read by this version',
      status.notRead.map(({ list, asAt }) => `${list} (as at ${asAt})`),
    ),
    ...section(
      'Under way',
      status.work.map(({ stage, due, running }) => `${stage}: ${running} running, ${due} due`),
    ),
    ...section('Servers', [`queue: ${status.queue}`, `database: ${databaseInWords(status.database)}`]),
    '',
  ].join('\n');
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

/** A list that is behind the others says so: figures that need it are as old as it is. */
function listLines(lists: readonly ListStatus[]): readonly string[] {
  const newest =
    lists
      .flatMap(({ asAt }) => asAt ?? [])
      .toSorted()
      .at(-1) ?? null;
  const lines = lists.map(({ list, asAt, read, quarantinedShare }) => [
    list,
    asAt ?? 'never delivered',
    asAt === null ? '' : `${read.toLocaleString('en-GB')} rows`,
    quarantinedShare === null ? '' : `${share(quarantinedShare)} quarantined`,
    asAt !== null && newest !== null && asAt < newest ? `behind the newest (${newest})` : '',
  ]);
  return printColumns(lines, [false, false, true, true]).trimEnd().split('\n');
}

function share(part: number): string {
  if (part > 0 && part < 0.001) return 'under 0.1 %';
  return `${(100 * part).toLocaleString('en-GB', { maximumFractionDigits: 1 })} %`;
}

export function databaseInWords(database: ServersDescription): string {
  return database.kind === 'given'
    ? `PostgreSQL at ${database.address}`
    : `embedded ${database.version} at ${database.address}, cluster in ${database.cluster}`;
}
