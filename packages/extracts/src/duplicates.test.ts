import { describe, expect, it } from 'vitest';
import { findDuplicates } from './duplicates.ts';

/** Rows written as key + content, `-` for a key that is not whole. */
function duplicatesOf(...rows: string[]): Record<number, string> {
  return Object.fromEntries(
    findDuplicates(
      rows.map((row, index) => ({
        record: index + 1,
        content: row,
        key: row.startsWith('-') ? null : row.slice(0, 1),
      })),
    ),
  );
}

describe('duplicates', () => {
  it('are identical, or the same key with other content; both stand on the later record', () => {
    expect(duplicatesOf('1a', '2a', '1a', '2b')).toEqual({ 3: 'duplicate-row', 4: 'conflicting-duplicate' });
  });

  it('are counted against every earlier row', () => {
    expect(duplicatesOf('1a', '1b', '1a', '1b', '1c', '1a')).toEqual({
      2: 'conflicting-duplicate',
      3: 'duplicate-row',
      4: 'duplicate-row',
      5: 'conflicting-duplicate',
      6: 'duplicate-row',
    });
  });

  it('need a whole key', () => {
    expect(duplicatesOf('-a', '-a', '1a')).toEqual({});
  });
});
