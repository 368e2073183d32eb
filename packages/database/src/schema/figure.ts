import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, numeric, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { authorityColumn, createdAt, idColumn, instant, vigil } from './vigil.ts';

/** Why a figure changed after it was first published (indicators.md, "Status of a figure"). */
export type RestatementReason =
  | 'late recording'
  | 'deletion'
  | 'correction'
  | 'definition'
  | 'population'
  | 'calendar'
  | 'mapping'
  | 'reported anew'
  | 'erasure';

/** A figure as it was published: versions are added, never changed. */
export const snapshot = vigil.table(
  'snapshot',
  {
    id: idColumn(),
    authority: authorityColumn(),
    indicator: text('indicator').notNull(),
    period: text('period').notNull(),
    member: text('member'),
    origin: text('origin').$type<'computed' | 'reported'>().notNull(),
    /** The state of the world it speaks of: the oldest as-at date among the lists it needs. */
    asAt: date('as_at', { mode: 'string' }).notNull(),
    version: integer('version').notNull(),
    numerator: numeric('numerator'),
    denominator: numeric('denominator'),
    value: numeric('value'),
    /** What stands where a number should be: `no cases`, `tbd`, `data due Jan 2021`. */
    text: text('text'),
    definitionVersion: integer('definition_version').notNull(),
    calendarVersion: text('calendar_version').notNull(),
    /** The year whose population was used; another than the period's where that year has none. */
    populationYear: integer('population_year'),
    /** The deliveries it was computed from, a list each. */
    deliveries: jsonb('deliveries').$type<Readonly<Record<string, string>>>().notNull(),
    /** Share of quarantined rows in the lists it needs, 0 to 1. */
    quarantinedShare: numeric('quarantined_share'),
    reason: text('reason').$type<RestatementReason>(),
    /**
     * The version that stood at its as-at date before it. It is not always the one before: history that arrives late
     * adds versions for as-at dates that lie between those of others. Null for the first of its date, and where it was
     * not kept yet.
     */
    differsFrom: integer('differs_from'),
    /** The figure had stood as final before: a change while a month is provisional is no restatement to its readers. */
    afterSettling: boolean('after_settling').notNull().default(false),
    run: uuid('run').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('snapshot_version')
      .on(table.authority, table.indicator, table.period, table.member, table.origin, table.version)
      .nullsNotDistinct(),
    index('snapshot_as_at').on(table.authority, table.asAt),
  ],
);

/**
 * What an indicator's figures as at a date were computed from. Where nothing of it has changed, neither have they, and
 * they need not be computed again (infra/decisions/0018-due-figures.md).
 */
export const computation = vigil.table(
  'computation',
  {
    authority: authorityColumn(),
    /** An indicator, or `reported_figures` for all figures that people reported. */
    indicator: text('indicator').notNull(),
    asAt: date('as_at', { mode: 'string' }).notNull(),
    /** Digest of all of it: the rule, the calendar, and the state of each list that it reads. */
    inputs: text('inputs').notNull(),
    /** Digest of the rule alone. */
    definition: text('definition').notNull(),
    /** The months that were computed from these inputs: how many figures each has, and the population it was given. */
    periods: jsonb('periods').$type<Readonly<Record<string, ComputedPeriod>>>().notNull(),
    computedAt: instant('computed_at')
      .notNull()
      .default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.authority, table.indicator, table.asAt] })],
);

export interface ComputedPeriod {
  readonly figures: number;
  readonly population: number | null;
}
