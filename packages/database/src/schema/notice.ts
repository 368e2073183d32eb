import { sql } from 'drizzle-orm';
import { index, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { authorityColumn, idColumn, instant, vigil } from './vigil.ts';

/**
 * What a guard noticed. `empty`, `shrunken` and `held` end when the list or delivery is published or put aside;
 * `stale` when other content comes; `never-arrived` when a delivery is there.
 */
export type NoticeKind = 'empty' | 'shrunken' | 'held' | 'stale' | 'never-arrived';

/** Something about a source that operators should know: opened once, closed when it has ended. */
export const notice = vigil.table(
  'notice',
  {
    id: idColumn(),
    authority: authorityColumn(),
    source: text('source').notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    /** Empty where the whole delivery is meant. */
    list: text('list').notNull().default(''),
    since: instant('since')
      .notNull()
      .default(sql`now()`),
    until: instant('until'),
    /** Without child-level data. */
    words: text('words').notNull(),
  },
  (table) => [
    uniqueIndex('notice_open')
      .on(table.authority, table.source, table.kind, table.list)
      .where(sql`${table.until} is null`),
    index('notice_since').on(table.authority, table.since),
  ],
);
