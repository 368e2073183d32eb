import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Coverage } from '@vigil/extracts';
import { digestsSource } from '@vigil/pipeline';
import { authorityColumn, bytea, createdAt, idColumn, instant, vigil } from './vigil.ts';

/** A source of one authority, as last seen in its configuration. */
export const source = vigil.table(
  'source',
  {
    authority: authorityColumn(),
    id: text('id').notNull(),
    /** The schedule has been followed from here on; slots before it are never made up. */
    scheduledFrom: instant('scheduled_from').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.authority, table.id] })],
);

/** What ends a slot: `open` until every run it started has ended; `closed` is the end. */
export type SlotState = 'open' | 'closed';

/**
 * A window in which a delivery is looked for: from the schedule, or asked for by hand. Benchmarks and digests have
 * slots of their own, each with one stage.
 */
export const slot = vigil.table(
  'slot',
  {
    id: idColumn(),
    authority: authorityColumn(),
    source: text('source').notNull(),
    kind: text('kind').$type<'scheduled' | 'manual'>().notNull(),
    dueAt: instant('due_at').notNull(),
    /** After this the delivery counts as never arrived; what comes later still runs, marked late. */
    expectedBy: instant('expected_by'),
    /** A folder to look into instead of the source's own. */
    location: text('location'),
    /** Only the delivery of this as-at date. */
    asAt: date('as_at', { mode: 'string' }),
    late: boolean('late').notNull().default(false),
    state: text('state').$type<SlotState>().notNull().default('open'),
    missedAt: instant('missed_at'),
    /** What the pull saw that kept it from finding a delivery, in words. */
    problems: jsonb('problems').$type<readonly string[]>().notNull().default([]),
    requestedBy: text('requested_by'),
    createdAt: createdAt(),
    closedAt: instant('closed_at'),
  },
  (table) => [
    uniqueIndex('slot_once')
      .on(table.authority, table.source, table.dueAt)
      .where(sql`${table.kind} = 'scheduled'`),
    index('slot_open')
      .on(table.authority, table.source)
      .where(sql`${table.state} = 'open'`),
    // What is to be told is told from one place at a time.
    uniqueIndex('slot_digests')
      .on(table.authority)
      .where(sql`${table.source} = ${sql.raw(`'${digestsSource}'`)} and ${table.state} = 'open'`),
  ],
);

/**
 * What becomes of a delivery: `found` until it is landed, `landed` until it is published; `held` until an
 * operator accepts or rejects it; `published`, `unchanged` (the very same came before), `rejected` and
 * `failed` are ends, though a failed one may be replayed.
 */
export type DeliveryState = 'found' | 'landed' | 'held' | 'published' | 'unchanged' | 'rejected' | 'failed';

