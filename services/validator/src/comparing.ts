import { createHash } from 'node:crypto';
import {
  comparableFile,
  hasFutureDates,
  type DeliveredFile,
  type Delivery,
  type Run,
  type Transaction,
} from '@vigil/database';
import type { Coverage, ListContract, SourceMapping } from '@vigil/extracts';

/**
 * Rises when the same file under the same contract would give other records or findings, or something else that must be
 * got from the whole of it. 2: the identifiers behind pseudonyms.
 */
const readerVersion = 2;

/** More records than this to read again, and a file is no longer worth comparing with. */
const mostUnsettled = 20_000;

/** Digest of all that the meaning of a row depends on besides the row and the as-at date. */
export function readingOf(contract: ListContract, mapping: SourceMapping | undefined, sheet: string | null): string {
  const all = JSON.stringify([readerVersion, contract, mapping ?? null, sheet], (_, value: unknown) =>
    value instanceof RegExp ? String(value) : value,
  );
  return createHash('sha256').update(all).digest('hex');
}

/** Whether the catalogue of indicators, too, has a say in what a row of the list means. */
export function namesIndicators({ columns }: ListContract): boolean {
  return columns.some(({ type }) => type === 'indicator');
}

/** The file on record that a new one can be compared with. */
export interface Base {
  readonly file: DeliveredFile;
  readonly asAt: string;
  readonly unsettled: readonly number[];
  /** The very same bytes, and nothing that was found in them depends on the as-at date. */
  readonly same: boolean;
}

/**
 * Reuse is never wrong: a file is compared with the last one on record only where everything but its rows is the same,
 * and what a row means cannot have changed; else it is read whole.
 */
export async function baseOf(
  tx: Transaction,
  work: {
    readonly run: Run;
    readonly delivery: Delivery;
    readonly file: DeliveredFile;
    readonly contract: ListContract;
  },
  reading: string,
): Promise<Base | null> {
  const { run, delivery, file, contract } = work;
  if (namesIndicators(contract)) return null;
  if (file.sheet !== null || delivery.replayOf !== null) return null;
  const last = await comparableFile(tx, { source: run.source, list: file.list });
  if (last === null || last.asAt >= run.asAt || last.file.reading !== reading) return null;
  if (last.file.unsettled === null || !movesAlong(contract, last.file.coverage, file.coverage)) return null;
  const same = last.file.sha256 === file.sha256 && !(await hasFutureDates(tx, last.file.id));
  if (last.file.purgedAt !== null && !same) return null;
  return { file: last.file, asAt: last.asAt, unsettled: last.file.unsettled, same };
}

/** Whether a record that neither file has must be as it was: no window opens on days that the earlier one left alone. */
function movesAlong(contract: ListContract, before: Coverage, now: Coverage): boolean {
  if (JSON.stringify(before) !== JSON.stringify(now)) return false;
  if (now.kind !== 'rolling') return true;
  const dated = contract.columns.find(({ field }) => field === contract.dateField);
  return dated?.event === true;
}

/** Collects the records that must be read again the next time although their rows may be the same. */
export class Unsettled {
  readonly #records = new Set<number>();
  #beyond = false;

  add(record: number | null): void {
    if (record === null || this.#beyond) return;
    this.#records.add(record);
    if (this.#records.size > mostUnsettled) this.giveUp();
  }

  /** The file cannot be compared with. */
  giveUp(): void {
    this.#beyond = true;
    this.#records.clear();
  }

  get records(): number[] | null {
    return this.#beyond ? null : [...this.#records].toSorted((a, b) => a - b);
  }
}
