import { pgSchema, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { authorityColumn, bytea, createdAt } from './vigil.ts';

/**
 * The way back from pseudonyms to the identifiers of the case system (DESIGN.md, principle 5), in a room of its own:
 * nobody but Vigil's own role has a right to it, and what stands in it can be read with the secret alone.
 */
export const identity = pgSchema('identity');

/**
 * Identifiers that were met together, each beside its pseudonym, encrypted as one. Many to a row: a first load meets
 * nearly as many children as it has rows, and an entry of an index for each would take longer than the records do.
 */
export const identityBlock = identity.table(
  'block',
  {
    authority: authorityColumn(),
    block: uuid('block').notNull(),
    identities: bytea('identities').notNull(),
    /** Whose identifiers they are; one may be in several blocks. */
    pseudonyms: uuid('pseudonyms').array().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.authority, table.block] })],
);
