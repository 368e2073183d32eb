import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DamagedLanding } from './damaged-landing.ts';
import { landingStore } from './landing-store.ts';
import type { LandingStore } from './landing-store.ts';
import { segmentLength } from './sealed-file.ts';

const key = Buffer.alloc(32, 7);
let directory: string;

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'vigil-landing-')), 'landed');
});

afterEach(async () => {
  await rm(join(directory, '..'), { recursive: true });
});

describe('the landing store', () => {
  it('gives back what was put, whatever its bytes and chunks', async () => {
    const store = landingStore({ directory, key });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), async (parts) => {
        const chunks = parts.map((part) => Buffer.from(part));
        const whole = Buffer.concat(chunks);
        const { address, sha256, bytes } = await store.put(Readable.from(chunks));
        expect({ sha256, bytes }).toEqual({
          sha256: createHash('sha256').update(whole).digest('hex'),
          bytes: whole.length,
        });
        expect((await contentOf(store.open(address))).equals(whole)).toBe(true);
      }),
    );
  });

  it('gives back any part of it, wherever that begins', async () => {
    const store = landingStore({ directory, key });
    for (const length of [0, 1, segmentLength - 1, segmentLength, segmentLength + 1, 3 * segmentLength, 200_000]) {
      const whole = randomBytes(length);
      const { address } = await store.put(Readable.from([whole.subarray(0, 100), whole.subarray(100)]));
      const bytes = await store.openAt(address);
      expect(bytes.size).toBe(length);
      await fc.assert(
        fc.asyncProperty(fc.nat(length + 10), fc.nat(2 * segmentLength), async (position, count) => {
          const part = await bytes.read(position, count);
          expect(part.equals(whole.subarray(position, position + count))).toBe(true);
        }),
        { numRuns: 20 },
      );
      await bytes.close();
      expect((await contentOf(store.open(address))).equals(whole)).toBe(true);
    }
  });

  it('lands the same content once, and heals a damaged file by it', async () => {
    const store = landingStore({ directory, key });
    const first = await store.put(bytesOf('C3-000107,12/11/2020'));
    await truncate(join(directory, first.address), 20);
    const second = await store.put(bytesOf('C3-000107,12/11/2020'));
    expect(second).toEqual(first);
    expect(await readdir(directory)).toEqual([first.address]);
    expect(String(await contentOf(store.open(first.address)))).toBe('C3-000107,12/11/2020');
  });

  it('shows neither the content nor its hash, and lets only its own account in', async () => {
    const { address, sha256 } = await landingStore({ directory, key }).put(bytesOf('C3-000107'));
    const file = join(directory, address);
    expect(address).not.toBe(sha256);
    expect((await readFile(file)).includes('C3-000107')).toBe(false);
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    expect(((await stat(directory)).mode & 0o777).toString(8)).toBe('700');
  });

  it('addresses by the key', async () => {
    const one = await landingStore({ directory, key }).put(bytesOf('same'));
    const other = await landingStore({ directory, key: Buffer.alloc(32, 8) }).put(bytesOf('same'));
    expect(other.address).not.toBe(one.address);
  });

  it('refuses a key of another length, and an address that is none', async () => {
    expect(() => landingStore({ directory, key: Buffer.alloc(16) })).toThrow('32 bytes, not 16');
    await expect(landingStore({ directory, key }).open('../../etc/passwd')).rejects.toThrow('64 hexadecimal digits');
  });

  it('removes a file, and one that is not there as well', async () => {
    const store = landingStore({ directory, key });
    const { address } = await store.put(bytesOf('x'));
    await store.remove(address);
    await store.remove(address);
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('a damaged landed file', () => {
  it('fails wherever a byte of it was changed', async () => {
    const store = landingStore({ directory, key });
    const { address } = await store.put(bytesOf('C3-000107,12/11/2020'));
    const path = join(directory, address);
    const sealed = await readFile(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        await writeFile(path, sealed.with(at, (sealed[at] ?? 0) ^ change));
        expect(await failureOf(store, address)).toBe('damaged');
      }),
    );
  });

  it('fails wherever it was cut off', async () => {
    const store = landingStore({ directory, key });
    const { address } = await store.put(bytesOf('C3-000107,12/11/2020'));
    const sealed = await readFile(join(directory, address));
    for (let length = 0; length < sealed.length; length += 1) {
      await writeFile(join(directory, address), sealed.subarray(0, length));
      expect(await failureOf(store, address)).toBe('damaged');
    }
  });

  it('fails when its segments were cut off, left out, swapped, repeated, or taken from another file', async () => {
    const store = landingStore({ directory, key });
    const [one, other] = [
      await store.put(Readable.from(segments(1, 3))),
      await store.put(Readable.from(segments(2, 3))),
    ];
    const path = join(directory, one.address);
    const [head, first, second, last] = sealedParts(await readFile(path));
    const [, foreign] = sealedParts(await readFile(join(directory, other.address)));
    const forgeries = {
      'cut off': [head, first, second],
      'left out': [head, first, last],
      swapped: [head, second, first, last],
      repeated: [head, first, second, second, last],
      'from another file': [head, foreign, second, last],
      'longer than it was': [head, first, second, last, last],
    };
    for (const [name, parts] of Object.entries(forgeries)) {
      await writeFile(path, Buffer.concat(parts));
      expect(await failureOf(store, one.address), name).toBe('damaged');
    }
  });

  it('fails before its end, at the segment that was changed, and gives nothing of that', async () => {
    const store = landingStore({ directory, key });
    const { address, bytes } = await store.put(Readable.from(segments(1, 4)));
    const path = join(directory, address);
    const sealed = await readFile(path);
    const at =
      sealedParts(sealed)
        .slice(0, 2)
        .reduce((sum, part) => sum + part.length, 0) + 10;
    await writeFile(path, sealed.with(at, (sealed[at] ?? 0) ^ 1));

    const given: Buffer[] = [];
    const stream = await store.open(address);
    stream.on('data', (chunk: Buffer) => given.push(chunk));
    await expect(finished(stream)).rejects.toThrow(DamagedLanding);
    expect(Buffer.concat(given).equals(Buffer.alloc(segmentLength, 1))).toBe(true);

    const source = await store.openAt(address);
    expect((await source.read(bytes - 5, 5)).length).toBe(5);
    await expect(source.read(segmentLength - 1, 2)).rejects.toThrow(DamagedLanding);
    await source.close();
  });

  it('fails at once where it was sealed by an older version', async () => {
    const store = landingStore({ directory, key });
    const { address } = await store.put(bytesOf('x'));
    await writeFile(join(directory, address), `VIGIL-SEALED-1\n${'x'.repeat(100)}`);
    await expect(store.open(address)).rejects.toThrow('sealed by an older version of Vigil');
  });

  it("fails when it holds another file's content, or is missing, or was sealed with another key", async () => {
    const store = landingStore({ directory, key });
    const one = await store.put(bytesOf('one'));
    const other = await store.put(bytesOf('other'));
    await copyFile(join(directory, other.address), join(directory, one.address));
    expect(await failureOf(store, one.address)).toBe('damaged');
    await store.remove(other.address);
    expect(await failureOf(store, other.address)).toBe('damaged');
    const stranger = landingStore({ directory, key: Buffer.alloc(32, 8) });
    expect(await failureOf(stranger, one.address)).toBe('damaged');
  });
});