export const delivery = vigil.table(
  'delivery',
  {
    id: idColumn(),
    authority: authorityColumn(),
    source: text('source').notNull(),
    asAt: date('as_at', { mode: 'string' }).notNull(),
    location: text('location').notNull(),
    /** Names, sizes and times as last seen, so that what did not change is not read again. */
    fingerprint: text('fingerprint').notNull(),
    /** Digest of the content, known once it is landed. */
    content: text('content'),
    state: text('state').$type<DeliveryState>().notNull().default('found'),
    /** Why it is held, in words for the operator. */
    heldBecause: text('held_because'),
    /** An operator has said that its size is right. */
    accepted: boolean('accepted').notNull().default(false),
    /** It is made of files that this delivery landed, read again after a correction or under another mapping. */
    replayOf: uuid('replay_of'),
    /** Files that are passed over, with the reason. */
    ignored: jsonb('ignored').$type<readonly { name: string; reason: string }[]>().notNull().default([]),
    publishedAt: instant('published_at'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('delivery_once').on(table.authority, table.source, table.asAt, table.fingerprint, table.location),
    index('delivery_published')
      .on(table.authority, table.source, table.asAt)
      .where(sql`${table.state} = 'published'`),
  ],
);

export type FileState = 'landed' | 'validated' | 'rejected';

export const file = vigil.table(
  'file',
  {
    id: idColumn(),
    authority: authorityColumn(),
    delivery: uuid('delivery').notNull(),
    name: text('name').notNull(),
    list: text('list').notNull(),
    /** The sheet, where the file is a workbook; `name` has it too. Its other lists are rows of the same address. */
    sheet: text('sheet'),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    /** Where the landing store keeps it. */
    address: text('address').notNull(),
    /** Rows according to the manifest. */
    claimedRows: integer('claimed_rows'),
    coverage: jsonb('coverage').$type<Coverage>().notNull(),
    state: text('state').$type<FileState>().notNull(),
    encoding: text('encoding'),
    read: integer('read').notNull().default(0),
    accepted: integer('accepted').notNull().default(0),
    quarantined: integer('quarantined').notNull().default(0),
    duplicates: integer('duplicates').notNull().default(0),
    unchanged: integer('unchanged').notNull().default(0),
    /** Rows that are not taken, since they are of somebody who was erased; in none of the numbers above but `read`. */
    leftOut: integer('left_out').notNull().default(0),
    /** The table that holds its validated rows until they are published. */
    staging: text('staging'),
    /** The published file it was compared with, so that only what differs was read; null: it was read whole. */
    base: uuid('base'),
    /** Digest of all that the meaning of a row depends on besides the row itself: contract, mapping, reader. */
    reading: text('reading'),
    /** Records that a file compared with this one must read again; null: this one cannot be compared with. */
    unsettled: integer('unsettled').array(),
    /** The columns of its contract that it came with, by official header; null: it was read before they were kept. */
    columns: text('columns').array(),
    /**
     * The as-at dates at which records of the list begin or end because of it: none where it changed nothing; null
     * before it is published, and where this was not kept yet.
     */
    changed: date('changed', { mode: 'string' }).array(),
    /** When its content was removed from the landing store, as its retention says; what was read of it stays. */
    purgedAt: instant('purged_at'),
  },
  (table) => [unique('file_once').on(table.delivery, table.list), index('file_list').on(table.authority, table.list)],
);

export const finding = vigil.table(
  'finding',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    authority: authorityColumn(),
    run: uuid('run').notNull(),
    file: uuid('file').notNull(),
    asAt: date('as_at', { mode: 'string' }).notNull(),
    list: text('list').notNull(),
    fileName: text('file_name').notNull(),
    record: integer('record'),
    line: integer('line'),
    column: text('column'),
    rule: text('rule').notNull(),
    severity: text('severity').notNull(),
    rejected: boolean('rejected').notNull(),
    /** Masked: never a child's data. */
    value: text('value'),
    message: text('message').notNull(),
    /** The run that settled it: its row was corrected, or is understood now. */
    settledBy: uuid('settled_by'),
  },
  (table) => [index('finding_run').on(table.authority, table.run), index('finding_file').on(table.file)],
);

/** Rows that were set aside, encrypted. */
export const quarantine = vigil.table(
  'quarantine',
  {
    authority: authorityColumn(),
    file: uuid('file').notNull(),
    record: integer('record').notNull(),
    line: integer('line').notNull(),
    row: bytea('row').notNull(),
  },
  (table) => [primaryKey({ columns: [table.file, table.record] })],
);

/**
 * A quarantined row as somebody corrected it, encrypted. It belongs to what a source said at an as-at date: wherever
 * that very content is read for that date, in this order or another, the corrected row stands in the place of its own.
 */
export const correction = vigil.table(
  'correction',
  {
    authority: authorityColumn(),
    source: text('source').notNull(),
    asAt: date('as_at', { mode: 'string' }).notNull(),
    list: text('list').notNull(),
    /** Of the file that it corrects. */
    sha256: text('sha256').notNull(),
    record: integer('record').notNull(),
    row: bytea('row').notNull(),
    actor: text('actor').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.authority, table.source, table.asAt, table.list, table.sha256, table.record] }),
  ],
);
