import type { Period } from '@vigil/calendar';
import { companionCases, type IndicatorDefinition } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { atDate, cohortAt, inCohorts, periodsTold, type CohortQuestion } from './cohorts.ts';

/** How many rows of a cohort are in a month's numerator, and how many count at all. */
export interface CohortCount {
  readonly period: Period;
  readonly member: string | null;
  readonly hits: number;
  readonly cases: number;
}

type Counts = ReadonlyMap<string, readonly CohortCount[]>;

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
): Promise<Counts> {
  const alike = new Map<string, IndicatorDefinition[]>();
  const companions: IndicatorDefinition[] = [];
  for (const one of definitions) {
    const cohort = cohortAt(one, '$1::date');
    if (one.companionOf) companions.push(one);
    else alike.set(cohort, [...(alike.get(cohort) ?? []), one]);
  }
  const counts = new Map(companions.length > 0 ? await countCompanions(tx, companions, question) : []);
  for (const [cohort, some] of alike) {
    for (const [id, counted] of await countAlike(tx, cohort, some, question)) counts.set(id, counted);
  }
  return counts;
}

/** Indicators of one cohort. */
async function countAlike(
  tx: Transaction,
  cohort: string,
  definitions: readonly IndicatorDefinition[],
  question: CohortQuestion,
): Promise<Counts> {
  const rows = await countMembers(
    tx,
    { ...question, periods: periodsTold(definitions[0]!, question) },
    {
      cases: `select 0 as cohort, period, members, in_numerator as hits, exclusion from (\n${cohort}\n) as cohort`,
      cohorts: 1,
      counted: ['hits'],
      reading: 'all',
    },
  );
  return new Map(definitions.map(({ id }) => [id, rows]));
}

async function countCompanions(
  tx: Transaction,
  definitions: readonly IndicatorDefinition[],
  question: CohortQuestion,
): Promise<Counts> {
  const openCases = [...new Set(definitions.map((one) => one.openCases!))];
  const rows = await countMembers(
    tx,
    { ...question, periods: periodsTold(definitions[0]!, question) },
    {
      cases: atDate(companionCases(openCases), '$1::date'),
      cohorts: openCases.length,
      counted: ['overdue', 'due'],
      reading: 'open',
    },
  );
  return new Map(
    definitions.map(({ id, openCases: own, companionOf }) => [
      id,
      rows
        .filter(({ cohort }) => cohort === openCases.indexOf(own!))
        .map(({ period, member, cases, ...counted }) => ({ period, member, hits: counted[companionOf!.kind], cases })),
    ]),
  );
}

/** What is counted of cohorts: whichever rows are the one or the other, and how many count at all. */
interface Counting<Counted extends string> {
  /** `cohort` (its place), `period`, `members`, `exclusion`, and whether a row is what is counted. */
  readonly cases: string;
  readonly cohorts: number;
  readonly counted: readonly Counted[];
  readonly reading: 'all' | 'open';
}

type MemberCount<Counted extends string> = Pick<CohortCount, 'period' | 'member' | 'cases'> &
  Readonly<Record<Counted, number>> & { readonly cohort: number };

/** Rows of the same members first: taking an array apart costs more than counting. */
async function countMembers<Counted extends string>(
  tx: Transaction,
  question: CohortQuestion,
  { cases, cohorts, counted, reading }: Counting<Counted>,
): Promise<readonly MemberCount<Counted>[]> {
  const columns = (of: (counted: Counted) => string) => counted.map((one) => `${of(one)} as ${one}, `).join('');
  return inCohorts(
    tx,
    question,
    `,
    wanted as (
      select period, cohort from period cross join generate_series(0, ${cohorts - 1}) as cohort
    ),
    alike as (
      select cohort, period, members, ${columns((one) => `count(*) filter (where exclusion is null and ${one})`)}
        count(*) filter (where exclusion is null) as cases
      from (
${cases}
      ) as counted
      group by cohort, period, members
    )
    select cohort, period, member, ${columns((one) => `coalesce(sum(${one}), 0)::int`)}
      coalesce(sum(cases), 0)::int as cases
    from wanted left join alike using (cohort, period)
    cross join unnest(array_append(array_remove(alike.members, null), null)) as member
    group by cohort, period, member`,
    [],
    reading,
  );
}
