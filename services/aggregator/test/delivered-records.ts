import { createHash, randomUUID } from 'node:crypto';
import type { IsoDate } from '@vigil/calendar';
import {
  applyMerge,
  createStaging,
  daysChanged,
  delivery,
  dropStaging,
  filesOf,
  openManualSlot,
  planMerge,
  publishedCoverages,
  recordLanding,
  recordPublication,
  recordValidation,
  run,
  setDeliveryState,
  type AuthorityDatabase,
  type Transaction,
} from '@vigil/database';
import { contracts, storedColumns, type Coverage } from '@vigil/extracts';
import type { StageJob } from '@vigil/queue';
import { createLogger } from '@vigil/runtime';

/** A record as it is stored: `key` tells it from the others of its list, the rest is by field. */
export interface Row {
  readonly key: string;
  readonly [field: string]: string | number | boolean | null;
}

export interface DeliveredList {
  readonly list: string;
  readonly coverage: Coverage;
  readonly rows: readonly Row[];
  /** What was landed, and how it was read. */
  readonly content?: string;
  readonly reading?: string;
  /** Official headers that it came with. */
  readonly columns?: string[];
}

export interface Delivered {
  readonly asAt: IsoDate;
  readonly source?: string;
  readonly lists: readonly DeliveredList[];
}

export const uuidOf = (...parts: readonly unknown[]): string => {
  const hex = createHash('md5').update(JSON.stringify(parts)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** Publishes records as they come out of validation, and makes their aggregation due: gives the run and its slot. */
export async function publishRecords(
  database: AuthorityDatabase,
  { asAt, source = 'casework', lists }: Delivered,
): Promise<{ run: string; slot: string; delivery: string }> {
  return database.transaction(async (tx) => {
    const slot = await openManualSlot(tx, { source, location: null, asAt: null, requestedBy: 'test' });
    const [found] = await tx.orm
      .insert(delivery)
      .values({ authority: tx.authority, source, asAt, location: 'here', fingerprint: randomUUID() })
      .returning();
    const [started] = await tx.orm
      .insert(run)
      .values({ authority: tx.authority, source, slot, delivery: found!.id, asAt, state: 'running' })
      .returning();
    await recordLanding(tx, {
      delivery: found!.id,
      content: randomUUID(),
      files: lists.map(({ list, coverage, content = randomUUID() }) => ({
        name: `${list}.csv`,
        list,
        sheet: null,
        bytes: 1,
        sha256: content,
        address: content,
        claimedRows: null,
        coverage,
        state: 'landed',
      })),
    });
    for (const file of await filesOf(tx, found!.id)) {
      const delivered = lists.find(({ list }) => list === file.list)!;
      await publishList(tx, { source, asAt, file: file.id }, delivered);
    }
    // The transaction's own time is what orders publications: two of one test must not share a moment.
    await setDeliveryState(tx, found!.id, { state: 'published' });
    return { run: started!.id, slot, delivery: found!.id };
  });
}

async function publishList(
  tx: Transaction,
  { source, asAt, file }: { source: string; asAt: IsoDate; file: string },
  { list, coverage, rows, reading, columns }: DeliveredList,
): Promise<void> {
  const contract = contracts.get(list)!;
  const stored = storedColumns(contract);
  const staging = await createStaging(tx, contract, file);
  rows.forEach((row, index) => {
    const record = uuidOf(list, row.key);
    const digest = uuidOf(row);
    const values = stored.map(({ field, storedType }) => {
      const value = row[field] ?? null;
      return storedType === 'uuid' && value !== null ? uuidOf(value) : value;
    });
    staging.rows.add([index + 1, index + 2, record, true, digest, digest, ...values]);
  });
  await staging.rows.flush();
  await recordValidation(tx, file, {
    read: rows.length,
    accepted: rows.length,
    quarantined: 0,
    duplicates: 0,
    encoding: 'utf-8',
    staging: staging.table,
    reading: reading ?? 'as it is',
    columns: columns ?? contract.columns.map(({ name }) => name),
  });
  const published = await publishedCoverages(tx, { source, list, from: asAt });
  const staged = {
    contract,
    source,
    asAt,
    coverage,
    staging: staging.table,
    accepted: rows.length,
    partial: false,
    published,
  };
  const plan = await planMerge(tx, staged);
  await applyMerge(tx, staged, plan);
  const changed = await daysChanged(tx, staged, plan);
  await recordPublication(tx, file, { unchanged: plan.unchanged, changed });
  await dropStaging(tx, file);
}

/** The aggregation of a run, as its stage is handed to a handler. */
export function aggregation(
  database: AuthorityDatabase,
  { run: id, slot }: { run: string; slot: string },
): StageJob<'aggregate'> {
  return {
    name: 'aggregate',
    authority: database.authority,
    slot,
    payload: { run: id },
    fence: 1,
    attempt: 1,
    database,
    log: createLogger({ service: 'test', level: 'silent' }),
    step: (work) => database.transaction(work),
    finish: async (effect) => {
      await database.transaction(async (tx) => {
        await effect(tx);
      });
    },
    postpone: async () => {
      throw new Error('An aggregation is never postponed.');
    },
  };
}
