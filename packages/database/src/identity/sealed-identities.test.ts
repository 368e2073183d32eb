import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openIdentities, sealIdentities } from './sealed-identities.ts';

const key = randomBytes(32);
const identities = [
  ['3f2a9c1e-07b4-4c1d-9d5e-1f6a2b3c4d5e', 'C-00471 é'],
  ['00000000-0000-4000-8000-000000000000', '"tab"\t'],
] as const;

describe('a block of identifiers', () => {
  it('is given back with its key, each beside its pseudonym', () => {
    expect(openIdentities(key, sealIdentities(key, identities))).toEqual(new Map(identities));
  });

  it('is another one each time, so that nobody sees who is who', () => {
    const sealed = Array.from({ length: 1000 }, () => sealIdentities(key, identities).toString('hex'));
    expect(new Set(sealed).size).toBe(1000);
    expect(sealed[0]).not.toContain(Buffer.from('00471').toString('hex'));
  });

  it('is refused with another key, or changed', () => {
    const sealed = sealIdentities(key, identities);
    const changed = Buffer.from(sealed);
    changed[changed.length - 1]! ^= 1;
    const refused = 'unable to authenticate data';
    expect(() => openIdentities(randomBytes(32), sealed)).toThrow(refused);
    expect(() => openIdentities(key, changed)).toThrow(refused);
  });
});
