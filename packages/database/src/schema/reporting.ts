import { boolean, date, integer, numeric, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { Origin, Polarity, Rag, Unit } from '@vigil/indicators';
import type { RestatementReason } from './figure.ts';
import { authorityColumn, createdAt, vigil } from './vigil.ts';

/** With whom an indicator is compared; with itself, as it is published nationally. */
export type ComparedWith = 'England' | 'region' | 'statistical neighbours' | 'itself';

/**
 * What an authority's figures mean, and how they stand and are judged as at its newest delivery: the catalogue, the
 * targets and the calendar are code and configuration, so what they say is kept here for those who read with SQL.
 * Only ever written by `keepReporting`; nothing in Vigil reads it back.
 */
export const definition = vigil.table(
  'definition',
  {
    authority: authorityColumn(),
    indicator: text('indicator').notNull(),
    code: text('code'),
    title: text('title').notNull(),
    heading: text('heading').notNull(),
    section: text('section').notNull(),
    service: text('service'),
    meaning: text('meaning').notNull(),
    unit: text('unit').$type<Unit>().notNull(),
    decimals: integer('decimals').notNull(),
    polarity: text('polarity').$type<Polarity>().notNull(),
    measure: text('measure').$type<'flow' | 'stock'>(),
    /** Their names, with commas between them. */
    lists: text('lists').notNull(),
    rolling: boolean('rolling').notNull(),
    smallCohort: integer('small_cohort').notNull(),
    companionOf: text('companion_of'),
    origin: text('origin').$type<Origin>().notNull(),
    settleWorkingDays: integer('settle_working_days').notNull(),
    definitionVersion: integer('definition_version').notNull(),
  },
  (table) => [primaryKey({ columns: [table.authority, table.indicator] })],
);

/** The figure that stands of each indicator, month and member, as `vigil snapshots` gives it. */
export const standingFigure = vigil.table(
  'standing_figure',
  {
    authority: authorityColumn(),
    indicator: text('indicator').notNull(),
    period: text('period').notNull(),
    member: text('member'),
    origin: text('origin').$type<Origin>().notNull(),
    numerator: numeric('numerator', { mode: 'number' }),
    denominator: numeric('denominator', { mode: 'number' }),
    value: numeric('value', { mode: 'number' }),
    text: text('text'),
    status: text('status').$type<'provisional' | 'final'>().notNull(),
    targetComparator: text('target_comparator'),
    target: numeric('target', { mode: 'number' }),
    targetInWords: text('target_in_words'),
    yearToDate: numeric('year_to_date', { mode: 'number' }),
    rag: text('rag').$type<Rag>().notNull(),
    change: numeric('change', { mode: 'number' }),
    changeVerdict: text('change_verdict').$type<'better' | 'worse' | 'neutral'>(),
    version: integer('version').notNull(),
    asAt: date('as_at', { mode: 'string' }).notNull(),
    definitionVersion: integer('definition_version').notNull(),
    reason: text('reason').$type<RestatementReason>(),
    quarantinedShare: numeric('quarantined_share', { mode: 'number' }),
  },
  (table) => [
    unique('standing_figure_once').on(table.authority, table.indicator, table.period, table.member).nullsNotDistinct(),
  ],
);

/** What others have, as the newest releases loaded say: an indicator beside England, the region and the neighbours. */
export const standingBenchmark = vigil.table(
  'standing_benchmark',
  {
    authority: authorityColumn(),
    indicator: text('indicator').notNull(),
    comparedWith: text('compared_with').$type<ComparedWith>().notNull(),
    /** Of the place. */
    name: text('name').notNull(),
    value: numeric('value', { mode: 'number' }),
    /** Why there is no value, in words. */
    withheld: text('withheld'),
    /** In which the reporting period ends; and as people name it: 2018-19. */
    year: integer('year').notNull(),
    yearName: text('year_name').notNull(),
    sourceTable: text('source_table').notNull(),
    release: text('release').notNull(),
    /** Published over a year, and divided by 12. */
    monthly: boolean('monthly').notNull(),
    /** Of the neighbours: the edition of the model, and the mean is of how many of how many. */
    edition: text('edition'),
    neighboursCounted: integer('neighbours_counted'),
    neighboursAll: integer('neighbours_all'),
    older: boolean('older').notNull(),
    mixedYears: boolean('mixed_years').notNull(),
    difference: text('difference').notNull(),
  },
  (table) => [primaryKey({ columns: [table.authority, table.indicator, table.comparedWith] })],
);

/** Digests of what the three tables above hold of an indicator, so that only what is another is written. */
export const reportingDigest = vigil.table(
  'reporting_digest',
  {
    authority: authorityColumn(),
    place: text('place').notNull(),
    indicator: text('indicator').notNull(),
    digest: text('digest').notNull(),
  },
  (table) => [primaryKey({ columns: [table.authority, table.place, table.indicator] })],
);

/** Which logins see which authority through the views of the schema `reporting`. */
export const reader = vigil.table(
  'reader',
  {
    login: text('login').notNull(),
    authority: authorityColumn(),
    /** Vigil made the login, and drops it when it is a reader no longer. */
    made: boolean('made').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.login, table.authority] })],
);
