import type { IsoDate } from '@vigil/calendar';
import { contracts } from '@vigil/extracts';
import { readsRecordsOneByOne, type IndicatorDefinition } from '@vigil/indicators';
import { changedTable, subjectField } from '../as-at-functions.ts';
import type { Transaction } from '../database.ts';

/** What has changed, and which rules look at it. */
interface WantedChanges {
  /** The lists that have changed, and the as-at date after which each did. */
  readonly since: ReadonlyMap<string, IsoDate>;
  readonly until: IsoDate;
  readonly definitions: readonly Pick<IndicatorDefinition, 'cohort' | 'lists'>[];
}

/** What of a list is at hand: the records that began or ended, or all records of whoever one of them is about. */
type Extent = 'records' | 'subjects';

/** What was gathered last in a transaction. */
interface Gathered extends Omit<WantedChanges, 'definitions'> {
  readonly atHand: Map<string, Extent>;
  subjects: boolean;
}

const gathered = new WeakMap<Transaction, Gathered>();

/**
 * Puts the records at hand that `cohort_of_changed` gives. Of a list of which rules read each record by itself they are
 * those that began or ended in that time; of any other those of everybody of whom a record began or ended, and records
 * of nobody. More than was asked for is as good, since what has not changed counts the same at both dates; so what is at
 * hand already, for earlier days, other lists or other rules, is kept.
 */
export async function gatherChanges(tx: Transaction, wanted: WantedChanges): Promise<void> {
  let here = gathered.get(tx);
  if (!here || !coversAll(here, wanted)) {
    await Promise.all(
      [...(here?.atHand.keys() ?? [])].map((list) => tx.sql.unsafe(`drop table ${changedTable(list)}`)),
    );
    here = { since: wanted.since, until: wanted.until, atHand: new Map(), subjects: false };
    gathered.set(tx, here);
  }
  const { atHand } = here;
  const lacking = [...extents(wanted)].filter(
    ([list, extent]) => atHand.get(list) !== 'subjects' && atHand.get(list) !== extent,
  );
  if (!here.subjects && lacking.some(([, extent]) => extent === 'subjects')) {
    await gatherSubjects(tx, here);
    here.subjects = true;
  }
  if (lacking.length === 0) return;
  await Promise.all([
    // They are few, and found by an index: PostgreSQL counts with pages that must be fetched from disk.
    tx.sql.unsafe('set local random_page_cost = 1.1'),
    ...lacking.map(([list, extent]) => gatherRecords(tx, here, list, extent)),
    tx.sql.unsafe('reset random_page_cost'),
  ]);
}

function coversAll(here: Gathered, { since, until }: WantedChanges): boolean {
  return until <= here.until && [...since].every(([list, day]) => (here.since.get(list) ?? until) <= day);
}

function extents({ definitions }: WantedChanges): ReadonlyMap<string, Extent> {
  const found = new Map<string, Extent>();
  for (const { cohort, lists } of definitions) {
    const oneByOne = readsRecordsOneByOne(cohort ?? '');
    for (const list of lists) if (!oneByOne || !found.has(list)) found.set(list, oneByOne ? 'records' : 'subjects');
  }
  return found;
}

/** Records of a list that began or ended in that time. */
function changesOf(list: string, day: IsoDate | undefined, until: IsoDate): string {
  const within = (moment: string) => `${moment} > '${day}'::date and ${moment} <= '${until}'::date`;
  return `authority = (select current_setting('vigil.authority')) and (${
    day === undefined ? 'false' : `${within(`${list}.valid_from`)} or ${within(`${list}.valid_to`)}`
  })`;
}

async function gatherSubjects(tx: Transaction, { since, until }: Gathered): Promise<void> {
  const changed = [...since].flatMap(([list, day]) => {
    const contract = contracts.get(list);
    const subject = contract && subjectField(contract);
    if (!subject) return [];
    return `select ${subject} from records.${list} where ${subject} is not null and ${changesOf(list, day, until)}`;
  });
  await tx.sql.unsafe(`
    create temporary table if not exists changed_subject (subject uuid) on commit drop;
    truncate pg_temp.changed_subject;
    ${changed.length > 0 ? `insert into pg_temp.changed_subject select distinct * from (${changed.join(' union all ')}) as changed;` : ''}
    analyze pg_temp.changed_subject`);
}

/** The records of a list, read once for all the rules that look at it. */
async function gatherRecords(
  tx: Transaction,
  { since, until, atHand }: Gathered,
  list: string,
  extent: Extent,
): Promise<void> {
  const isThere = atHand.has(list);
  atHand.set(list, extent);
  const subject = subjectField(contracts.get(list)!);
  const records = `select * from records.${list} where authority = (select current_setting('vigil.authority'))`;
  const ofSubjects =
    subject === null
      ? records
      : `${records} and ${subject} in (select subject from pg_temp.changed_subject) union all ${records} and ${subject} is null`;
  await tx.sql.unsafe(`
    ${isThere ? `drop table ${changedTable(list)};` : ''}
    create temporary table changed_${list} on commit drop as
    ${extent === 'subjects' ? ofSubjects : `select * from records.${list} where ${changesOf(list, since.get(list), until)}`};
    analyze ${changedTable(list)} (authority, valid_from, valid_to)`);
}
