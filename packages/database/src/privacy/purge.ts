import type { IsoDate } from '@vigil/calendar';
import { contracts, storedColumns, type ListContract } from '@vigil/extracts';
import type { Transaction } from '../database.ts';
import { takeTurnsOnFigures } from '../figures/computations.ts';
import { forgetIdentities } from '../identity/forget-identities.ts';
import { recordAudit, type OperatorsWord } from '../operators/word.ts';
import { takeTurnToErase } from './tombstones.ts';

/**
 * What ends a case, besides the day that windows look at, where that is the day on which it begins: a record without it
 * is open, however old.
 */
const ends: Readonly<Record<string, string>> = {
  contacts: 'date_of_decision',
  early_help_assessments: 'completion_date',
  assessments: 'authorisation_date',
  placements: 'end_date',
  plans: 'date_ended',
  foster_carers: 'date_ceased',
  missing_episodes: 'missing_end',
  staff: 'end_date',
  absences: 'last_day',
  audits: 'completed_date',
};

/** Lists whose records say of nobody that they have ended: they go when the source no longer sends them. */
const neverEnding: ReadonlySet<string> = new Set(['care_leavers', 'adopters', 'reported_figures']);

/** How long records of a source's list are kept. */
export interface RecordsRule {
  readonly source: string;
  readonly list: string;
  /** What ended before this day is due to go. */
  readonly endedBefore: IsoDate;
}

/** What was purged of a source's list. */
export interface PurgedRows {
  readonly source: string;
  readonly list: string;
  readonly what: 'records' | 'findings' | 'quarantine';
  /** Of records the versions. */
  readonly rows: number;
  /** The day before which it ended, or landed. */
  readonly before: IsoDate;
}

/** Whether a record that stands has ended before `$3`. */
function hasEnded({ list, dateField }: ListContract): string | null {
  if (neverEnding.has(list)) return null;
  const end = ends[list];
  const dated = `r.${dateField} < $3::date`;
  // An enquiry without a conference is open, unless none was thought to be needed.
  if (list === 'section_47_enquiries') {
    return `${dated} and (r.conference_date < $3::date or (r.conference_date is null and r.conference_unnecessary))`;
  }
  return end === undefined ? dated : `${dated} and r.${end} < $3::date`;
}

/**
 * Purges records: those that ended before the day, in all their versions, and versions that ceased to hold before it,
 * as of something that was corrected or that the source no longer sends. From then on rows that ended before it are not
 * taken, and months before it are not computed again: figures of them stand as they were published.
 *
 * Nothing where the list has been purged to that day already.
 */
export async function purgeRecords(
  tx: Transaction,
  rules: readonly RecordsRule[],
  word: OperatorsWord,
  key: Uint8Array,
): Promise<readonly PurgedRows[]> {
  const due: RecordsRule[] = [];
  for (const rule of rules) {
    const done = await tx.sql`
      select from vigil.kept_from
      where authority = ${tx.authority} and source = ${rule.source} and list = ${rule.list} and day >= ${rule.endedBefore}`;
    if (done.length === 0 && contracts.has(rule.list)) due.push(rule);
  }
  if (due.length === 0) return [];
  await takeTurnToErase(tx);
  await takeTurnsOnFigures(tx);
  const purged: PurgedRows[] = [];
  for (const { source, list, endedBefore: before } of due) {
    const ended = hasEnded(contracts.get(list)!);
    const table = `records.${list}`;
    const own = 'r.authority = $1 and r.source_id = $2';
    const { count: rows } = await tx.sql.unsafe(
      `delete from ${table} as r
      where ${own} and (r.valid_to <= $3::date ${
        ended === null
          ? ''
          : `or r.record in (select r.record from ${table} as r where ${own} and r.valid_to is null and ${ended})`
      })`,
      [tx.authority, source, before],
    );
    await tx.sql`
      insert into vigil.kept_from (authority, source, list, day) values (${tx.authority}, ${source}, ${list}, ${before})
      on conflict (authority, source, list) do update set day = excluded.day`;
    if (rows === 0) continue;
    purged.push({ source, list, what: 'records', rows, before });
    await recordPurge(tx, purged.at(-1)!, word);
  }
  if (purged.length > 0) await tidyIdentities(tx, key);
  return purged;
}

