import { sql } from 'drizzle-orm';
import { index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { SourceMapping } from '@vigil/extracts';
import { authorityColumn, createdAt, idColumn, instant, vigil } from './vigil.ts';

/** What ends a state: `going` when no job of it waits any more, or an operator aborts it; the others are ends. */
export type ReplayState = 'going' | 'done' | 'aborted';

/** An operator's word that some jobs are to be done once more; which ones is settled when it is given. */
export const replay = vigil.table(
  'replay',
  {
    id: idColumn(),
    authority: authorityColumn(),
    actor: text('actor').notNull(),
    reason: text('reason').notNull(),
    /** How the jobs were chosen, as it was asked for. */
    choice: jsonb('choice').notNull(),
    /** How files that failed on their headers or codes are to be read: over what vigil.yaml says. Names alone. */
    mapping: jsonb('mapping').$type<SourceMapping>(),
    /** Null: all at once. */
    ratePerMinute: integer('rate_per_minute'),
    state: text('state').$type<ReplayState>().notNull().default('going'),
    /** The earliest moment at which its next jobs may go: the rate holds across processes and restarts. */
    nextAt: instant('next_at')
      .notNull()
      .default(sql`now()`),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    index('replay_authority').on(table.authority, table.createdAt),
    index('replay_going')
      .on(table.nextAt)
      .where(sql`${table.state} = 'going'`),
  ],
);

/** `left` is one that was not replayed after all; the reason says why. */
export type ReplayJobState = 'waiting' | 'dispatched' | 'left';

/** The jobs of a replay, in the order in which they go. */
export const replayJob = vigil.table(
  'replay_job',
  {
    replay: uuid('replay').notNull(),
    stage: uuid('stage').notNull(),
    authority: authorityColumn(),
    position: integer('position').notNull(),
    state: text('state').$type<ReplayJobState>().notNull(),
    reason: text('reason'),
    dispatchedAt: instant('dispatched_at'),
  },
  (table) => [primaryKey({ columns: [table.replay, table.stage] }), index('replay_job_stage').on(table.stage)],
);
