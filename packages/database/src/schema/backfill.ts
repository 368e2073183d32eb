import { boolean, date, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { authorityColumn, createdAt, idColumn, instant, vigil } from './vigil.ts';

/**
 * What ends a state: `going` when every indicator of it is done, or an operator pauses it; `paused` when one resumes it;
 * `done` is an end. One that is `going` while no process holds its lock was cut off, and is resumed like a paused one.
 */
export type BackfillState = 'going' | 'paused' | 'done';

/** An operator's word that figures of past months are to be computed once more. */
export const backfill = vigil.table(
  'backfill',
  {
    id: idColumn(),
    authority: authorityColumn(),
    /** First and last month, YYYY-MM. */
    from: text('from').notNull(),
    to: text('to').notNull(),
    only: text('only').$type<'missing' | 'failed' | 'all'>().notNull(),
    /** Of the newest delivery when it was last begun or resumed. */
    asAt: date('as_at', { mode: 'string' }).notNull(),
    actor: text('actor').notNull(),
    reason: text('reason').notNull(),
    /** How many indicators are computed at a time. */
    concurrency: integer('concurrency').notNull(),
    /** Whether figures are judged when it is done, and people told. */
    tell: boolean('tell').notNull(),
    state: text('state').$type<BackfillState>().notNull().default('going'),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (table) => [index('backfill_authority').on(table.authority, table.createdAt)],
);

/** An indicator that a backfill is done with: written in the transaction that publishes its figures. */
export const backfillIndicator = vigil.table(
  'backfill_indicator',
  {
    backfill: uuid('backfill').notNull(),
    indicator: text('indicator').notNull(),
    authority: authorityColumn(),
    asAt: date('as_at', { mode: 'string' }).notNull(),
    /** How many months of it were computed. */
    months: integer('months').notNull(),
    fresh: integer('new').notNull(),
    restated: integer('restated').notNull(),
    unchanged: integer('unchanged').notNull(),
    /** Why it could not be computed, and what can be done; such a one is tried again when the backfill is resumed. */
    failure: text('failure'),
    at: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.backfill, table.indicator] })],
);
