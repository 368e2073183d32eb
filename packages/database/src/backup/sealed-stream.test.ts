import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DamagedBackup, type Part } from './contents.ts';
import { decode, encode } from './frames.ts';
import { readSealed, seal } from './sealed-stream.ts';

const key = Buffer.alloc(32, 7);
const heading = { keyId: 'a1b2c3', takenAt: '2021-01-04T05:00:00Z' };
const segment = 256 * 1024;
const tag = 16;

describe('a sealed stream', () => {
  it('gives back what was sealed, whatever its bytes and chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), fc.nat(9), async (parts, at) => {
        const whole = Buffer.concat(parts);
        const sealed = await sealedBytes(parts);
        const reading = await readSealed(Readable.from([sealed.subarray(0, at), sealed.subarray(at)]));
        expect(reading.heading).toEqual(heading);
        expect((await collect(reading.open(key))).equals(whole)).toBe(true);
      }),
    );
  });

  it.each([0, 1, segment - 1, segment, segment + 1, 3 * segment])('of %i bytes', async (length) => {
    const whole = Buffer.alloc(length, 5);
    expect((await opened(await sealedBytes([whole]))).equals(whole)).toBe(true);
  });

  it('fails wherever a byte of it was changed', async () => {
    const sealed = await sealedBytes([Buffer.from('C3-000107,12/11/2020')]);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        await expect(opened(sealed.with(at, sealed[at]! ^ change))).rejects.toThrow(DamagedBackup);
      }),
    );
  });

  it('fails wherever it was cut off', async () => {
    const sealed = await sealedBytes([Buffer.from('C3-000107')]);
    for (let length = 0; length < sealed.length; length += 1) {
      await expect(opened(sealed.subarray(0, length)), String(length)).rejects.toThrow(DamagedBackup);
    }
  });

  it('fails when its segments were cut off, left out, swapped, repeated, or taken from another file', async () => {
    const content = [1, 2, 3].map((fill) => Buffer.alloc(segment, fill));
    const [head, first, second, third] = cut(await sealedBytes(content));
    const [, foreign] = cut(await sealedBytes(content));
    const forgeries = {
      'cut off': [head, first, second],
      'left out': [head, first, third],
      swapped: [head, second, first, third],
      repeated: [head, first, second, second, third],
      'from another file': [head, foreign, second, third],
      'longer than it was': [head, first, second, third, third],
    };
    expect((await opened(Buffer.concat([head, first, second, third]))).equals(Buffer.concat(content))).toBe(true);
    for (const [name, parts] of Object.entries(forgeries)) {
      await expect(opened(Buffer.concat(parts)), name).rejects.toThrow(DamagedBackup);
    }
  });

  it('opens with its own key alone, and shows nothing of what is in it', async () => {
    const sealed = await sealedBytes([Buffer.from('C3-000107')]);
    expect(sealed.includes('C3-000107')).toBe(false);
    const { open } = await readSealed(Readable.from([sealed]));
    await expect(collect(open(Buffer.alloc(32, 8)))).rejects.toThrow(DamagedBackup);
  });
});

describe('a snapshot in frames', () => {
  const contents = { format: 1 } as never;
  const partsOf = (parts: readonly (readonly [Part['kind'], string, string])[]): AsyncIterable<Part> =>
    Readable.from(parts.map(([kind, name, text]) => ({ kind, name, bytes: Readable.from([Buffer.from(text)]) })));
  const frames = (parts: Parameters<typeof partsOf>[0]) => collect(encode({ contents, parts: partsOf(parts) }, {}));

  it('gives back its parts, and counts the rows of its tables', async () => {
    const given = [
      ['table', 'vigil.audit', 'a\\nb\t1\nc\t2\n'],
      ['landed', 'ab12', 'x'],
      ['table', 'vigil.file', ''],
    ] as const;
    const tallies: object[] = [];
    const snapshot = await decode(Readable.from([await frames(given)]), { onProgress: (tally) => tallies.push(tally) });
    const found: string[][] = [];
    for await (const { kind, name, bytes } of snapshot.parts) found.push([kind, name, String(await collect(bytes))]);
    expect(found).toEqual(given);
    expect(tallies.at(-1)).toEqual({ tables: 2, rows: 2, landed: 1, bytes: 12 });
  });

  it('fails where it ends before its index, or a part is missing', async () => {
    const whole = await frames([['table', 'vigil.audit', 'a\n']]);
    const read = async (bytes: Buffer): Promise<void> => {
      const { parts } = await decode(Readable.from([bytes]));
      for await (const part of parts) await collect(part.bytes);
    };
    for (let length = 0; length < whole.length; length += 7) {
      await expect(read(whole.subarray(0, length)), String(length)).rejects.toThrow(DamagedBackup);
    }
    const [first, rest] = [whole.indexOf('P\0\0\0'), whole.indexOf('I\0\0\0')];
    await expect(read(Buffer.concat([whole.subarray(0, first), whole.subarray(rest)]))).rejects.toThrow(DamagedBackup);
  });
});

function sealedBytes(parts: readonly Uint8Array[]): Promise<Buffer> {
  return collect(seal(Readable.from(parts.map((part) => Buffer.from(part))), key, heading));
}

async function opened(sealed: Uint8Array): Promise<Buffer> {
  const { open } = await readSealed(Readable.from([Buffer.from(sealed)]));
  return collect(open(key));
}

function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return buffer(Readable.from(bytes, { objectMode: false }));
}

/** The head, then the sealed segments. */
function cut(sealed: Buffer): [Buffer, Buffer, Buffer, Buffer] {
  const head = sealed.length - 3 * (segment + tag);
  const at = (number: number): number => head + number * (segment + tag);
  return [sealed.subarray(0, head), ...[0, 1, 2].map((n) => sealed.subarray(at(n), at(n + 1)))] as never;
}
