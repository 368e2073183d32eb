import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { landingStore } from './landing-store.ts';
import { sealedFiles } from './sealed-files.ts';

const key = Buffer.alloc(32, 7);
let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'vigil-sealed-'));
});

afterEach(() => rm(parent, { recursive: true }));

describe('landed files as they lie there', () => {
  it('are taken from one store to another, where they open with its key', async () => {
    const [here, there] = [join(parent, 'here'), join(parent, 'there')];
    const { address } = await landingStore({ directory: here, key }).put(Readable.from([Buffer.from('landed')]));
    const taken = async () => (await sealedFiles(here).read(address))!;
    expect(await sealedFiles(there).write(address, await taken())).toBe(true);
    expect(await sealedFiles(there).write(address, await taken())).toBe(false);
    const opened = await landingStore({ directory: there, key }).open(address);
    expect(String(await buffer(opened))).toBe('landed');
    await sealedFiles(there).remove(address);
    expect(await sealedFiles(there).read(address)).toBeNull();
  });

  it('leave nothing where they are cut off on the way', async () => {
    const address = 'ab'.repeat(32);
    async function* cutOff(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw new Error('the disk has gone');
    }
    await expect(sealedFiles(parent).write(address, cutOff())).rejects.toThrow('the disk has gone');
    expect(await readdir(parent)).toEqual([]);
  });

  it('have an address, and no other name', async () => {
    await expect(sealedFiles(parent).read('../elsewhere')).rejects.toThrow('64 hexadecimal digits');
  });
});
