import { contracts } from '@vigil/extracts';
import type { RoleName } from './roles.ts';

export type Right = 'read' | 'add' | 'change' | 'remove';

/**
 * Whose rows a role sees at a time: those of the one authority that its transaction is about; or, of the tables by
 * which work is handed out, those of all at once as well; `shared` tables hold nothing of any authority.
 */
export type Reach = 'one authority' | 'all authorities' | 'shared';

export interface TableRights {
  readonly table: string;
  /** For an information-governance officer. */
  readonly holds: string;
  readonly reach: Reach;
  readonly may: Readonly<Partial<Record<Right, readonly RoleName[]>>>;
}

/** They take stages, hand them on, and take back those of a process that died. */
const workers = ['scheduler', 'ingest', 'validator', 'aggregator', 'alerter', 'notifier'] as const;
const everybody = [...workers, 'console', 'operator'] as const;
/** Those who need to know what became of figures. */
const judges = ['alerter', 'notifier', 'console', 'operator'] as const;
const operator = ['operator'] as const;
const byHand = { read: operator, add: operator, change: operator, remove: operator } as const;
const workedOn = { read: everybody, add: [...workers, 'operator'], change: [...workers, 'operator'] } as const;

/** What children's records and the way back to their identifiers may be touched by. */
const rooms: readonly TableRights[] = [
  ...[...contracts.values()].map(({ list, title }): TableRights => ({
    table: `records.${list}`,
    holds: `Records of the list "${title}", under pseudonyms: no names, addresses or identifiers`,
    reach: 'one authority',
    may: {
      read: ['validator', 'aggregator', 'ingest', 'operator'],
      add: ['validator', 'operator'],
      change: ['validator', 'operator'],
      // The sweep of what is older than it may be kept is ingest's.
      remove: ['validator', 'ingest', 'operator'],
    },
  })),
  {
    table: 'identity.block',
    holds: "The way back from pseudonyms to the case system's identifiers, encrypted with a key outside the database",
    reach: 'one authority',
    may: {
      read: ['validator', 'ingest', 'operator'],
      add: ['validator', 'operator'],
      change: ['ingest', 'operator'],
      remove: ['ingest', 'operator'],
    },
  },
  {
    table: 'vigil.quarantine',
    holds: 'Delivered rows that were set aside, encrypted',
    reach: 'one authority',
    may: {
      read: ['validator', 'ingest', 'operator'],
      add: ['validator', 'operator'],
      change: operator,
      remove: ['validator', 'ingest', 'operator'],
    },
  },
  {
    table: 'vigil.correction',
    holds: 'Rows set aside as somebody corrected them, encrypted',
    reach: 'one authority',
    may: {
      read: ['validator', 'ingest', 'operator'],
      add: operator,
      change: operator,
      remove: ['ingest', 'operator'],
    },
  },
  {
    table: 'vigil.finding',
    holds: 'What is wrong with delivered rows; values masked',
    reach: 'one authority',
    may: {
      read: ['ingest', 'validator', 'operator'],
      add: ['ingest', 'validator', 'operator'],
      change: ['validator', 'operator'],
      remove: ['ingest', 'validator', 'operator'],
    },
  },
  {
    table: 'vigil.erased',
    holds: 'Pseudonyms of children who were lawfully erased, so that tomorrow’s extract does not bring them back',
    reach: 'one authority',
    may: { ...byHand, read: ['validator', 'ingest', 'operator'] },
  },
  {
    table: 'vigil.restricted',
    holds: 'Pseudonyms of children whose records are shown to nobody but those named',
    reach: 'one authority',
    may: byHand,
  },
];

