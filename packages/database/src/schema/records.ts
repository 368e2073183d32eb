import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  numeric,
  pgSchema,
  primaryKey,
  text,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import { contracts, storedColumns, type ColumnContract, type ListContract } from '@vigil/extracts';
import { subjectField } from '../as-at-functions.ts';

/**
 * One table a list, made from its contract: what is stored of a record, and for how long it held.
 * Identifiers are keyed pseudonyms; names, addresses and workers never come here.
 */
const records = pgSchema('records');

function storedColumn(column: ColumnContract) {
  switch (column.storedType) {
    case 'uuid':
      return uuid(column.field);
    case 'date':
      return date(column.field, { mode: 'string' });
    case 'boolean':
      return boolean(column.field);
    case 'integer':
      return integer(column.field);
    case 'numeric':
      return numeric(column.field);
    case 'text':
    case undefined:
      break;
  }
  return text(column.field);
}

/**
 * What changed between two as-at dates, and all records of those of whom anything did, without reading the list: the
 * cost of a night follows what changed.
 */
function changeIndexes(
  contract: ListContract,
  table: Readonly<Record<'authority' | 'validFrom' | 'validTo', AnyPgColumn>> & Readonly<Record<string, AnyPgColumn>>,
) {
  const { list } = contract;
  const subject = subjectField(contract);
  return [
    index(`${list}_began`).on(table.authority, table.validFrom),
    index(`${list}_ended`)
      .on(table.authority, table.validTo)
      .where(sql`valid_to is not null`),
    ...(subject === null ? [] : [index(`${list}_subject`).on(table.authority, table[subject]!)]),
  ];
}

/** What ends a case. The few that are open are looked for every night, however many have ended. */
const endOf: Readonly<Record<string, string>> = {
  contacts: 'date_of_decision',
  assessments: 'authorisation_date',
  section_47_enquiries: 'conference_date',
};

function openIndex({ list }: ListContract, table: { readonly authority: AnyPgColumn }) {
  const end = endOf[list];
  if (end === undefined) return [];
  return [
    index(`${list}_open`)
      .on(table.authority)
      .where(sql`${sql.identifier(end)} is null`),
  ];
}

function recordTable(contract: ListContract) {
  return records.table(
    contract.list,
    {
      authority: text('authority').notNull(),
      /** Which source delivered it; a list may have a column of its own that is called source. */
      sourceId: text('source_id').notNull(),
      /** Digest of the key: the same thing has the same record in every delivery. */
      record: uuid('record').notNull(),
      /** As-at date of the first delivery that said so. */
      validFrom: date('valid_from', { mode: 'string' }).notNull(),
      /** As-at date of the first delivery that no longer did; null while it holds. */
      validTo: date('valid_to', { mode: 'string' }),
      /** Digest of the stored columns. */
      digest: uuid('digest').notNull(),
      ...Object.fromEntries(storedColumns(contract).map((column) => [column.field, storedColumn(column)])),
    },
    (table) => [
      primaryKey({ columns: [table.authority, table.sourceId, table.record, table.validFrom] }),
      ...changeIndexes(contract, table),
      ...openIndex(contract, table),
    ],
  );
}

export const recordTables = Object.fromEntries(
  [...contracts.values()].map((contract) => [contract.list, recordTable(contract)]),
);

/** drizzle-kit finds tables among the exports of this file by name. */
export const {
  contacts,
  early_help_assessments,
  referrals,
  assessments,
  section_47_enquiries,
  children_in_need,
  child_protection_plans,
  children_looked_after,
  care_leavers,
  adoptions,
  adopters,
  child_protection_visits,
  child_protection_reviews,
  looked_after_visits,
  looked_after_reviews,
  placements,
  plans,
  foster_carers,
  missing_episodes,
  staff,
  absences,
  audits,
  reported_figures,
} = recordTables;
export { records };
