import type { IsoDate } from '@vigil/calendar';
import { contracts } from '@vigil/extracts';
import { changedTable, subjectField } from '../as-at-functions.ts';
import type { Transaction } from '../database.ts';

/** Whose records are wanted, and of which lists. */
interface WantedChanges {
  /** The lists that have changed, and the as-at date after which each did. */
  readonly since: ReadonlyMap<string, IsoDate>;
  readonly until: IsoDate;
  /** The lists that are looked at. */
  readonly lists: readonly string[];
}

/** What was gathered last in a transaction, and of which lists the records are at hand. */
interface Gathered extends Omit<WantedChanges, 'lists'> {
  readonly atHand: Set<string>;
}

const gathered = new WeakMap<Transaction, Gathered>();

/**
 * Puts the records at hand that `cohort_of_changed` gives: of everybody of whom a record of these lists began or ended in
 * that time, and records of nobody. More than was asked for is as good, since who has not changed counts the same at both
 * dates; so what is at hand already, for earlier days or other lists, is kept.
 */
export async function gatherChanges(tx: Transaction, wanted: WantedChanges): Promise<void> {
  let here = gathered.get(tx);
  if (!here || !coversAll(here, wanted)) {
    here = await gatherSubjects(tx, here, wanted);
    gathered.set(tx, here);
  }
  const { atHand } = here;
  await Promise.all([
    // They are few, and found by an index: PostgreSQL counts with pages that must be fetched from disk.
    tx.sql.unsafe('set local random_page_cost = 1.1'),
    ...wanted.lists.map((list) => gatherRecords(tx, list, atHand)),
    tx.sql.unsafe('reset random_page_cost'),
  ]);
}

function coversAll(here: Gathered, { since, until }: WantedChanges): boolean {
  return until <= here.until && [...since].every(([list, day]) => (here.since.get(list) ?? until) <= day);
}

async function gatherSubjects(
  tx: Transaction,
  last: Gathered | undefined,
  { since, until }: WantedChanges,
): Promise<Gathered> {
  await Promise.all([...(last?.atHand ?? [])].map((list) => tx.sql.unsafe(`drop table ${changedTable(list)}`)));
  const changes = [...since].flatMap(([list, day]) => {
    const contract = contracts.get(list);
    const subject = contract && subjectField(contract);
    return subject ? [{ list, subject, day }] : [];
  });
  const changed = changes.map(
    ({ list, subject }, index) => `
      select ${subject} from records.${list}
      where authority = (select current_setting('vigil.authority')) and ${subject} is not null
        and (valid_from > $${index + 2}::date and valid_from <= $1::date
          or valid_to > $${index + 2}::date and valid_to <= $1::date)`,
  );
  await Promise.all([
    tx.sql.unsafe(`
      create temporary table if not exists changed_subject (subject uuid) on commit drop;
      truncate pg_temp.changed_subject`),
    changed.length > 0 &&
      tx.sql.unsafe(`insert into pg_temp.changed_subject ${changed.join(' union ')}`, [
        until,
        ...changes.map(({ day }) => day),
      ]),
    tx.sql.unsafe('analyze pg_temp.changed_subject'),
  ]);
  return { since, until, atHand: new Set() };
}

/** The records of a list, read once for all the rules that look at it. */
async function gatherRecords(tx: Transaction, list: string, atHand: Set<string>): Promise<void> {
  if (atHand.has(list)) return;
  atHand.add(list);
  const subject = subjectField(contracts.get(list)!);
  const records = `select * from records.${list} where authority = (select current_setting('vigil.authority'))`;
  await tx.sql.unsafe(`
    create temporary table changed_${list} on commit drop as
    ${subject === null ? records : `${records} and ${subject} in (select subject from pg_temp.changed_subject) union all ${records} and ${subject} is null`};
    analyze ${changedTable(list)} (authority, valid_from, valid_to)`);
}
