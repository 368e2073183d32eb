import { sql } from 'drizzle-orm';
import { date, index, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Identified } from '@vigil/extracts';
import { authorityColumn, bytea, idColumn, instant, vigil } from './vigil.ts';

/**
 * Somebody whose records were erased, and whose rows are left out of whatever is delivered from then on. Who it is can
 * be told by whoever knows the identifier and the secret, and by nobody else.
 */
export const erased = vigil.table(
  'erased',
  {
    authority: authorityColumn(),
    /** Whom the identifier is of; each has pseudonyms of its own. */
    purpose: text('purpose').$type<Identified>().notNull(),
    pseudonym: uuid('pseudonym').notNull(),
    /**
     * The key of the pseudonym, encrypted, where it is an earlier secret's: an erased identifier is known to nobody, so
     * that it cannot be given a new pseudonym. Null: the present secret's.
     */
    sealedKey: bytea('sealed_key'),
    erasedAt: instant('erased_at')
      .notNull()
      .default(sql`now()`),
    actor: text('actor').notNull(),
  },
  (table) => [primaryKey({ columns: [table.authority, table.purpose, table.pseudonym] })],
);

/**
 * That records of a list were erased, and nothing of whom: the figures of the list rest on other records from then on,
 * at every as-at date.
 */
export const erasure = vigil.table(
  'erasure',
  {
    id: idColumn(),
    authority: authorityColumn(),
    list: text('list').notNull(),
    erasedAt: instant('erased_at')
      .notNull()
      .default(sql`now()`),
  },
  (table) => [index('erasure_list').on(table.authority, table.list)],
);

/** Somebody whose records are shown to nobody but those whom vigil.yaml names (`restricted.readers`). */
export const restricted = vigil.table(
  'restricted',
  {
    id: idColumn(),
    authority: authorityColumn(),
    purpose: text('purpose').$type<Identified>().notNull(),
    pseudonym: uuid('pseudonym').notNull(),
    since: instant('since')
      .notNull()
      .default(sql`now()`),
    actor: text('actor').notNull(),
    reason: text('reason').notNull(),
    /** When it was lifted. */
    until: instant('until'),
  },
  (table) => [
    uniqueIndex('restricted_once')
      .on(table.authority, table.purpose, table.pseudonym)
      .where(sql`${table.until} is null`),
  ],
);

/**
 * From which day on the records of a source's list are kept, once any were purged by their retention: rows of a day
 * before are not taken again, and months before are not computed again.
 */
export const keptFrom = vigil.table(
  'kept_from',
  {
    authority: authorityColumn(),
    source: text('source').notNull(),
    list: text('list').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.authority, table.source, table.list] })],
);

/**
 * Contents of the landing store that nothing may refer to any more, or never did: of another secret than that of the
 * database, before it was changed or because its change was cut off. The next sweep removes them.
 */
export const leftover = vigil.table('leftover', {
  address: text('address').primaryKey(),
});
