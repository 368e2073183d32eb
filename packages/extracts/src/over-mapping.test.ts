import { describe, expect, it } from 'vitest';
import { overMapping } from './over-mapping.ts';

const configured = {
  headers: { 'Person ID': 'Child Unique ID', Sex: 'Gender' },
  codes: { Gender: { Girl: 'b) Female', Boy: 'a) Male' } },
};

describe('a mapping over another', () => {
  it('says what both name, and leaves the rest of the other', () => {
    const upper = { headers: { 'person id ': 'Adoption ID' }, codes: { GENDER: { Girl: 'c) Unknown' } } };
    expect(overMapping(configured, upper)).toEqual({
      headers: { Sex: 'Gender', 'person id ': 'Adoption ID' },
      codes: { Gender: { Girl: 'c) Unknown', Boy: 'a) Male' } },
    });
  });

  it('is the other alone where there is but one', () => {
    expect(overMapping(configured, null)).toBe(configured);
    expect(overMapping(undefined, configured)).toBe(configured);
    expect(overMapping(undefined, null)).toBeUndefined();
  });
});
