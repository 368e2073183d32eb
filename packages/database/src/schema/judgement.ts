import { bigint, index, text } from 'drizzle-orm/pg-core';
import type { Place } from '@vigil/indicators';
import { authorityColumn, createdAt, vigil } from './vigil.ts';

/**
 * People's words on the list of the pack that an indicator of a month belongs in. Rows are only ever added: of an
 * indicator and month the last one has the say.
 */
export const judgement = vigil.table(
  'judgement',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    authority: authorityColumn(),
    indicator: text('indicator').notNull(),
    period: text('period').notNull(),
    /** Null: the word before is withdrawn, and Vigil's suggestion counts again. */
    place: text('place').$type<Place>(),
    reason: text('reason').notNull(),
    actor: text('actor').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('judgement_period').on(table.authority, table.period, table.indicator)],
);