/** By which work is handed out; ids and names of files and stages, nothing of any child. */
const work: readonly TableRights[] = [
  {
    table: 'vigil.stage',
    holds: 'Steps of work: which, of which run, in which state',
    reach: 'all authorities',
    may: workedOn,
  },
  {
    table: 'vigil.outbox',
    holds: 'Steps to be handed to the queue',
    reach: 'all authorities',
    may: { ...workedOn, remove: [...workers, 'operator'] },
  },
  {
    table: 'vigil.attempt',
    holds: 'How attempts at a step ended, and why they failed',
    reach: 'all authorities',
    may: { read: everybody, add: [...workers, 'operator'] },
  },
  {
    table: 'vigil.slot',
    holds: 'When deliveries, benchmarks and digests were due',
    reach: 'all authorities',
    may: workedOn,
  },
  {
    table: 'vigil.run',
    holds: 'Runs of deliveries and what came of them, in numbers',
    reach: 'all authorities',
    may: { ...workedOn, add: ['ingest', 'operator'] },
  },
  {
    table: 'vigil.delivery',
    holds: 'Deliveries: source, date, folder, state',
    reach: 'all authorities',
    may: { ...workedOn, add: ['ingest', 'operator'] },
  },
  {
    table: 'vigil.file',
    holds: 'Delivered files: name, size, digest, how many rows',
    reach: 'all authorities',
    may: {
      read: everybody,
      add: ['ingest', 'operator'],
      change: ['ingest', 'validator', 'operator'],
      remove: ['ingest', 'operator'],
    },
  },
  {
    table: 'vigil.replay',
    holds: 'Replays that operators set going: who, why, which',
    reach: 'all authorities',
    may: { ...workedOn, add: operator },
  },
  {
    table: 'vigil.replay_job',
    holds: 'The steps that a replay chose',
    reach: 'all authorities',
    // What it chose goes with what else is to be done of its run, which is told apart when it is carried out.
    may: workedOn,
  },
  {
    table: 'vigil.backfill',
    holds: 'Past months computed again: who, why, how far',
    reach: 'all authorities',
    may: { ...byHand, read: ['console', 'operator'] },
  },
  {
    table: 'vigil.backfill_indicator',
    holds: 'How far a backfill is, by indicator',
    reach: 'all authorities',
    may: byHand,
  },
  {
    table: 'vigil.source',
    holds: 'Sources of an authority, and from when their schedule is followed',
    reach: 'one authority',
    may: { read: everybody, add: ['scheduler', 'ingest', 'operator'], change: ['scheduler', 'operator'] },
  },
  {
    table: 'vigil.worker',
    holds: 'Processes that work',
    reach: 'shared',
    may: { read: everybody, add: [...workers, 'operator'], change: operator, remove: operator },
  },
  {
    table: 'vigil.leftover',
    holds: 'Addresses of encrypted files that nothing refers to any more',
    reach: 'shared',
    may: { ...byHand, read: ['ingest', 'operator'], remove: ['ingest', 'operator'] },
  },
];

