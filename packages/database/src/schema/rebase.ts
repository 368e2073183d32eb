import { bigint, boolean, index, text } from 'drizzle-orm/pg-core';
import { authorityColumn, createdAt, vigil } from './vigil.ts';

/**
 * Decisions that the control limits of a series begin anew with a month, and withdrawals of such decisions. Rows are
 * only ever added: of an indicator, member and month the last one has the say.
 */
export const rebase = vigil.table(
  'rebase',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    authority: authorityColumn(),
    indicator: text('indicator').notNull(),
    /** Null for the whole; a decision about it is none about its members. */
    member: text('member'),
    /** The first month of the new group of points. */
    period: text('period').notNull(),
    withdrawn: boolean('withdrawn').notNull(),
    actor: text('actor').notNull(),
    reason: text('reason').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('rebase_series').on(table.authority, table.indicator, table.period)],
);
