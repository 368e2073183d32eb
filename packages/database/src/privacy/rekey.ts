import { createHash } from 'node:crypto';
import { contracts, storedColumns, type Identified, type ListContract } from '@vigil/extracts';
import { mayRest, type Database, type Transaction } from '../database.ts';
import { openIdentities, sealIdentities } from '../identity/sealed-identities.ts';
import { recordAudit, Refused, type OperatorsWord } from '../operators/word.ts';
import { takeTurnToPurge } from '../quarantine/retention.ts';
import { otherWorkersAlive } from '../work/workers.ts';
import { openKey, sealKey } from './sealed-key.ts';
import { takeTurnToErase } from './tombstones.ts';

type Value = string | boolean | null;

/** What an authority's rows are made with, of one secret. */
export interface KeySet {
  readonly identifiers: Readonly<Record<Identified, Uint8Array>>;
  readonly pseudonym: (purpose: Identified, identifier: string) => string;
  /** Digest of values, as keys of records and contents are told: 32 hexadecimal digits. */
  readonly digest: (values: readonly Value[]) => string;
  readonly wayBack: Uint8Array;
  /** Of the keys of people who were erased. */
  readonly erased: Uint8Array;
  readonly openRow: (row: Buffer) => readonly string[];
  readonly sealRow: (cells: readonly string[]) => Buffer;
}

/** How a whole installation is moved from one secret to another. */
export interface Rekeying {
  readonly from: { readonly keyId: string; readonly checkValue: string };
  readonly to: { readonly keyId: string; readonly checkValue: string };
  readonly keysOf: (authority: string) => { readonly before: KeySet; readonly now: KeySet };
  /** Lands a content anew, under the new secret: gives its address there. Null where it is damaged or gone. */
  readonly landAnew: (address: string) => Promise<string | null>;
  /** Goes on where an identifier is not known or a landed file damaged. */
  readonly acceptLoss: boolean;
  readonly progress: (words: string) => void;
}

/** What was moved. */
export interface Rekeyed {
  readonly records: number;
  readonly identifiers: number;
  readonly quarantined: number;
  readonly files: number;
  /** Pseudonyms whose identifier is not known: by list, how many of its records have one. */
  readonly unknown: readonly { readonly authority: string; readonly list: string; readonly records: number }[];
}

const batchSize = 5000;

/**
 * Moves everything to another secret in one transaction: pseudonyms, digests, the way back, rows set aside, corrections,
 * tombstones, restrictions, the addresses of landed files, and the check values. Contents are landed anew beside the old
 * ones; those that are not referred to in the end are on record to be removed, whichever way it ends.
 *
 * @throws {Refused} where something is still on its way, or something cannot be moved and no loss is accepted
 */
export async function rekey(database: Database, rekeying: Rekeying, word: OperatorsWord): Promise<Rekeyed> {
  return database.acrossAuthorities(async (across) => {
    await mayRest(across);
    // Nobody begins to work, or is let in with the old secret, until this is done.
    await across.sql`lock table vigil.worker in exclusive mode`;
    await across.sql`lock table vigil.installation in access exclusive mode`;
    if (await otherWorkersAlive(database, 0)) {
      throw new Refused('Vigil is running. Stop vigil up and all services first; nothing was changed.');
    }
    const authorities = await across.sql<{ code: string }[]>`select code from vigil.authority order by code`;
    // In the order in which an erasure takes them.
    for (const { code } of authorities) await takeTurnToErase({ ...across, authority: code });
    await takeTurnToPurge(across);
    const moved = { records: 0, identifiers: 0, quarantined: 0, unknown: new Array<Rekeyed['unknown'][number]>() };
    for (const { code } of authorities) {
      await across.sql`select set_config('vigil.authority', ${code}, true)`;
      const tx: Transaction = { ...across, authority: code };
      await refuseUnfinished(tx);
      const one = await rekeyAuthority(tx, rekeying);
      moved.records += one.records;
      moved.identifiers += one.identifiers;
      moved.quarantined += one.quarantined;
      moved.unknown.push(...one.unknown);
    }
    refuseLoss(moved.unknown, rekeying);
    const files = await rekeyLanded(database, across, rekeying);
    await across.sql`
      update vigil.installation set key_id = ${rekeying.to.keyId}, check_value = ${rekeying.to.checkValue}`;
    const { records, identifiers, quarantined } = moved;
    for (const { code } of authorities) {
      const detail = { from: rekeying.from.keyId, to: rekeying.to.keyId, records, identifiers, quarantined, files };
      await recordAudit({ ...across, authority: code }, word, { action: 'rekey', subject: 'installation', detail });
    }
    return { ...moved, files };
  });
}

