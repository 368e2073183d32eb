import { describe, expect, it } from 'vitest';
import { deletesTooMuch, judgeSize } from './guards.ts';

const file = { read: 100, claimed: null, before: 100, accepted: false };
const ruleOf = (change: Partial<typeof file> | { claimed: number } | { before: number | null }) =>
  judgeSize({ ...file, ...change })?.rule ?? null;

describe('the size of a file', () => {
  it('is right when it is what it was', () => {
    expect(ruleOf({})).toBeNull();
    expect(ruleOf({ before: null })).toBeNull();
  });

  it('must be what the manifest says, whatever an operator accepts', () => {
    expect(ruleOf({ claimed: 101 })).toBe('manifest-mismatch');
    expect(judgeSize({ ...file, claimed: 101, accepted: true })?.rule).toBe('manifest-mismatch');
  });

  it('may be half of the last one, not less', () => {
    expect(ruleOf({ read: 50 })).toBeNull();
    expect(ruleOf({ read: 49 })).toBe('shrunken-file');
    expect(judgeSize({ ...file, read: 49, accepted: true })).toBeNull();
  });

  it('may not be nothing where there was something', () => {
    expect(ruleOf({ read: 0 })).toBe('empty-file');
    expect(judgeSize({ ...file, read: 0, accepted: true })).toBeNull();
  });

  it('says nothing where the last one had 20 rows or fewer', () => {
    expect(ruleOf({ read: 0, before: 20 })).toBeNull();
    expect(ruleOf({ read: 0, before: 21 })).toBe('empty-file');
  });
});

describe('a delivery is held', () => {
  it('when it deletes more than 5 % of a list and more than 20 records', () => {
    expect(deletesTooMuch({ standing: 400, deleted: 21 })).toBe(true);
    expect(deletesTooMuch({ standing: 400, deleted: 20 })).toBe(false);
    expect(deletesTooMuch({ standing: 420, deleted: 21 })).toBe(false);
  });
});
