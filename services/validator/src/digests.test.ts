import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifierKeys, keyedDigests } from './digests.ts';

const keys = { identifiers: identifierKeys(() => randomBytes(32)), rows: randomBytes(32) };
const value = fc.option(fc.oneof(fc.string(), fc.boolean()));

describe('keyed digests', () => {
  it('give a child the same pseudonym every time, and another one under another key', () => {
    const ofChild = (identifiers = keys.identifiers) =>
      keyedDigests({ ...keys, identifiers }).pseudonymsOf('child')('EX-00017');
    expect(ofChild()).toBe(ofChild());
    expect(ofChild(identifierKeys(() => randomBytes(32)))).not.toBe(ofChild());
  });

  it('tell leading zeros apart', () => {
    const pseudonym = keyedDigests(keys).pseudonymsOf('child');
    expect(pseudonym('007')).not.toBe(pseudonym('7'));
  });

  it('differ whenever the values do, wherever the seams lie', () => {
    const digests = keyedDigests(keys);
    fc.assert(
      fc.property(fc.array(value), fc.array(value), (a, b) => {
        expect(digests.of(a) === digests.of(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(digests.of(['a', 'bc'])).not.toBe(digests.of(['ab', 'c']));
    expect(digests.of([null])).not.toBe(digests.of(['-']));
  });
});
