import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openIdentifier, sealIdentifier } from './sealed-identifier.ts';

const key = randomBytes(32);
const seal = (identifier: string) => Buffer.from(sealIdentifier(key, one, identifier), 'hex');
const [one, other] = ['3f2a9c1e-07b4-4c1d-9d5e-1f6a2b3c4d5e', '00000000-0000-4000-8000-000000000000'];

describe('a sealed identifier', () => {
  it('is given back with its key, for its pseudonym', () => {
    expect(openIdentifier(key, one, seal('C-00471 é'))).toBe('C-00471 é');
  });

  it('is another one each time, so that nobody sees who is who', () => {
    expect(new Set(Array.from({ length: 3000 }, () => seal('C-00471').toString('hex'))).size).toBe(3000);
  });

  it('is refused in the place of another, with another key, or changed', () => {
    const sealed = seal('C-00471');
    const changed = Buffer.from(sealed);
    changed[changed.length - 1]! ^= 1;
    const refused = 'unable to authenticate data';
    expect(() => openIdentifier(key, other, sealed)).toThrow(refused);
    expect(() => openIdentifier(randomBytes(32), one, sealed)).toThrow(refused);
    expect(() => openIdentifier(key, one, changed)).toThrow(refused);
  });
});
