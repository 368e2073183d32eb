import { createHash } from 'node:crypto';
import { contracts, storedColumns, type ListContract } from '@vigil/extracts';

/**
 * The functions through which cohorts read records: `contacts('2020-12-31')` gives the records of the scoped
 * authority as they stood at that as-at date. No cohort repeats that filter. They are made from the contracts,
 * so that a new list needs nothing here. Beside them `first_of_month`, by which an event finds its month: an equality
 * can be hashed, where `between` compares every record with every month.
 */
const schema = 'cohort';

function functionFor(contract: ListContract): string {
  const columns = storedColumns(contract);
  const types = ['record uuid', ...columns.map((column) => `${column.field} ${column.storedType ?? 'text'}`)];
  const names = ['record', ...columns.map((column) => column.field)];
  return `
    create function ${schema}.${contract.list}(as_at date) returns table (${types.join(', ')})
    language sql stable parallel safe
    as $$
      select ${names.map((name) => `r.${name}`).join(', ')}
      from records.${contract.list} as r
      where r.authority = current_setting('vigil.authority')
        and r.valid_from <= as_at
        and (r.valid_to is null or r.valid_to > as_at)
    $$;`;
}

export const asAtFunctions = {
  schema,
  /** Drops and makes all of them. */
  sql: [
    `drop schema if exists ${schema} cascade;`,
    `create schema ${schema};`,
    `create function ${schema}.first_of_month(day date) returns date
    language sql immutable parallel safe
    as 'select day - (extract(day from day)::int - 1)';`,
    ...[...contracts.values()].map(functionFor),
  ].join('\n'),
  get digest(): string {
    return createHash('sha256').update(this.sql).digest('hex');
  },
};