async function refuseUnfinished(tx: Transaction): Promise<void> {
  const [open] = await tx.sql<{ source: string; asAt: string; state: string }[]>`
    select delivery.source, delivery.as_at::text as "asAt", delivery.state
    from vigil.delivery
    where delivery.authority = ${tx.authority} and (
      delivery.state in ('found', 'landed', 'held')
      or exists (select from vigil.file where file.delivery = delivery.id and file.staging is not null)
    ) limit 1`;
  const [stage] = await tx.sql<{ name: string }[]>`
    select name from vigil.stage where authority = ${tx.authority} and state in ('due', 'running') limit 1`;
  if (!open && !stage) return;
  const what = open
    ? `The delivery of ${open.source} as at ${open.asAt} is ${open.state}`
    : `Work of the stage ${stage!.name} is not done`;
  throw new Refused(
    `${what}, and nothing may be on its way when the secret is changed. vigil run brings it to its end; a held or failed ` +
      'delivery is settled with vigil accept, vigil replay or vigil reject. Nothing was changed.',
  );
}

function refuseLoss(unknown: Rekeyed['unknown'], { acceptLoss }: Rekeying): void {
  if (unknown.length === 0 || acceptLoss) return;
  const lists = unknown
    .map(({ authority, list, records }) => `${list} of ${authority} (${records} records)`)
    .join(', ');
  throw new Refused(
    `The identifiers behind some pseudonyms are not known, so that they cannot be made anew: ${lists}. Have these lists ` +
      'delivered once more with the old secret: what Vigil reads as a whole brings them. --accept-loss goes on without: ' +
      'those records keep their history under pseudonyms that no later delivery has. Nothing was changed.',
  );
}

async function rekeyAuthority(tx: Transaction, { keysOf }: Rekeying): Promise<Omit<Rekeyed, 'files'>> {
  const { before, now } = keysOf(tx.authority);
  const people = await rekeyIdentities(tx, before, now);
  let records = 0;
  const unknown: { authority: string; list: string; records: number }[] = [];
  for (const contract of contracts.values()) {
    const moved = await rekeyList(tx, contract, { before, now, people });
    records += moved.records;
    if (moved.unknown > 0) unknown.push({ authority: tx.authority, list: contract.list, records: moved.unknown });
  }
  const strangers = await rekeyRestricted(tx, people, now);
  if (strangers > 0) unknown.push({ authority: tx.authority, list: 'restrictions', records: strangers });
  await rekeyErased(tx, before, now);
  const quarantined =
    (await rekeyRows(tx, 'vigil.quarantine', before, now)) + (await rekeyRows(tx, 'vigil.correction', before, now));
  return { records, identifiers: people.size, quarantined, unknown };
}

/** New pseudonyms by old ones. */
type People = ReadonlyMap<string, string>;

async function rekeyIdentities(tx: Transaction, before: KeySet, now: KeySet): Promise<People> {
  const people = new Map<string, string>();
  const kinds = Object.keys(before.identifiers) as Identified[];
  const blocks = await tx.sql<{ block: string }[]>`select block from identity.block where authority = ${tx.authority}`;
  for (const { block } of blocks) {
    const [sealed] = await tx.sql<{ identities: Buffer }[]>`
      select identities from identity.block where authority = ${tx.authority} and block = ${block}`;
    const moved = [...openIdentities(before.wayBack, sealed!.identities)].map(([pseudonym, identifier]) => {
      const kind = kinds.find((one) => before.pseudonym(one, identifier) === pseudonym);
      if (!kind) throw new Refused('The way back does not fit the secret: somebody changed identity.block.');
      const anew = now.pseudonym(kind, identifier);
      people.set(pseudonym, anew);
      return [anew, identifier] as const;
    });
    await tx.sql`
      update identity.block set identities = ${sealIdentities(now.wayBack, moved)},
        pseudonyms = ${moved.map(([pseudonym]) => pseudonym)}::uuid[]
      where authority = ${tx.authority} and block = ${block}`;
  }
  return people;
}

interface Keys {
  readonly before: KeySet;
  readonly now: KeySet;
  readonly people: People;
}

