import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask } from './findings.ts';

describe('masking', () => {
  it('shows the shape of a value', () => {
    expect(['C3-000107', '31/02/2020', 'Nía O’Brien', '', ' 7'].map(mask)).toEqual([
      'X#-######',
      '##/##/####',
      'Xxx X?Xxxxx',
      '',
      ' #',
    ]);
  });

  it('says how long a long value is instead of its shape', () => {
    expect(mask('1'.repeat(50))).toBe(`${'#'.repeat(40)}… (50 characters)`);
  });

  it('gives back no letter and no digit of a value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (value) => {
        expect(mask(value)).toMatch(/^[xX#? !-/:-@[-`{-~£€]*$/);
      }),
    );
  });
});
