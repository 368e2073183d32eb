import { check, date, index, integer, primaryKey, text, boolean, uuid, bigint, jsonb } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Calendar, Holiday } from '@vigil/calendar';
import { authorityColumn, createdAt, instant, vigil } from './vigil.ts';

/** One row: which secret this database belongs to. Vigil refuses to start with another. */
export const installation = vigil.table(
  'installation',
  {
    one: boolean('one').primaryKey().default(true),
    id: uuid('id').notNull().defaultRandom(),
    keyId: text('key_id').notNull(),
    checkValue: text('check_value').notNull(),
    /** Digest of the as-at functions that are installed; they are made anew when the contracts change. */
    asAtFunctions: text('as_at_functions'),
    createdAt: createdAt(),
  },
  (table) => [check('installation_one', sql`${table.one}`)],
);

/**
 * The bank holidays as they were known, a row a version; only ever added to. The last one is in use, and the working
 * days of each stand in `working_day`.
 */
export const calendarVersion = vigil.table('calendar', {
  number: integer('number').primaryKey().generatedAlwaysAsIdentity(),
  version: text('version').notNull().unique(),
  division: text('division').$type<Calendar['division']>().notNull(),
  /** First and last day that it knows. */
  from: date('from', { mode: 'string' }).notNull(),
  to: date('to', { mode: 'string' }).notNull(),
  holidays: jsonb('holidays').$type<readonly Holiday[]>().notNull(),
  /** Where they were taken from: an address, a file, or what Vigil came with. */
  source: text('source').notNull(),
  fetchedAt: instant('fetched_at').notNull(),
  /** Of the file they were read from; null for those that Vigil came with. */
  sha256: text('sha256'),
  /** Who took them in, and why; null for those that Vigil came with. */
  actor: text('actor'),
  reason: text('reason'),
  createdAt: createdAt(),
});

/** The working days as a table, so that cohorts can join them. `ordinal` counts working days up to and including `date`. */
export const workingDay = vigil.table(
  'working_day',
  {
    calendar: text('calendar').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    ordinal: integer('ordinal').notNull(),
    working: boolean('working').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.calendar, table.date] }),
    // The day on which so many working days have passed.
    index('working_day_ordinal')
      .on(table.calendar, table.ordinal)
      .where(sql`${table.working}`),
  ],
);

/** A process that works on stages. It holds an advisory lock with its number for as long as it lives. */
export const worker = vigil.table('worker', {
  number: integer('number').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  startedAt: createdAt(),
});

export const authority = vigil.table('authority', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  /** Digest of the definitions, targets and calendar that its standing figures were judged by. */
  judgedBy: text('judged_by'),
  createdAt: createdAt(),
});

/** Who changed what, when and why. Only ever added to. */
export const audit = vigil.table(
  'audit',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    authority: authorityColumn(),
    at: instant('at')
      .notNull()
      .default(sql`now()`),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    reason: text('reason').notNull(),
    detail: jsonb('detail').notNull().default({}),
  },
  (table) => [index('audit_authority_at').on(table.authority, table.at)],
);