/** Leaves out staged rows of what ended before records are kept: the source may send it for as long as it likes. */
export async function leaveOutPurged(
  tx: Transaction,
  { source, contract, staging }: { readonly source: string; readonly contract: ListContract; readonly staging: string },
): Promise<void> {
  const [kept] = await tx.sql<{ day: IsoDate }[]>`
    select day::text from vigil.kept_from
    where authority = ${tx.authority} and source = ${source} and list = ${contract.list}`;
  const ended = hasEnded(contract);
  if (!kept || ended === null) return;
  await tx.sql.unsafe(`delete from ${staging} as r where ${ended.replaceAll('$3', '$1')}`, [kept.day]);
}

/** Of the way back, what leads from no record any more goes. */
async function tidyIdentities(tx: Transaction, key: Uint8Array): Promise<void> {
  const inRecords = [...contracts.values()].flatMap((contract) =>
    storedColumns(contract).flatMap(({ field, storedType }) =>
      storedType === 'uuid' ? [`select ${field} from records.${contract.list} where authority = $1`] : [],
    ),
  );
  const gone = await tx.sql.unsafe<{ pseudonym: string }[]>(
    `select distinct pseudonym from identity.block cross join unnest(pseudonyms) as pseudonym where authority = $1
    except (${inRecords.join(' union ')})`,
    [tx.authority],
  );
  if (gone.length === 0) return;
  await forgetIdentities(
    tx,
    'identity.block',
    key,
    gone.map(({ pseudonym }) => pseudonym),
  );
}

/** How long findings, or rows in quarantine, of a source's list are kept: by when their files landed. */
export interface FoundRule {
  readonly source: string;
  readonly list: string;
  readonly what: 'findings' | 'quarantine';
  readonly landedBefore: IsoDate;
}

/**
 * Purges findings, or rows in quarantine with their corrections, of files that landed before the day; never of what
 * stands of the list as at its newest date, nor of what a run needs that has not ended.
 */
export async function purgeFound(
  tx: Transaction,
  { source, list, what, landedBefore: before }: FoundRule,
  word: OperatorsWord,
): Promise<readonly PurgedRows[]> {
  const due = tx.sql`
    select file.id, file.sha256, delivery.as_at
    from vigil.file join vigil.delivery on delivery.id = file.delivery
    where file.authority = ${tx.authority} and file.list = ${list} and delivery.source = ${source}
      and delivery.created_at < ${before}::date
      and delivery.as_at < (
        select max(newest.as_at) from vigil.delivery as newest join vigil.file as of_newest on of_newest.delivery = newest.id
        where newest.authority = ${tx.authority} and newest.source = ${source} and newest.state = 'published'
          and of_newest.list = ${list}
      )
      and not exists (
        select from vigil.run
        where run.delivery = delivery.id and (run.state = 'waiting' or exists (
          select from vigil.stage where stage.run = run.id and stage.state not in ('done', 'cancelled')
        ))
      )`;
  const { count: rows } =
    what === 'findings'
      ? await tx.sql`
          delete from vigil.finding using (${due}) as due where finding.authority = ${tx.authority} and finding.file = due.id`
      : await tx.sql`
          delete from vigil.quarantine using (${due}) as due
          where quarantine.authority = ${tx.authority} and quarantine.file = due.id`;
  if (what === 'quarantine') {
    await tx.sql`
      delete from vigil.correction using (${due}) as due
      where correction.authority = ${tx.authority} and correction.source = ${source} and correction.list = ${list}
        and correction.as_at = due.as_at and correction.sha256 = due.sha256`;
  }
  if (rows === 0) return [];
  const purged: PurgedRows = { source, list, what, rows, before };
  await recordPurge(tx, purged, word);
  return [purged];
}

async function recordPurge(
  tx: Transaction,
  { source, list, ...detail }: PurgedRows,
  word: OperatorsWord,
): Promise<void> {
  await recordAudit(tx, word, { action: 'purge', subject: `${list} of ${source}`, detail });
}