async function rekeyList(
  tx: Transaction,
  contract: ListContract,
  { before, now, people }: Keys,
): Promise<{ records: number; unknown: number }> {
  const stored = storedColumns(contract);
  const named = stored.filter(({ storedType }) => storedType === 'uuid').map(({ field }) => field);
  const table = `records.${contract.list}`;
  const moved = `pg_temp.rekeyed_${contract.list}`;
  await tx.sql.unsafe(`
    create temporary table rekeyed_${contract.list} (source_id text, record uuid, valid_from date, new_record uuid,
      new_digest uuid ${named.map((field) => `, ${field} uuid`).join('')}) on commit drop`);
  const shown = stored.map(({ field, storedType }) =>
    storedType === 'boolean' ? field : `${field}::text as ${field}`,
  );
  const unknown = new Set<string>();
  let records = 0;
  let last: readonly string[] = ['', '00000000-0000-0000-0000-000000000000', '0001-01-01'];
  for (;;) {
    const rows = await tx.sql.unsafe<Record<string, Value>[]>(
      `select source_id as "_source", record::text as "_record", valid_from::text as "_from", digest::text as "_digest",
        ${shown.join(', ')}
      from ${table} where authority = $1 and (source_id, record, valid_from) > ($2, $3::uuid, $4::date)
      order by source_id, record, valid_from limit ${batchSize}`,
      [tx.authority, ...last],
    );
    if (rows.length === 0) break;
    const columns: Value[][] = [[], [], [], [], [], ...named.map(() => [])];
    for (const row of rows) {
      const old = stored.map(({ field }) => row[field] ?? null);
      const anew = stored.map(({ field, storedType }) => {
        const value = row[field] ?? null;
        if (storedType !== 'uuid' || typeof value !== 'string') return value;
        const pseudonym = people.get(value);
        if (pseudonym === undefined) unknown.add(String(row['_record']));
        return pseudonym ?? asUuid(now.digest(['unknown', value]));
      });
      const digest = asUuid(now.digest(anew));
      const record = keyAnew(
        contract,
        { old, anew, record: String(row['_record']), oldDigest: String(row['_digest']), digest },
        before,
        now,
      );
      const values = [
        row['_source'],
        row['_record'],
        row['_from'],
        record,
        digest,
        ...named.map((field) => anew[stored.findIndex((one) => one.field === field)]),
      ];
      values.forEach((value, index) => columns[index]!.push(value ?? null));
    }
    records += rows.length;
    const types = ['text', 'uuid', 'date', 'uuid', 'uuid', ...named.map(() => 'uuid')];
    await tx.sql.unsafe(
      `insert into ${moved} select * from unnest(${types.map((type, index) => `$${index + 1}::text[]::${type}[]`).join(', ')})`,
      columns as never[],
    );
    const end = rows.at(-1)!;
    last = [String(end['_source']), String(end['_record']), String(end['_from'])];
  }
  if (records === 0) return { records, unknown: 0 };
  await tx.sql.unsafe(`analyze ${moved}`);
  await tx.sql.unsafe(
    `update ${table} as r set record = moved.new_record, digest = moved.new_digest
      ${named.map((field) => `, ${field} = moved.${field}`).join('')}
    from ${moved} as moved
    where r.authority = $1 and r.source_id = moved.source_id and r.record = moved.record and r.valid_from = moved.valid_from`,
    [tx.authority],
  );
  return { records, unknown: unknown.size };
}

/** How often rows without a whole key may say the same, and still be told apart as they were. */
const mostCopies = 1000;

