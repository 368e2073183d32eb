import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { landedHolds } from './holds.ts';
import { landingStore, type LandingStore } from './landing-store.ts';
import { segmentLength } from './sealed-file.ts';

let directory: string;
let store: LandingStore;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-holds-'));
  store = landingStore({ directory, key: Buffer.alloc(32, 7) });
});
afterAll(() => rm(directory, { recursive: true }));

const holds = async (content: Buffer, text: string): Promise<boolean> =>
  landedHolds(store, (await store.put(Readable.from([content]))).address, text);

describe('a landed file', () => {
  it.each(['utf8', 'windows-1252', 'utf16-le', 'utf16-be'])('has an identifier in it, in %s', async (encoding) => {
    const content = iconv.encode('Child Unique ID,Date\r\nC-0471é,12/11/2020\r\n', encoding);
    expect(await holds(content, 'C-0471é')).toBe(true);
    expect(await holds(content, 'C-0472é')).toBe(false);
  });

  it('has it where two segments meet, and quoted', async () => {
    expect(await holds(Buffer.from(`${'x'.repeat(segmentLength - 3)}C-0471,`), 'C-0471')).toBe(true);
    expect(await holds(Buffer.from('"C""1",12/11/2020'), 'C"1')).toBe(true);
  });

  it('is taken to have it where it is a workbook, or gone', async () => {
    expect(await holds(Buffer.from('PK\u0003\u0004 and so on'), 'C-0471')).toBe(true);
    expect(await landedHolds(store, 'a'.repeat(64), 'C-0471')).toBe(true);
  });
});
