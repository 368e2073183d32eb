import { QuarantineBuffer, type FindingBuffer, type Staging, type Transaction } from '@vigil/database';
import type { Unsettled } from './comparing.ts';
import type { OpenedFile } from './reading/reading-task.ts';

export interface Counts {
  readonly read: number;
  readonly quarantined: number;
  readonly withoutKey: number;
  readonly leftOut: number;
}

interface Into {
  readonly file: string;
  readonly staging: Staging;
  readonly findings: FindingBuffer;
  readonly unsettled: Unsettled;
}

/** Puts what a file is read into where it belongs, batch by batch: staging, findings, quarantine. */
export async function stageRows(tx: Transaction, opened: OpenedFile, into: Into): Promise<Counts> {
  const { staging, findings, unsettled } = into;
  const quarantine = new QuarantineBuffer(tx, into.file);
  let read = opened.unchanged ?? 0;
  let quarantined = 0;
  let withoutKey = 0;
  let leftOut = 0;
  for await (const batch of opened.batches) {
    read += batch.read;
    quarantined += batch.quarantined.length;
    withoutKey += batch.withoutKey;
    leftOut += batch.leftOut.length;
    // Read again each night, so that they are counted each night.
    for (const record of batch.leftOut) unsettled.add(record);
    staging.rows.addLines(batch.staged);
    staging.touched.addLines(batch.touched);
    staging.identities.addLines(batch.identities);
    for (const one of batch.findings) {
      findings.add(one);
      unsettled.add(one.record);
    }
    for (const { record, line, row } of batch.quarantined) quarantine.add(record, line, row);
    await staging.rows.flushIfLarge();
    await staging.touched.flushIfLarge();
    await staging.identities.flushIfLarge();
    await findings.flushIfLarge();
    await quarantine.flushIfLarge();
  }
  await staging.rows.flush();
  await staging.touched.flush();
  await staging.identities.flush();
  await quarantine.flush();
  return { read, quarantined, withoutKey, leftOut };
}
