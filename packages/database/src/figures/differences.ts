import type { IsoDate, Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '@vigil/indicators';
import { contracts } from '@vigil/extracts';
import { asAtFunctions, changedTable, subjectField } from '../as-at-functions.ts';
import type { Transaction } from '../database.ts';
import { cohortAt, inCohorts, type CohortQuestion } from './cohorts.ts';

/** How the rows of a cohort that count differ between two as-at dates; a row for each member that there is at either. */
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

/**
 * Counts what is behind restated figures: records that came, went, or count otherwise since an earlier as-at date.
 *
 * @param among the lists that have changed in between: only the records of subjects of whom any record of them began
 *   or ended are read. A rule that looks beyond one subject could miss something then: the sums tell.
 */
export async function compareCohorts(
  tx: Transaction,
  definition: IndicatorDefinition,
  question: CohortQuestion,
  earlier: IsoDate,
  among: 'all' | readonly string[],
): Promise<readonly CohortDifference[]> {
  if (among !== 'all') {
    const changes = await gatherChangedSubjects(tx, { lists: among.toSorted(), earlier, asAt: question.asAt });
    for (const list of definition.lists) await gatherTheirRecords(tx, list, changes);
  }
  const byMember = (cohort: string) => `
      select period, coalesce(member, '') as member, record, exclusion is null as counts,
        exclusion is null and coalesce(in_numerator, false) as hits
      from ${cohort} cross join unnest(array_append(array_remove(members, null), null)) as member`;
  return inCohorts(
    tx,
    definition,
    question,
    `,
    earlier as (
${cohortAt(definition, '$6::date')}
    ),
    difference as (
      select period, nullif(member, '') as member, before.record is null as is_new, now.record is null as is_gone,
        coalesce(now.counts, false)::int as counts, coalesce(before.counts, false)::int as counted,
        coalesce(now.hits, false)::int as hits, coalesce(before.hits, false)::int as hit
      from (${byMember('cohort')}) as now
      full join (${byMember('earlier')}) as before using (period, member, record)
    )
    select period, member,
      count(*) filter (where differs and is_new)::int as added,
      count(*) filter (where differs and is_gone)::int as removed,
      count(*) filter (where differs and not is_new and not is_gone)::int as changed,
      sum(hits - hit)::int as numerator, sum(counts - counted)::int as denominator
    from (select *, counts <> counted or hits <> hit as differs from difference) as difference
    group by 1, 2`,
    [earlier],
    among === 'all' ? asAtFunctions.schema : asAtFunctions.schemaOfChanged,
  );
}

/** What changed between two as-at dates, and which lists' records of its subjects are at hand in this transaction. */
interface Changes {
  readonly lists: readonly string[];
  readonly earlier: IsoDate;
  readonly asAt: IsoDate;
  readonly atHand: Set<string>;
}

/** What was gathered last in a transaction. */
const gathered = new WeakMap<Transaction, Changes>();

/** Of whom any record of these lists began or ended after one as-at date and up to another, for this transaction. */
async function gatherChangedSubjects(tx: Transaction, wanted: Omit<Changes, 'atHand'>): Promise<Changes> {
  const { lists, earlier, asAt } = wanted;
  const last = gathered.get(tx);
  if (last?.earlier === earlier && last.asAt === asAt && last.lists.join() === lists.join()) return last;
  for (const list of last?.atHand ?? []) await tx.sql.unsafe(`drop table ${changedTable(list)}`);
  const changes = { ...wanted, atHand: new Set<string>() };
  gathered.set(tx, changes);
  const changed = lists.flatMap((list) => {
    const contract = contracts.get(list);
    const subject = contract && subjectField(contract);
    if (!subject) return [];
    return `select distinct r.${subject} from records.${list} as r
      where r.authority = current_setting('vigil.authority') and r.${subject} is not null
        and (r.valid_from > $1::date and r.valid_from <= $2::date or r.valid_to > $1::date and r.valid_to <= $2::date)`;
  });
  await tx.sql.unsafe(`
    create temporary table if not exists changed_subject (subject uuid) on commit drop;
    truncate pg_temp.changed_subject;`);
  if (changed.length > 0) {
    await tx.sql.unsafe(`insert into pg_temp.changed_subject ${changed.join(' union ')}`, [earlier, asAt]);
  }
  await tx.sql.unsafe('analyze pg_temp.changed_subject');
  return changes;
}

/** Their records of a list, read once for all the rules that look at it. Records of nobody are always among them. */
async function gatherTheirRecords(tx: Transaction, list: string, { atHand }: Changes): Promise<void> {
  if (atHand.has(list)) return;
  const subject = subjectField(contracts.get(list)!);
  await tx.sql.unsafe(`
    create temporary table changed_${list} on commit drop as
    select r.* from records.${list} as r
    where r.authority = current_setting('vigil.authority')
      ${subject === null ? '' : `and (r.${subject} is null or r.${subject} in (select subject from pg_temp.changed_subject))`};
    analyze ${changedTable(list)}`);
  atHand.add(list);
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
    definition,
    { asAt, periods: [period], calendarVersion },
    `,
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
