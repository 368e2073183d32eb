import type { Transaction } from '../database.ts';
import { columnsFor, type Person } from './people.ts';

/** Tells the rows and files of one person from those of others: only who has the secret can. */
export interface PersonalMarks {
  /** Key of the way back, of the authority. */
  readonly wayBack: Uint8Array;
  /** Whether a row, encrypted as quarantine and corrections keep it, names the person in any cell. */
  readonly isOf: (row: Uint8Array) => boolean;
}

/** What there is of somebody, in numbers alone. */
export interface Remains {
  /** By list, as they stand now or stood once: how many records, and in how many versions. */
  readonly records: readonly { readonly list: string; readonly records: number; readonly versions: number }[];
  /** Validated rows that wait for their publication. */
  readonly staged: number;
  readonly quarantined: number;
  readonly corrections: number;
  /** Blocks of the way back. */
  readonly identities: number;
  /** Landed files. */
  readonly files: number;
}

/** Records of somebody, by list. */
export async function recordsOf(tx: Transaction, { purpose, pseudonym }: Person): Promise<Remains['records']> {
  const found: { list: string; records: number; versions: number }[] = [];
  for (const { list, field } of columnsFor(purpose)) {
    const [row] = await tx.sql<[{ records: number; versions: number }]>`
      select count(distinct (source_id, record))::int as records, count(*)::int as versions
      from ${tx.sql(`records.${list}`)} where authority = ${tx.authority} and ${tx.sql(field)} = ${pseudonym}`;
    if (row.versions > 0) found.push({ list, ...row });
  }
  return found;
}

/** A file whose rows wait for their publication. */
export interface StagedFile {
  readonly id: string;
  readonly list: string;
  readonly staging: string;
}

/** Files of lists that can refer to a kind of person, staged. */
export async function stagedFiles(
  tx: Transaction,
  { purpose }: Person,
): Promise<readonly (StagedFile & { field: string })[]> {
  const columns = columnsFor(purpose);
  const rows = await tx.sql<StagedFile[]>`
    select id, list, staging from vigil.file
    where authority = ${tx.authority} and staging is not null and list = any(${columns.map(({ list }) => list)})
      and to_regclass(staging) is not null
    order by id`;
  return rows.flatMap((row) => columns.flatMap(({ list, field }) => (list === row.list ? [{ ...row, field }] : [])));
}

const batchSize = 500;

/** The places of encrypted rows of a table that name somebody. */
async function placesIn(
  tx: Transaction,
  table: 'vigil.quarantine' | 'vigil.correction',
  { isOf }: Pick<PersonalMarks, 'isOf'>,
): Promise<readonly string[]> {
  const places: string[] = [];
  const rows = tx.sql<{ place: string; row: Buffer }[]>`
    select ctid::text as place, row from ${tx.sql(table)} where authority = ${tx.authority}`;
  for await (const batch of rows.cursor(batchSize)) {
    for (const { place, row } of batch) if (isOf(row)) places.push(place);
  }
  return places;
}

/** Rows in quarantine that name somebody, by place; it holds until the transaction ends only. */
export const quarantinedOf = (tx: Transaction, marks: Pick<PersonalMarks, 'isOf'>): Promise<readonly string[]> =>
  placesIn(tx, 'vigil.quarantine', marks);

/** Corrected rows that name somebody, by place. */
export const correctionsOf = (tx: Transaction, marks: Pick<PersonalMarks, 'isOf'>): Promise<readonly string[]> =>
  placesIn(tx, 'vigil.correction', marks);

/** A content in the landing store. */
export interface LandedContent {
  readonly address: string;
  readonly lists: readonly string[];
}

/** Every content of the authority that is still in the landing store. */
export async function landedContents(tx: Transaction): Promise<readonly LandedContent[]> {
  return tx.sql<LandedContent[]>`
    select address, array_agg(distinct list) as lists from vigil.file
    where authority = ${tx.authority} and purged_at is null
    group by address order by address`;
}
