import { bigint, boolean, date, index, text } from 'drizzle-orm/pg-core';
import type { RemarkKind, RemarkState } from '@vigil/commentary';
import type { Place } from '@vigil/indicators';
import { authorityColumn, createdAt, vigil } from './vigil.ts';

/**
 * What people say of a month (`Remark`). Rows are only ever added, which a trigger holds: of a kind, month and subject
 * the last one has the say.
 */
export const remark = vigil.table(
  'remark',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    authority: authorityColumn(),
    period: text('period').notNull(),
    kind: text('kind').$type<RemarkKind>().notNull(),
    subject: text('subject').notNull(),
    indicators: text('indicators').array().notNull(),
    place: text('place').$type<Place>(),
    text: text('text').notNull(),
    evidence: text('evidence'),
    owner: text('owner'),
    due: date('due', { mode: 'string' }),
    state: text('state').$type<RemarkState>().notNull(),
    forPublic: boolean('for_public').notNull(),
    author: text('author').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('remark_said').on(table.authority, table.period, table.kind, table.subject)],
);