describe('an interrupted put', () => {
  it('fails as its source does and leaves nothing behind', async () => {
    const broken = Readable.from(
      (function* () {
        yield randomBytes(100_000);
        throw new Error('the line dropped');
      })(),
    );
    await expect(landingStore({ directory, key }).put(broken)).rejects.toThrow('the line dropped');
    expect(await readdir(directory)).toEqual([]);
  });

  it('leaves a partial file in a crash, which a sweep clears once nothing has written to it for long', async () => {
    const store = landingStore({ directory, key });
    const { address } = await store.put(bytesOf('x'));
    const partial = (age: number) => join(directory, `left-${age}.partial`);
    for (const age of [0, 7200]) {
      await writeFile(partial(age), 'half');
      const touched = (await stat(partial(age))).mtimeMs / 1000 - age;
      await utimes(partial(age), touched, touched);
    }
    expect(await store.sweep()).toBe(1);
    expect(existsSync(partial(0))).toBe(true);
    expect(await store.sweep({ untouchedForSeconds: 0 })).toBe(1);
    expect(await readdir(directory)).toEqual([address]);
  });

  it('has nothing to sweep where nothing was ever landed', async () => {
    expect(await landingStore({ directory, key }).sweep()).toBe(0);
  });
});

function bytesOf(text: string): Readable {
  return Readable.from([Buffer.from(text)]);
}

async function contentOf(stream: Promise<Readable>): Promise<Buffer> {
  return buffer(await stream);
}

function* segments(fill: number, count: number): Generator<Buffer> {
  for (let number = 0; number < count; number += 1) yield Buffer.alloc(segmentLength, fill);
}

/** Mark and salt, then the segments with their tags. */
function sealedParts(sealed: Buffer): [Buffer, Buffer, Buffer, Buffer, ...Buffer[]] {
  const [headLength, length] = [47, segmentLength + 16];
  const parts = [sealed.subarray(0, headLength)];
  for (let at = headLength; at < sealed.length; at += length) parts.push(sealed.subarray(at, at + length));
  return parts as [Buffer, Buffer, Buffer, Buffer, ...Buffer[]];
}

/** `damaged`, where reading fails with a DamagedLanding that names the address. */
async function failureOf(store: LandingStore, address: string): Promise<unknown> {
  const failure = await contentOf(store.open(address)).catch((error: unknown) => error);
  return failure instanceof DamagedLanding && failure.message.includes(address) ? 'damaged' : failure;
}
