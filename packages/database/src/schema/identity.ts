import { pgSchema, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { authorityColumn, bytea, createdAt } from './vigil.ts';

/**
 * The way back from pseudonyms to the identifiers of the case system (DESIGN.md, principle 5), in a room of its own:
 * nobody but Vigil's own role has a right to it, and what stands in it can be read with the secret alone.
 */
export const identity = pgSchema('identity');

export const pseudonymEntry = identity.table(
  'pseudonym',
  {
    authority: authorityColumn(),
    pseudonym: uuid('pseudonym').notNull(),
    /** Encrypted, and bound to its pseudonym and authority. */
    identifier: bytea('identifier').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.authority, table.pseudonym] })],
);
