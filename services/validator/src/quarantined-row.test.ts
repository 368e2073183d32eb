import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decryptRow, encryptRow } from './quarantined-row.ts';

const key = randomBytes(32);

it('a quarantined row comes back cell for cell with its key, and holds none of it in clear', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (cells) => {
      expect(decryptRow(key, encryptRow(key, cells))).toEqual(cells);
    }),
  );
  expect(encryptRow(key, ['EX-00017']).includes('EX-00017')).toBe(false);
});

it('a quarantined row is refused with another key, and when it was changed', () => {
  const sealed = encryptRow(key, ['EX-00017', '31/02/2020']);
  expect(() => decryptRow(randomBytes(32), sealed)).toThrow(/authenticate/u);
  sealed[sealed.length - 1]! ^= 1;
  expect(() => decryptRow(key, sealed)).toThrow(/authenticate/u);
});