/** The key of a record under the new secret: as the reader would make it, and as rows without a whole key are told apart. */
function keyAnew(
  contract: ListContract,
  {
    old,
    anew,
    record,
    oldDigest,
    digest,
  }: { old: readonly Value[]; anew: readonly Value[]; record: string; oldDigest: string; digest: string },
  before: KeySet,
  now: KeySet,
): string {
  const stored = storedColumns(contract);
  const indexes = contract.key.map((field) => stored.findIndex((column) => column.field === field));
  const keyOf = (keys: KeySet, values: readonly Value[]): string =>
    asUuid(keys.digest(indexes.map((index) => values[index] ?? null)));
  if (keyOf(before, old) === record) return keyOf(now, anew);
  for (let copy = 1; copy <= mostCopies; copy += 1) {
    if (asUuid(md5(`${oldDigest}${copy}`)) === record) return asUuid(md5(`${digest}${copy}`));
  }
  // An earlier version's content: it is one thing with what it was then, and no later delivery says it again.
  return asUuid(now.digest(['record', record]));
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

function asUuid(digest: string): string {
  const hex = digest.replaceAll('-', '');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** @returns how many people are restricted whose identifier is not known: they go on as their records do */
async function rekeyRestricted(tx: Transaction, people: People, now: KeySet): Promise<number> {
  let unknown = 0;
  const rows = await tx.sql<{ id: string; pseudonym: string }[]>`
    select id, pseudonym from vigil.restricted where authority = ${tx.authority}`;
  for (const { id, pseudonym } of rows) {
    if (!people.has(pseudonym)) unknown += 1;
    const anew = people.get(pseudonym) ?? asUuid(now.digest(['unknown', pseudonym]));
    await tx.sql`update vigil.restricted set pseudonym = ${anew} where id = ${id}`;
  }
  return unknown;
}

/** An erased identifier is known to nobody: its pseudonym stays, with the key that it was made with. */
async function rekeyErased(tx: Transaction, before: KeySet, now: KeySet): Promise<void> {
  const rows = await tx.sql<{ purpose: Identified; pseudonym: string; sealed: Buffer | null }[]>`
    select purpose, pseudonym, sealed_key as sealed from vigil.erased where authority = ${tx.authority}`;
  for (const { purpose, pseudonym, sealed } of rows) {
    const key = sealed === null ? before.identifiers[purpose] : openKey(before.erased, sealed);
    await tx.sql`
      update vigil.erased set sealed_key = ${sealKey(now.erased, key)}
      where authority = ${tx.authority} and purpose = ${purpose} and pseudonym = ${pseudonym}`;
  }
}

async function rekeyRows(
  tx: Transaction,
  table: 'vigil.quarantine' | 'vigil.correction',
  before: KeySet,
  now: KeySet,
): Promise<number> {
  const places = await tx.sql<{ place: string }[]>`
    select ctid::text as place from ${tx.sql(table)} where authority = ${tx.authority}`;
  for (let first = 0; first < places.length; first += batchSize) {
    const batch = places.slice(first, first + batchSize).map(({ place }) => place);
    const rows = await tx.sql<{ place: string; row: Buffer }[]>`
      select ctid::text as place, row from ${tx.sql(table)} where ctid = any(${batch}::tid[])`;
    const sealed = rows.map(({ row }) => `\\x${now.sealRow(before.openRow(row)).toString('hex')}`);
    await tx.sql`
      update ${tx.sql(table)} as kept set row = moved.row
      from unnest(${rows.map(({ place }) => place)}::text[]::tid[], ${sealed}::text[]::bytea[]) as moved(place, row)
      where kept.ctid = moved.place`;
  }
  return places.length;
}

/** Every content, under the new secret beside the old. What is left over in the end is on record, to be removed. */
async function rekeyLanded(
  database: Database,
  { sql }: Pick<Transaction, 'sql'>,
  { landAnew, acceptLoss, progress }: Rekeying,
): Promise<number> {
  const contents = await sql<{ address: string }[]>`
    select distinct address from vigil.file where purged_at is null order by address`;
  let files = 0;
  for (const { address } of contents) {
    const anew = await landAnew(address);
    if (anew === null && !acceptLoss) {
      throw new Refused(
        'A landed file is damaged or gone, and cannot be encrypted anew; vigil doctor tells more. --accept-loss goes on ' +
          'without it: what is in quarantine of it cannot be replayed. Nothing was changed.',
      );
    }
    if (anew === null) {
      await sql`update vigil.file set purged_at = now(), unsettled = null where address = ${address}`;
      continue;
    }
    // Apart from this transaction: should it be cut off, the sweep finds what was landed for nothing.
    await database.acrossAuthorities(
      (apart) => apart.sql`insert into vigil.leftover (address) values (${anew}) on conflict do nothing`,
    );
    await sql`update vigil.file set address = ${anew} where address = ${address}`;
    await sql`insert into vigil.leftover (address) values (${address}) on conflict do nothing`;
    files += 1;
    if (files % 100 === 0) progress(`${files} of ${contents.length} landed files`);
  }
  return files;
}

/** Removes contents of the landing store that a change of the secret left over, whichever way it ended. */
export async function removeLeftovers(database: Database, remove: (address: string) => Promise<void>): Promise<number> {
  return database.acrossAuthorities(async (tx) => {
    const left = await tx.sql<{ address: string }[]>`select address from vigil.leftover`;
    if (left.length === 0) return 0;
    await takeTurnToPurge(tx);
    for (const { address } of left) {
      const needed = await tx.sql`select from vigil.file where address = ${address} and purged_at is null limit 1`;
      if (needed.length === 0) await remove(address);
      await tx.sql`delete from vigil.leftover where address = ${address}`;
    }
    return left.length;
  });
}