/** Counts, decisions and mails: what leaves for people. */
const figures: readonly TableRights[] = [
  {
    table: 'vigil.snapshot',
    holds: 'Figures as they were published, every version',
    reach: 'one authority',
    may: { read: ['aggregator', 'scheduler', ...judges], add: ['aggregator', 'operator'] },
  },
  {
    table: 'vigil.computation',
    holds: 'What figures were computed from, as digests',
    reach: 'one authority',
    may: {
      ...byHand,
      read: ['aggregator', ...judges],
      add: ['aggregator', 'operator'],
      change: ['aggregator', 'operator'],
    },
  },
  {
    table: 'vigil.erasure',
    holds: 'That somebody was erased from a list, and when; not who',
    reach: 'one authority',
    may: { ...byHand, read: ['validator', 'aggregator', 'ingest', 'operator'] },
  },
  {
    table: 'vigil.kept_from',
    holds: 'From which day on records of a list are kept',
    reach: 'one authority',
    may: {
      ...byHand,
      read: ['ingest', 'validator', 'aggregator', 'operator'],
      add: ['ingest', 'operator'],
      change: ['ingest', 'operator'],
    },
  },
  {
    table: 'vigil.notice',
    holds: 'What guards noticed about a source',
    reach: 'one authority',
    may: { read: everybody, add: ['ingest', 'validator', 'operator'], change: ['ingest', 'validator', 'operator'] },
  },
  ...['definition', 'standing_figure', 'standing_benchmark'].map((name): TableRights => ({
    table: `vigil.${name}`,
    holds: 'Figures, what they mean and what they are compared with, kept for Power BI and Excel',
    reach: 'one authority',
    may: { ...byHand, read: judges, add: ['alerter', 'operator'], remove: ['alerter', 'operator'] },
  })),
  {
    table: 'vigil.reporting_digest',
    holds: 'Digests of the rows kept for Power BI and Excel',
    reach: 'one authority',
    may: {
      read: ['alerter', 'operator'],
      add: ['alerter', 'operator'],
      change: ['alerter', 'operator'],
      remove: ['alerter', 'operator'],
    },
  },
  {
    table: 'vigil.reader',
    holds: 'Logins that read through the views of Power BI and Excel',
    reach: 'one authority',
    may: byHand,
  },
  {
    table: 'vigil.alert',
    holds: 'Alerts: which figure, which rule, since when',
    reach: 'one authority',
    may: {
      read: ['scheduler', ...judges],
      add: ['alerter', 'operator'],
      change: ['alerter', 'notifier', 'operator'],
    },
  },
  {
    table: 'vigil.alert_event',
    holds: 'What happened to alerts, and whether it was told',
    reach: 'one authority',
    may: { read: everybody, add: ['alerter', 'operator'], change: ['alerter', 'notifier', 'operator'] },
  },
  {
    table: 'vigil.acknowledgement',
    holds: 'Who answered an alert, with what comment',
    reach: 'one authority',
    may: { ...byHand, read: [...judges] },
  },
  {
    table: 'vigil.mute_window',
    holds: 'Which alerts nobody is written to about, until when, and who said so',
    reach: 'one authority',
    may: { ...byHand, read: ['scheduler', ...judges], change: ['notifier', 'operator'] },
  },
  {
    table: 'vigil.rebase',
    holds: 'From which month on control limits begin anew, and who said so',
    reach: 'one authority',
    may: { ...byHand, read: judges },
  },
  {
    table: 'vigil.judgement',
    holds: 'Where people placed an indicator in the pack',
    reach: 'one authority',
    may: { ...byHand, read: judges },
  },
  {
    table: 'vigil.remark',
    holds: 'What people say of a month in the pack; rows are only ever added',
    reach: 'one authority',
    may: { read: judges, add: operator },
  },
  {
    table: 'vigil.notification',
    holds: 'The mail ledger: to whom, what, when, what the server said',
    reach: 'one authority',
    may: { read: everybody, add: ['notifier', 'operator'], change: ['notifier', 'operator'] },
  },
  {
    table: 'vigil.told',
    holds: 'What has been told once and is not told again',
    reach: 'one authority',
    may: { read: everybody, add: ['notifier', 'operator'], change: ['notifier', 'operator'], remove: operator },
  },
  ...['benchmark_file', 'benchmark_row', 'benchmark_neighbours', 'benchmark_finding'].map((name): TableRights => ({
    table: `vigil.${name}`,
    holds: 'Published national figures',
    reach: 'one authority',
    may: {
      read: ['ingest', ...judges],
      add: ['ingest', 'operator'],
      change: ['ingest', 'operator'],
      remove: ['ingest', 'operator'],
    },
  })),
];

const installation: readonly TableRights[] = [
  {
    table: 'vigil.audit',
    holds: 'Who changed what, when and why; rows are only ever added',
    reach: 'one authority',
    // A replay that an operator set going, and the sweep, are put on record by whoever carries them out.
    may: { read: operator, add: [...workers, 'operator'] },
  },
  {
    table: 'vigil.authority',
    holds: 'Codes and names of the authorities',
    reach: 'all authorities',
    may: { read: everybody, add: operator, change: ['alerter', 'operator'] },
  },
  {
    table: 'vigil.installation',
    holds: 'Public marks of the secret, and the installation’s number',
    reach: 'shared',
    may: { read: everybody },
  },
  {
    table: 'vigil.calendar',
    holds: 'Bank holidays as they were known',
    reach: 'shared',
    may: { read: everybody, add: operator },
  },
  {
    table: 'vigil.working_day',
    holds: 'Working days',
    reach: 'shared',
    may: { read: everybody, add: operator },
  },
];

/** A line for each table there is; `services` reach nothing that is not here. A test fails where a table has no line. */
export const tableRights: readonly TableRights[] = [...rooms, ...work, ...figures, ...installation];
