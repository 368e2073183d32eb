import { createHash } from 'node:crypto';
import { contracts, storedColumns, type ListContract } from '@vigil/extracts';

/**
 * The functions through which cohorts read records: `contacts('2020-12-31')` gives the records of the scoped
 * authority as they stood at that as-at date. No cohort repeats that filter. They are made from the contracts,
 * so that a new list needs nothing here. Beside them stand the words that cohorts share (`sharedWords`).
 */
const schema = 'cohort';

/**
 * The same functions once more, which read a temporary table for each list (`changedTable`): the records of those
 * subjects of whom something changed between two as-at dates. A cohort's rows of a child rest on the records of that
 * child, so that what changed can be found among a few.
 */
const schemaOfChanged = 'cohort_of_changed';

/** Of whom, or what, a list's records are: the first of its pseudonyms; null where it has none. */
export function subjectField(contract: ListContract): string | null {
  return storedColumns(contract).find(({ storedType }) => storedType === 'uuid')?.field ?? null;
}

/** Holds the records of a list that `cohort_of_changed` gives, while a transaction looks for differences. */
export function changedTable(list: string): string {
  return `pg_temp.changed_${list}`;
}

/** The authority stands in a SELECT of its own, so that it is asked for once, and not for every record. */
function functionFor(contract: ListContract, inSchema: string): string {
  const columns = storedColumns(contract);
  const types = ['record uuid', ...columns.map((column) => `${column.field} ${column.storedType ?? 'text'}`)];
  const names = ['record', ...columns.map((column) => column.field)];
  return `
    create function ${inSchema}.${contract.list}(as_at date) returns table (${types.join(', ')})
    language sql stable parallel ${inSchema === schema ? 'safe' : 'restricted'}
    as $$
      select ${names.map((name) => `r.${name}`).join(', ')}
      from ${inSchema === schema ? `records.${contract.list}` : changedTable(contract.list)} as r
      where r.authority = (select current_setting('vigil.authority'))
        and r.valid_from <= as_at
        and (r.valid_to is null or r.valid_to > as_at)
    $$;`;
}

/**
 * - `first_of_month`: by which an event finds its month. An equality can be hashed, where `between` compares every
 *   record with every month.
 * - `age_on`: completed years; born on 29 February, a year older on 1 March. Nobody has an age before birth.
 * - `add_years`: 29 February and n years later is 1 March, n years before 28 February (the calendar's `addYears`).
 * - `age_band`, `gender_in_words`: the members that the pack tells apart. Unknown is no member.
 * - `members_of`: those of a child on a day, and its team.
 */
const sharedWords = (inSchema: string): string => `
    create function ${inSchema}.first_of_month(day date) returns date
    language sql immutable parallel safe
    as 'select day - (extract(day from day)::int - 1)';

    create function ${inSchema}.age_on(born date, day date) returns int
    language sql immutable parallel safe
    as $$
      select case when day >= born then
        extract(year from day)::int - extract(year from born)::int
          - (extract(month from day) * 100 + extract(day from day)
            < extract(month from born) * 100 + extract(day from born))::int
      end
    $$;

    create function ${inSchema}.add_years(day date, years int) returns date
    language sql immutable parallel safe
    as $$
      select (day + make_interval(years => years))::date
        + (years > 0 and extract(day from day + make_interval(years => years)) < extract(day from day))::int
    $$;

    create function ${inSchema}.age_band(age int) returns text
    language sql immutable parallel safe
    as $$
      -- The age is named once, so that PostgreSQL can put this where it is called.
      select (array['Under 1', '1 to 4', '5 to 9', '10 to 15', '16 and over'])[width_bucket(age, array[0, 1, 5, 10, 16])]
    $$;

    create function ${inSchema}.gender_in_words(gender text) returns text
    language sql immutable parallel safe
    as $$ select case gender when 'a) Male' then 'Male' when 'b) Female' then 'Female' end $$;

    create function ${inSchema}.members_of(gender text, born date, day date, team text) returns text[]
    language sql immutable parallel safe
    as $$
      select array[${inSchema}.gender_in_words(gender), ${inSchema}.age_band(${inSchema}.age_on(born, day)), team]
    $$;`;

export const asAtFunctions = {
  schema,
  schemaOfChanged,
  /** Drops and makes all of them. */
  sql: [
    // The temporary tables are made when they are needed, so they are not there when these are made.
    'set local check_function_bodies = off;',
    ...[schema, schemaOfChanged].flatMap((name) => [
      `drop schema if exists ${name} cascade;`,
      `create schema ${name};`,
      sharedWords(name),
    ]),
    ...[...contracts.values()].flatMap((contract) => [
      functionFor(contract, schema),
      functionFor(contract, schemaOfChanged),
    ]),
  ].join('\n'),
  get digest(): string {
    return asAtFunctionsDigest();
  },
};

let digest: string | undefined;

/** Changes whenever the functions do, and with them perhaps what cohorts see. */
export function asAtFunctionsDigest(): string {
  digest ??= createHash('sha256').update(asAtFunctions.sql).digest('hex');
  return digest;
}
