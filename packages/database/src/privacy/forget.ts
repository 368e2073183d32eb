import type { Transaction } from '../database.ts';
import { takeTurnsOnFigures } from '../figures/computations.ts';
import { forgetIdentities } from '../identity/forget-identities.ts';
import { recordAudit, Refused, type OperatorsWord } from '../operators/word.ts';
import { purgeContents, takeTurnToPurge } from '../quarantine/retention.ts';
import { identitiesTable } from '../records/staging.ts';
import { erased, erasure } from '../schema/index.ts';
import { columnsFor, type Person } from './people.ts';
import {
  correctionsOf,
  landedContents,
  quarantinedOf,
  recordsOf,
  stagedFiles,
  type PersonalMarks,
  type Remains,
} from './remains.ts';
import { takeTurnToErase, type Tombstone } from './tombstones.ts';

/** How landed files are looked into, and removed. */
export interface LandedPerson extends PersonalMarks {
  /** Whether a landed content names the person; asked once for each content. */
  readonly holds: (address: string) => Promise<boolean>;
  /** Takes a content out of the landing store. */
  readonly remove: (address: string) => Promise<void>;
}

/** What there is of somebody, without changing anything. */
export async function remainsOf(tx: Transaction, person: Person, marks: LandedPerson): Promise<Remains> {
  let staged = 0;
  for (const { staging, field } of await stagedFiles(tx, person)) {
    const [row] = await tx.sql<[{ count: number }]>`
      select count(*)::int as count from ${tx.sql(staging)} where ${tx.sql(field)} = ${person.pseudonym}`;
    staged += row.count;
  }
  const [blocks] = await tx.sql<[{ count: number }]>`
    select count(*)::int as count from identity.block
    where authority = ${tx.authority} and pseudonyms @> array[${person.pseudonym}]::uuid[]`;
  return {
    records: await recordsOf(tx, person),
    staged,
    quarantined: (await quarantinedOf(tx, marks)).length,
    corrections: (await correctionsOf(tx, marks)).length,
    identities: blocks.count,
    files: (await contentsOf(tx, marks)).length,
  };
}

/** Whether nothing is on record. Landed files do not tell: an identifier may be part of another one there. */
export function isNothing({ records, staged, quarantined, corrections, identities }: Remains): boolean {
  return records.length + staged + quarantined + corrections + identities === 0;
}

/**
 * Erases all that there is of somebody, and has what is delivered from now on read without: records and their history,
 * rows that wait or are set aside, the way back, and landed files that name them. Figures that were published stay as
 * they are; the next run computes those of the months that are kept anew, without.
 *
 * @throws {Refused} while a delivery that names them is neither published nor put aside: its run would lack its files
 */
export async function erase(
  tx: Transaction,
  person: Person,
  marks: LandedPerson,
  word: OperatorsWord,
): Promise<Remains> {
  await takeTurns(tx);
  const addresses = await contentsOf(tx, marks);
  await refuseUnfinished(tx, addresses);
  await tx.orm
    .insert(erased)
    .values({ authority: tx.authority, ...person, actor: word.actor })
    .onConflictDoNothing();
  const found: Remains = { ...(await eraseRows(tx, person, marks)), files: addresses.length };
  await purgeContents(tx, addresses, marks.remove);
  const { records, ...numbers } = found;
  await recordAudit(tx, word, {
    action: 'forget',
    subject: `a ${person.purpose}`,
    detail: { records: records.reduce((sum, one) => sum + one.records, 0), ...numbers },
  });
  return found;
}

/**
 * Erases people again whose tombstones somebody kept while what they were erased from was put back, as a restore does.
 * Those that are on record here are passed over. Who they are is not known any more, so all landed files of the authority
 * from before their erasure go, with the rows set aside and corrections.
 *
 * @param tx across authorities
 */
export async function eraseAgain(
  across: Pick<Transaction, 'sql' | 'orm'>,
  tombstones: readonly Tombstone[],
  { wayBack, remove }: { wayBack: (authority: string) => Uint8Array; remove: (address: string) => Promise<void> },
): Promise<{ readonly people: number; readonly records: number; readonly files: number }> {
  const sum = { people: 0, records: 0, files: 0 };
  for (const tombstone of tombstones) {
    const { authority, purpose, pseudonym, sealedKey, erasedAt } = tombstone;
    const tx: Transaction = { ...across, authority };
    await takeTurns(tx);
    const added = await tx.orm.insert(erased).values(tombstone).onConflictDoNothing().returning();
    // Of an earlier secret: nothing here has this pseudonym, and what is delivered is left out by it.
    if (added.length === 0 || sealedKey !== null) continue;
    const marks: PersonalMarks = { wayBack: wayBack(authority), isOf: () => false };
    const { records } = await eraseRows(tx, { purpose, pseudonym }, marks);
    const landed = await tx.sql<{ address: string }[]>`
      select distinct file.address from vigil.file join vigil.delivery on delivery.id = file.delivery
      where file.authority = ${authority} and file.purged_at is null
        and delivery.created_at < ${erasedAt.toISOString()}::timestamptz`;
    await purgeContents(
      tx,
      landed.map(({ address }) => address),
      remove,
    );
    sum.people += 1;
    sum.records += records.reduce((count, one) => count + one.records, 0);
    sum.files += landed.length;
  }
  return sum;
}

