import { randomBytes } from 'node:crypto';
import { matchHeaders } from '@vigil/extracts';
import { describe, expect, it } from 'vitest';
import { identifierKeys } from '../digests.ts';
import { identifiersIn } from '../../test/identifiers-in.ts';
import type { ReadBatch, ReadingTask } from './reading-task.ts';
import { batchReader, contractOf } from './row-readers.ts';

const keys = {
  identifiers: identifierKeys(() => randomBytes(32)),
  rows: randomBytes(32),
  quarantine: randomBytes(32),
  wayBack: randomBytes(32),
};

describe('the pseudonyms that records hold', () => {
  it('are one for a child, in whichever list', () => {
    const visited = pseudonymIn('looked_after_visits', { 'Child Unique ID': '4711', 'Date of Visit': '02/11/2020' });
    const missing = pseudonymIn('missing_episodes', { 'Child Unique ID': '4711', 'Missing Start': '02/11/2020' });
    expect(missing).toBe(visited);
  });

  it('are two for a child and a worker of the same number', () => {
    const child = pseudonymIn('looked_after_visits', { 'Child Unique ID': '4711', 'Date of Visit': '02/11/2020' });
    const worker = pseudonymIn('staff', { 'Worker ID': '4711', Team: 'North', 'Start Date': '02/11/2020' });
    expect(worker).not.toBe(child);
  });

  it('are one for a worker, among the staff and among the absences', () => {
    const employed = pseudonymIn('staff', { 'Worker ID': 'W1', Team: 'North', 'Start Date': '02/11/2020' });
    const absent = pseudonymIn('absences', { 'Worker ID': 'W1', 'First Day': '02/11/2020' });
    expect(absent).toBe(employed);
  });
});

describe('the way back', () => {
  it('has each identifier once, encrypted, and none of a row that is set aside', () => {
    const identifiers = identifiersIn(
      readRows('looked_after_visits', [
        { 'Child Unique ID': '4711', 'Date of Visit': '02/11/2020' },
        { 'Child Unique ID': ' 4711 ', 'Date of Visit': '03/11/2020' },
        { 'Child Unique ID': '4712', 'Date of Visit': '02/11/2020' },
        { 'Child Unique ID': '4713', 'Date of Visit': 'soon' },
      ]).identities,
      keys.wayBack,
    );
    expect(identifiers).toEqual(['4711', '4712']);
  });
});

/** What stands in the place of the identifier in the one record of a list. */
function pseudonymIn(list: string, row: Readonly<Record<string, string>>): string | undefined {
  const { staged, quarantined } = readRows(list, [row]);
  expect(quarantined).toEqual([]);
  // Before the values: record, line, key, whether it is whole, row, values as one.
  return Buffer.from(staged).toString().split('\t')[6];
}

function readRows(list: string, rows: readonly Readonly<Record<string, string>>[]): ReadBatch {
  const contract = contractOf(list);
  const task: ReadingTask = {
    file: { address: '', sheet: null, list },
    asAt: '2020-12-01',
    mapping: undefined,
    keys,
    corrected: new Map(),
    erased: [],
    base: null,
  };
  const header = contract.columns.map(({ name }) => name);
  // As a thread gets it.
  const read = batchReader(structuredClone(task), matchHeaders(contract, header));
  return read(
    rows.map((row, index) => ({ record: index + 1, line: index + 2, cells: header.map((name) => row[name] ?? '') })),
  );
}
