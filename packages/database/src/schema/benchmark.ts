import { sql } from 'drizzle-orm';
import { index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { BenchmarkFinding, Level, Neighbour, PublishedRow } from '@vigil/benchmarks';
import { authorityColumn, idColumn, instant, vigil } from './vigil.ts';

/** What a published file turned out to be; only a `table` and a model of `neighbours` are loaded. */
export type BenchmarkFileKind = 'table' | 'neighbours' | 'not compared' | 'refused';

/** A published file, known by its content. Releases are kept: what a figure was once compared with can be told. */
export const benchmarkFile = vigil.table(
  'benchmark_file',
  {
    id: idColumn(),
    authority: authorityColumn(),
    name: text('name').notNull(),
    sha256: text('sha256').notNull(),
    /** Of `readingVersion`: under another the same file may be read otherwise, and is read again. */
    reading: integer('reading').notNull(),
    kind: text('kind').$type<BenchmarkFileKind>().notNull(),
    /** The table, where it is one. */
    table: text('table'),
    /** The newest year in a table; the edition of a model. */
    release: text('release'),
    /** The years that a table has. */
    years: integer('years')
      .array()
      .notNull()
      .default(sql`'{}'`),
    rows: integer('rows').notNull().default(0),
    /** Why nothing is compared with it. */
    reason: text('reason'),
    /** The slot that read it, and the last one that saw it lie there. */
    slot: uuid('slot').notNull(),
    seenBy: uuid('seen_by').notNull(),
    /** Of files loaded together the later one is later: of two of one release it stands. */
    createdAt: instant('created_at')
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [
    unique('benchmark_file_once').on(table.authority, table.sha256, table.reading),
    index('benchmark_file_slot').on(table.slot),
  ],
);

/** What a release says of a place for a year. */
export const benchmarkRow = vigil.table(
  'benchmark_row',
  {
    authority: authorityColumn(),
    file: uuid('file').notNull(),
    year: integer('year').notNull(),
    level: text('level').$type<Level>().notNull(),
    /** Of the place: the code of England, of a region, or the old one of an authority. */
    code: text('code').notNull(),
    name: text('name').notNull(),
    region: text('region'),
    /** Numbers by measure, and the symbols of what is withheld. */
    values: jsonb('values').$type<PublishedRow['values']>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.file, table.year, table.level, table.code] })],
);

/** An authority's statistical neighbours in an edition of the model. */
export const benchmarkNeighbours = vigil.table(
  'benchmark_neighbours',
  {
    authority: authorityColumn(),
    file: uuid('file').notNull(),
    code: text('code').notNull(),
    /** The nearest first. */
    neighbours: jsonb('neighbours').$type<readonly Neighbour[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.file, table.code] })],
);

/** What is wrong with a published file. */
export const benchmarkFinding = vigil.table(
  'benchmark_finding',
  {
    id: idColumn(),
    authority: authorityColumn(),
    file: uuid('file').notNull(),
    rule: text('rule').$type<BenchmarkFinding['rule']>().notNull(),
    severity: text('severity').$type<BenchmarkFinding['severity']>().notNull(),
    line: integer('line'),
    column: text('column'),
    value: text('value'),
    message: text('message').notNull(),
  },
  (table) => [index('benchmark_finding_file').on(table.file)],
);