/** Nobody reads, publishes, computes or lands meanwhile. */
async function takeTurns(tx: Transaction): Promise<void> {
  await takeTurnToErase(tx);
  await takeTurnToPurge(tx);
  await takeTurnsOnFigures(tx);
}

async function contentsOf(tx: Transaction, { holds }: Pick<LandedPerson, 'holds'>): Promise<readonly string[]> {
  const addresses: string[] = [];
  for (const { address } of await landedContents(tx)) if (await holds(address)) addresses.push(address);
  return addresses;
}

async function refuseUnfinished(tx: Transaction, addresses: readonly string[]): Promise<void> {
  const [unfinished] = await tx.sql<{ id: string; source: string; asAt: string; state: string }[]>`
    select delivery.id, delivery.source, delivery.as_at::text as "asAt", delivery.state
    from vigil.delivery
    where delivery.authority = ${tx.authority} and delivery.state in ('found', 'landed', 'held', 'failed')
      and exists (
        select from vigil.file where file.delivery = delivery.id and file.address = any(${[...addresses]})
      )
    order by delivery.as_at desc limit 1`;
  if (!unfinished) return;
  const { id, source, asAt, state } = unfinished;
  const what =
    state === 'held' || state === 'failed'
      ? `${state === 'held' ? 'is held' : 'failed'}. Settle it first: vigil ${state === 'held' ? 'accept' : 'replay'} or vigil reject ${id} --reason "…"`
      : 'is being worked on. Wait for its end';
  throw new Refused(`The delivery of ${source} as at ${asAt} names them, and ${what}. Nothing was erased.`);
}

async function eraseRows(tx: Transaction, person: Person, marks: PersonalMarks): Promise<Omit<Remains, 'files'>> {
  const { pseudonym } = person;
  const records = await recordsOf(tx, person);
  const lists = new Set(records.map(({ list }) => list));
  for (const { list, field } of columnsFor(person.purpose)) {
    if (!lists.has(list)) continue;
    await tx.sql`
      delete from ${tx.sql(`records.${list}`)}
      where authority = ${tx.authority} and ${tx.sql(field)} = ${pseudonym}`;
    await tx.orm.insert(erasure).values({ authority: tx.authority, list });
  }
  // A file that holds their rows is no longer what the records were read from.
  await tx.sql`
    update vigil.file set unsettled = null
    where authority = ${tx.authority} and list = any(${[...lists]}) and unsettled is not null`;
  const staged = await eraseStaged(tx, person, marks);
  const quarantined = await quarantinedOf(tx, marks);
  await tx.sql`delete from vigil.quarantine where ctid = any(${[...quarantined]}::tid[])`;
  const corrections = await correctionsOf(tx, marks);
  await tx.sql`delete from vigil.correction where ctid = any(${[...corrections]}::tid[])`;
  const identities = await forgetIdentities(tx, 'identity.block', marks.wayBack, [pseudonym]);
  await tx.sql`
    delete from vigil.restricted
    where authority = ${tx.authority} and purpose = ${person.purpose} and pseudonym = ${pseudonym}`;
  return { records, staged, quarantined: quarantined.length, corrections: corrections.length, identities };
}

async function eraseStaged(tx: Transaction, person: Person, { wayBack }: PersonalMarks): Promise<number> {
  let staged = 0;
  for (const { id, staging, field } of await stagedFiles(tx, person)) {
    const { count } = await tx.sql`delete from ${tx.sql(staging)} where ${tx.sql(field)} = ${person.pseudonym}`;
    const identities = identitiesTable(staging);
    const [{ there }] = await tx.sql<[{ there: boolean }]>`select to_regclass(${identities}) is not null as there`;
    if (there) await forgetIdentities(tx, identities, wayBack, [person.pseudonym]);
    if (count === 0) continue;
    await tx.sql`
      update vigil.file set accepted = accepted - ${count}, left_out = left_out + ${count}, unsettled = null
      where authority = ${tx.authority} and id = ${id}`;
    staged += count;
  }
  return staged;
}
