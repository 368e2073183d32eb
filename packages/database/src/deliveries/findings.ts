import { and, eq } from 'drizzle-orm';
import type { Finding } from '@vigil/extracts';
import { CopyBuffer } from '../copy.ts';
import type { Transaction } from '../database.ts';
import { finding, quarantine } from '../schema/index.ts';

/** Which file of which run a finding is about. */
export interface FindingPlace {
  readonly run: string;
  readonly file: string;
  readonly asAt: string;
  readonly list: string;
  readonly fileName: string;
}

const columns = [
  'authority',
  'run',
  'file',
  'as_at',
  'list',
  'file_name',
  'record',
  'line',
  'column',
  'rule',
  'severity',
  'rejected',
  'value',
  'message',
] as const;

/** Collects the findings of a file. Only masked values come here. */
export class FindingBuffer {
  readonly #copy: CopyBuffer;
  readonly #place: readonly string[];

  constructor(tx: Transaction, { run, file, asAt, list, fileName }: FindingPlace) {
    this.#copy = new CopyBuffer(tx.sql, 'vigil.finding', columns);
    this.#place = [tx.authority, run, file, asAt, list, fileName];
  }

  add({ record, line, column, rule, severity, value, message }: Finding): void {
    this.#copy.add([...this.#place, record, line, column, rule, severity, severity !== 'warning', value, message]);
  }

  flushIfLarge(): Promise<void> {
    return this.#copy.flushIfLarge();
  }

  flush(): Promise<void> {
    return this.#copy.flush();
  }
}

/** Collects the rows that are set aside, encrypted by the caller. */
export class QuarantineBuffer {
  readonly #copy: CopyBuffer;
  readonly #place: readonly string[];

  constructor(tx: Transaction, file: string) {
    this.#copy = new CopyBuffer(tx.sql, 'vigil.quarantine', ['authority', 'file', 'record', 'line', 'row']);
    this.#place = [tx.authority, file];
  }

  add(record: number, line: number, encrypted: Uint8Array): void {
    this.#copy.add([...this.#place, record, line, `\\x${Buffer.from(encrypted).toString('hex')}`]);
  }

  flushIfLarge(): Promise<void> {
    return this.#copy.flushIfLarge();
  }

  flush(): Promise<void> {
    return this.#copy.flush();
  }
}

/** Forgets what an earlier attempt at this file found. */
export async function clearFindings(tx: Transaction, fileId: string): Promise<void> {
  await tx.orm.delete(finding).where(and(eq(finding.authority, tx.authority), eq(finding.file, fileId)));
  await tx.orm.delete(quarantine).where(and(eq(quarantine.authority, tx.authority), eq(quarantine.file, fileId)));
}
