import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { landingStore, type LandingStore } from '@vigil/connectors';
import type { Finding } from '@vigil/extracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identifierKeys } from '../src/digests.ts';
import { decryptRow } from '../src/quarantined-row.ts';
import { FileRejected } from '../src/reading/file-rejected.ts';
import { openInThread } from '../src/reading/in-thread.ts';
import { openFile } from '../src/reading/open-file.ts';
import type { OpenedFile, ReadingTask } from '../src/reading/reading-task.ts';
import { identifiersIn } from './identifiers-in.ts';

const key = randomBytes(32);
let directory: string;
let landing: LandingStore;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-thread-'));
  landing = landingStore({ directory, key });
});
afterAll(() => rm(directory, { recursive: true }));

async function taskFor(text: string): Promise<ReadingTask> {
  const { address } = await landing.put(Readable.from([Buffer.from(text)]));
  return {
    file: { address, sheet: null, list: 'child_protection_visits' },
    asAt: '2021-01-04',
    mapping: undefined,
    keys: { identifiers: identifierKeys(() => key), rows: key, quarantine: key, wayBack: key },
    corrected: new Map(),
    erased: [],
    base: null,
  };
}

/** All that comes out of a file, quarantined rows and identifiers decrypted: each is encrypted anew. */
async function contentOf(file: OpenedFile) {
  let read = 0;
  let staged = '';
  const findings: Finding[] = [...file.findings];
  const quarantined: (readonly string[])[] = [];
  const identifiers: string[] = [];
  for await (const batch of file.batches) {
    read += batch.read;
    staged += Buffer.from(batch.staged).toString();
    findings.push(...batch.findings);
    identifiers.push(...identifiersIn(batch.identities, key));
    for (const { row } of batch.quarantined) quarantined.push(decryptRow(key, Buffer.from(row)));
  }
  await file.close();
  return { encoding: file.encoding, columns: file.columns, read, staged, findings, quarantined, identifiers };
}

const rows = Array.from({ length: 6000 }, (_, index) =>
  index % 500 === 7 ? `C${index},soon,Y,a) Yes` : `C${index},2020-12-${10 + (index % 20)},N,a) Yes`,
);
const text = ['Child Unique ID,Date of Visit,Colour,Child Seen', ...rows].join('\n');

describe('a file that is read in a thread', () => {
  it('gives what it gives when it is read here, however far the thread runs ahead', async () => {
    const task = await taskFor(text);
    const here = await contentOf(await openFile(landing, task));
    const there = await contentOf(await openInThread(landing.place, task));
    expect(here.read).toBe(6000);
    expect(here.columns).toEqual(['Child Unique ID', 'Date of Visit', 'Child Seen']);
    expect(here.quarantined).toHaveLength(12);
    expect(here.identifiers).toHaveLength(6000 - 12);
    expect(there).toEqual(here);
  });

  it('is refused there with the same findings', async () => {
    const opening = openInThread(landing.place, await taskFor('Child Unique ID,Colour\nC1,red\n'));
    await expect(opening).rejects.toBeInstanceOf(FileRejected);
    await expect(opening).rejects.toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ rule: 'missing-column', column: 'Date of Visit' })]),
    });
  });

  it('that is not in the landing store fails by name', async () => {
    const task = await taskFor(text);
    const elsewhere = { ...task, file: { ...task.file, address: '0'.repeat(64) } };
    await expect(openInThread(landing.place, elsewhere)).rejects.toMatchObject({ name: 'DamagedLanding' });
  });

  it('can be given up in the middle', async () => {
    const file = await openInThread(landing.place, await taskFor(text));
    for await (const batch of file.batches) {
      expect(batch.read).toBeGreaterThan(0);
      break;
    }
    await file.close();
  });
});
