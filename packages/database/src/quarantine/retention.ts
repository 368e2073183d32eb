import { and, desc, eq } from 'drizzle-orm';
import { allAuthorities, narrowTo, type Database, type Transaction } from '../database.ts';
import { stands } from '../deliveries/standing.ts';
import { recordAudit, type OperatorsWord } from '../operators/word.ts';
import { delivery, file } from '../schema/index.ts';
import { undone } from '../undone.ts';

/** One sweep at a time, over all processes; whoever puts a file on record waits for it. */
const landingLock = 0x5649_4c44;

/** How long the files of a source are kept: until the day given, by when they landed. */
export interface RetentionRule {
  readonly authority: string;
  readonly source: string;
  readonly list: string;
  /** Files that landed before this day are due to go (YYYY-MM-DD). */
  readonly landedBefore: string;
}

/** Nothing was done: another process is at it. */
export type Purge = { readonly files: number; readonly addresses: readonly string[] } | null;

/**
 * Purges landed files that are older than their retention, with their quarantined rows and corrections, and gives the
 * addresses that nobody needs any more; the caller removes them in the same transaction, so that nobody can put such a
 * content on record in between. What is kept, whatever its age: what stands of each list of a source as at the newest date,
 * and whatever a run needs that has not ended.
 *
 * @param remove takes the content of an address from the landing store
 * @param options.dryRun counts them and undoes it
 */
export async function purgeLandedFiles(
  database: Database,
  rules: readonly RetentionRule[],
  remove: (address: string) => Promise<void>,
  word: OperatorsWord = { actor: 'vigil', reason: 'retention' },
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<Purge> {
  const sweep = async (tx: Omit<Transaction, 'authority'>): Promise<Purge> => {
    const [turn] = await tx.sql<[{ mine: boolean }]>`select pg_try_advisory_xact_lock(${landingLock}) as mine`;
    if (!turn.mine) return null;
    let files = 0;
    const candidates = new Set<string>();
    for (const rule of rules) {
      const own = await narrowTo(tx, rule.authority);
      const due = await purge(own, rule);
      files += due.length;
      for (const { address } of due) candidates.add(address);
      if (due.length === 0) continue;
      await recordAudit(own, word, {
        action: 'purge',
        subject: `${rule.list} of ${rule.source}`,
        detail: { what: 'landed files', files: due.length, before: rule.landedBefore },
      });
    }
    // What was removed from the landing store would not come back.
    if (dryRun) return { files, addresses: [] };
    await narrowTo(tx, allAuthorities);
    return { files, addresses: await removeUnneeded(tx, [...candidates], remove) };
  };
  return dryRun ? undone(database.acrossAuthorities, sweep) : database.acrossAuthorities(sweep);
}

/** Waits for a sweep, and has the next one, and whoever puts a landed file on record, wait until the transaction ends. */
export async function takeTurnToPurge(tx: Pick<Transaction, 'sql'>): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(${landingLock})`;
}

/** Removes those of some contents that were landed once more after they had been purged, and are not needed this time. */
export async function removePurged(
  tx: Pick<Transaction, 'sql'>,
  addresses: readonly string[],
  remove: (address: string) => Promise<void>,
): Promise<void> {
  const needed = await tx.sql<{ address: string }[]>`
    select distinct address from vigil.file where address = any(${[...addresses]}) and purged_at is null`;
  if (needed.length === addresses.length) return;
  await takeTurnToPurge(tx);
  await removeUnneeded(tx, addresses, remove);
}

/** Removes contents that nobody needs any more: the same may have been delivered again, to whomever. */
async function removeUnneeded(
  tx: Pick<Transaction, 'sql'>,
  addresses: readonly string[],
  remove: (address: string) => Promise<void>,
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const address of addresses) {
    const needed = await tx.sql`select from vigil.file where address = ${address} and purged_at is null limit 1`;
    if (needed.length > 0) continue;
    await remove(address);
    removed.push(address);
  }
  return removed;
}

/**
 * Purges landed contents of an authority, whatever their age, with the rows set aside and the corrections of every file
 * that they were. Within a turn to purge (`takeTurnToPurge`).
 */
export async function purgeContents(
  tx: Transaction,
  addresses: readonly string[],
  remove: (address: string) => Promise<void>,
): Promise<void> {
  if (addresses.length === 0) return;
  await tx.sql`
    with gone as (
      update vigil.file set purged_at = now(), unsettled = null
      where authority = ${tx.authority} and address = any(${[...addresses]}) and purged_at is null
      returning id, list, sha256
    ),
    rows_gone as (
      delete from vigil.quarantine using gone where quarantine.authority = ${tx.authority} and quarantine.file = gone.id
    )
    delete from vigil.correction using gone
    where correction.authority = ${tx.authority} and correction.list = gone.list and correction.sha256 = gone.sha256`;
  await removeUnneeded(tx, addresses, remove);
}

async function purge(
  tx: Omit<Transaction, 'authority'>,
  { authority, source, list, landedBefore }: RetentionRule,
): Promise<readonly { address: string }[]> {
  const newest = await tx.orm
    .select({ id: file.id, asAt: delivery.asAt })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(
      and(
        eq(file.authority, authority),
        eq(file.list, list),
        eq(delivery.source, source),
        eq(delivery.state, 'published'),
        stands(),
      ),
    )
    .orderBy(desc(delivery.asAt));
  const kept = newest.filter(({ asAt }) => asAt === newest[0]?.asAt).map(({ id }) => id);
  return tx.sql<{ address: string }[]>`
    with due as (
      update vigil.file set purged_at = now()
      from vigil.delivery
      where file.authority = ${authority} and file.delivery = delivery.id and file.list = ${list}
        and delivery.source = ${source} and coalesce(
          -- What a replay reads again landed with its original.
          (select original.created_at from vigil.delivery as original where original.id = delivery.replay_of),
          delivery.created_at
        ) < ${landedBefore}::date
        and file.purged_at is null and file.staging is null
        and not exists (
          select from vigil.run
          where run.delivery = delivery.id and (run.state = 'waiting' or exists (
            select from vigil.stage where stage.run = run.id and stage.state in ('due', 'running', 'held', 'failed', 'dead')
          ))
        )
        and file.id <> all(${kept}::uuid[])
      returning file.id, file.address, file.sha256, delivery.as_at
    ),
    rows_gone as (
      delete from vigil.quarantine using due where quarantine.authority = ${authority} and quarantine.file = due.id
    ),
    corrections_gone as (
      delete from vigil.correction using due
      where correction.authority = ${authority} and correction.source = ${source} and correction.list = ${list}
        and correction.as_at = due.as_at and correction.sha256 = due.sha256
        and not exists (
          select from vigil.file
          join vigil.delivery on delivery.id = file.delivery
          where file.authority = ${authority} and file.list = ${list} and file.sha256 = due.sha256
            and delivery.source = ${source} and delivery.as_at = due.as_at
            and file.purged_at is null and file.id not in (select id from due)
        )
    )
    select address from due`;
}

/**
 * Holds off any sweep until the transaction ends: what is put on record in it, and found to be in the landing store, is
 * there to stay.
 */
export async function holdLandedFiles(tx: Pick<Transaction, 'sql'>): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock_shared(${landingLock})`;
}
