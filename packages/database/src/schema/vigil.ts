import { sql } from 'drizzle-orm';
import { customType, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Everything that Vigil knows about its own work; records of children are in the schema `records`. */
export const vigil = pgSchema('vigil');

/** Every row carries its authority: the wall between one authority and the next. */
export const authorityColumn = () => text('authority').notNull();

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const idColumn = () => uuid('id').primaryKey().defaultRandom();

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const createdAt = () =>
  instant('created_at')
    .notNull()
    .default(sql`now()`);

/** Validated rows on their way to `records`: a table a file, dropped when it is published. */
export const staging = pgSchema('staging');
