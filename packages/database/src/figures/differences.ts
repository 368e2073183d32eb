import type { IsoDate, Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { gatherChanges } from './changed-records.ts';
import { cohortAt, cohortsTogether, inCohorts, type CohortQuestion } from './cohorts.ts';

/**
 * How the rows of a cohort that count differ between two as-at dates; a row for each member of which a record came, went
 * or counts otherwise.
 */
export interface CohortDifference {
  readonly period: Period;
  readonly member: string | null;
  /** Records that are in the cohort of the month now and were not. */
  readonly added: number;
  readonly removed: number;
  /** Records that are in it at both dates and count otherwise. */
  readonly changed: number;
  /** By how much the rows in the numerator, and those that count at all, are more now. */
  readonly numerator: number;
  readonly denominator: number;
}

/** How cohorts differ now from what they were at earlier dates: by indicator, then by date. */
type CohortDifferences = ReadonlyMap<string, ReadonlyMap<IsoDate, readonly CohortDifference[]>>;

/**
 * Counts what is behind restated figures: records that came, went, or count otherwise since earlier as-at dates. Cohorts
 * are asked as at each of them in one query, and compared with what they are now.
 *
 * @param definitions of which the same months are told
 * @param among the lists that have changed in between: only the records of subjects of whom any record of them began
 *   or ended are read, or those records alone. A rule that looks beyond them could miss something then: the sums tell.
 */
export async function compareCohorts(
  tx: Transaction,
  definitions: readonly IndicatorDefinition[],
  question: CohortQuestion,
  earlier: readonly IsoDate[],
  among: 'all' | readonly string[],
): Promise<CohortDifferences> {
  if (among !== 'all') {
    const first = earlier.toSorted()[0]!;
    const since = new Map(among.map((list) => [list, first]));
    await gatherChanges(tx, { since, until: question.asAt, definitions });
  }
  const cohorts = [...new Set(definitions.map((one) => cohortAt(one, 'compared.day')))];
  const rows = await inCohorts<CohortDifference & { readonly cohort: number; readonly earlier: IsoDate }>(
    tx,
    question,
    `,
    earlier as (select unnest($6::text[]::date[]) as day),
    -- Kept apart (offset 0), so that a cohort is planned once, and not once a date.
    counted as materialized (
      select compared.day, cohort, period, members, record, exclusion is null as counts,
        exclusion is null and coalesce(in_numerator, false) as hits
      from (select $1::date as day union all select day from earlier) as compared
      cross join lateral (
        select * from (
${cohortsTogether(cohorts, 'period, members, record, in_numerator, exclusion')}
        ) as cohorts offset 0
      ) as cohorts
    ),
    -- Nearly all records stand as they stood: they are left out before members are taken apart.
    differing as (
      select earlier.day as earlier, cohort, period, record
      from earlier join counted on counted.day in ($1, earlier.day)
      group by earlier.day, cohort, period, record, members, counts, hits
      having count(*) filter (where counted.day = $1) <> count(*) filter (where counted.day = earlier.day)
    ),
    difference as (
      select earlier.day as earlier, cohort, period, member, not bool_or(counted.day = earlier.day) as is_new,
        not bool_or(counted.day = $1) as is_gone,
        count(*) filter (where counted.day = $1 and counts) as counts,
        count(*) filter (where counted.day = earlier.day and counts) as counted,
        count(*) filter (where counted.day = $1 and hits) as hits,
        count(*) filter (where counted.day = earlier.day and hits) as hit
      from earlier join counted on counted.day in ($1, earlier.day)
      cross join unnest(array_append(array_remove(members, null), null)) as member
      where (earlier.day, cohort, period, record) in (select * from differing)
      group by earlier.day, cohort, period, member, record
    )
    select cohort, earlier::text, period, member,
      (count(*) filter (where differs and is_new))::int as added,
      (count(*) filter (where differs and is_gone))::int as removed,
      (count(*) filter (where differs and not is_new and not is_gone))::int as changed,
      sum(hits - hit)::int as numerator, sum(counts - counted)::int as denominator
    from (select *, counts <> counted or hits <> hit as differs from difference) as difference
    group by cohort, earlier, period, member
    having bool_or(differs or is_new or is_gone)`,
    [earlier],
    among === 'all' ? 'all' : 'changed',
  );
  const byCohort = cohorts.map(() => new Map(earlier.map((day) => [day, new Array<CohortDifference>()])));
  for (const { cohort, earlier: day, ...one } of rows) byCohort[cohort]!.get(day)!.push(one);
  return new Map(definitions.map((one) => [one.id, byCohort[cohorts.indexOf(cohortAt(one, 'compared.day'))]!]));
}

/** How a record stands in the cohort of a month, as at a date. */
export interface CohortPlace {
  readonly happened: IsoDate | null;
  readonly inNumerator: boolean;
  /** Why it does not count, in words; null where it counts. */
  readonly exclusion: string | null;
  readonly members: readonly string[];
}

/** A record behind a restated figure. Nothing in it says who it is about: `vigil cohort --reveal` does. */
export interface RecordBehind {
  /** The key of the record, the same in every delivery. */
  readonly record: string;
  /** The pseudonym of the child; null where a record is of none. */
  readonly subject: string | null;
  /** `added`: it was not in the cohort of that month before; `removed`: it no longer is; `changed`: it counts otherwise. */
  readonly change: 'added' | 'removed' | 'changed';
  /** Null where it was not in the cohort. */
  readonly before: CohortPlace | null;
  readonly now: CohortPlace | null;
}

/**
 * The records that make a figure of one as-at date another than at an earlier one: those that count for the one and
 * not for the other, or are in the numerator, or a member, at one of them alone. What is left out at both dates is not
 * listed. Added ones first, then removed, then changed; each by the day it happened.
 *
 * Both dates are asked of the records as they are known now, by the rule as it is now: where a version differs for its
 * definition, its calendar or its population, and where both versions are of one as-at date (a correction of the very
 * delivery), nothing is behind it here.
 *
 * @param calendarVersion of the later version
 * @throws where the indicator is reported, not computed
 */
export async function recordsBehind(
  tx: Transaction,
  definition: IndicatorDefinition,
  period: Period,
  earlier: IsoDate,
  asAt: IsoDate,
  calendarVersion: string,
): Promise<readonly RecordBehind[]> {
  const place = (row: string) => `
    case when ${row}.record is not null then jsonb_build_object('happened', ${row}.happened,
      'inNumerator', ${row}.exclusion is null and coalesce(${row}.in_numerator, false),
      'exclusion', ${row}.exclusion, 'members', coalesce(array_remove(${row}.members, null), '{}')) end`;
  return inCohorts(
    tx,
    { asAt, periods: [period], calendarVersion },
    `,
    cohort as (
${cohortAt(definition, '$1::date')}
    ),
    earlier as (
${cohortAt(definition, '$6::date')}
    ),
    behind as (
      select record, coalesce(cohort.subject, earlier.subject) as subject,
        case when earlier.record is null then 'added' when cohort.record is null then 'removed' else 'changed' end as change,
        ${place('earlier')} as before, ${place('cohort')} as now, coalesce(cohort.happened, earlier.happened) as happened
      from cohort full join earlier using (period, record)
    )
    select record, subject, change, before, now
    from behind
    where (before ->> 'exclusion' is null and before is not null or now ->> 'exclusion' is null and now is not null)
      and (before - 'happened') is distinct from (now - 'happened')
    order by array_position(array['added', 'removed', 'changed'], change), happened, record`,
    [earlier],
  );
}
