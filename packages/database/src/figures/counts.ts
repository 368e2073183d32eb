import type { Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { atDate, cohortAt, cohortsTogether, inCohorts, periodsTold, type CohortQuestion } from './cohorts.ts';

/** How many rows of a cohort are in a month's numerator, and how many count at all. */
export interface CohortCount {
  readonly period: Period;
  readonly member: string | null;
  readonly hits: number;
  readonly cases: number;
}

/**
 * Counts the rows of cohorts, of several months at once, as a whole and for each member that occurs in a month.
 * Indicators of one cohort are counted once, and companions in one query, which reads the open cases of each pair once.
 *
 * @param definitions of which the same months are told
 * @returns the counts of each, by id; of the whole a row a month, even where nothing is in it
 */
export async function countCohorts(
  tx: Transaction,
  definitions: readonly IndicatorDefinition[],
  question: CohortQuestion,
): Promise<ReadonlyMap<string, readonly CohortCount[]>> {
  const together = new Map<string, IndicatorDefinition[]>();
  for (const one of definitions) {
    const key = one.companionOf ? 'companions' : cohortAt(one, '$1::date');
    together.set(key, [...(together.get(key) ?? []), one]);
  }
  const counts = new Map<string, readonly CohortCount[]>();
  for (const some of together.values()) {
    for (const [id, counted] of await countTogether(tx, some, question)) counts.set(id, counted);
  }
  return counts;
}

/** Rows of the same members first: taking an array apart costs more than counting. */
async function countTogether(
  tx: Transaction,
  definitions: readonly IndicatorDefinition[],
  question: CohortQuestion,
): Promise<ReadonlyMap<string, readonly CohortCount[]>> {
  const cohorts = [...new Set(definitions.map((one) => cohortAt(one, '$1::date')))];
  const { sql, openCases } = readingOpenCasesOnce(definitions, cohorts);
  const rows = await inCohorts<CohortCount & { readonly cohort: number }>(
    tx,
    { ...question, periods: periodsTold(definitions[0]!, question) },
    `${openCases.map((open, index) => `, open_cases_${index} as materialized (\n${open}\n)`).join('')},
    wanted as (
      select period, cohort from period cross join generate_series(0, ${cohorts.length - 1}) as cohort
    ),
    alike as (
      select cohort, period, members, count(*) filter (where exclusion is null and in_numerator) as hits,
        count(*) filter (where exclusion is null) as cases
      from (
${cohortsTogether(sql, 'period, members, in_numerator, exclusion')}
      ) as cohorts
      group by cohort, period, members
    )
    select cohort, period, member, coalesce(sum(hits), 0)::int as hits, coalesce(sum(cases), 0)::int as cases
    from wanted left join alike using (cohort, period)
    cross join unnest(array_append(array_remove(alike.members, null), null)) as member
    group by cohort, period, member`,
    [],
    openCases.length > 0 ? 'open' : 'all',
  );
  const counted = cohorts.map(() => new Array<CohortCount>());
  for (const { cohort, ...one } of rows) counted[cohort]!.push(one);
  return new Map(definitions.map((one) => [one.id, counted[cohorts.indexOf(cohortAt(one, '$1::date'))]!]));
}

/** The cohorts of companions with their open cases in a place of their own, where both companions find them. */
function readingOpenCasesOnce(
  definitions: readonly IndicatorDefinition[],
  cohorts: readonly string[],
): { readonly sql: readonly string[]; readonly openCases: readonly string[] } {
  const found = definitions.flatMap(({ companionOf, openCases }) =>
    companionOf && openCases ? [openCases.trim()] : [],
  );
  const openCases = [...new Set(found)].map((sql) => atDate(sql, '$1::date'));
  const sql = cohorts.map((cohort) =>
    openCases.reduce((text, open, index) => text.replace(open, () => `select * from open_cases_${index}`), cohort),
  );
  return { sql, openCases };
}
