import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedDigests } from './digests.ts';

const keys = { identifiers: randomBytes(32), rows: randomBytes(32) };
const value = fc.option(fc.oneof(fc.string(), fc.boolean()));

describe('keyed digests', () => {
  it('give a child the same pseudonym every time, and another one under another key', () => {
    const digests = keyedDigests(keys);
    expect(digests.pseudonym('EX-00017')).toBe(digests.pseudonym('EX-00017'));
    expect(keyedDigests({ ...keys, identifiers: randomBytes(32) }).pseudonym('EX-00017')).not.toBe(
      digests.pseudonym('EX-00017'),
    );
  });

  it('tell leading zeros apart', () => {
    const digests = keyedDigests(keys);
    expect(digests.pseudonym('007')).not.toBe(digests.pseudonym('7'));
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
