import { defaultGuards } from '@vigil/runtime';
import { describe, expect, it } from 'vitest';
import { deletesTooMuch, judgeSize, judgeStale, type FileSize } from './guards.ts';

const file: FileSize = { read: 100, claimed: null, before: 100, accepted: false };
const ruleOf = (change: Partial<FileSize>, guards: Partial<typeof defaultGuards> = {}) =>
  judgeSize({ ...file, ...change }, { ...defaultGuards, ...guards })?.rule ?? null;

describe('the size of a file', () => {
  it('is right when it is what it was', () => {
    expect(ruleOf({})).toBeNull();
    expect(ruleOf({ before: null })).toBeNull();
  });

  it('must be what the manifest says, whatever an operator accepts', () => {
    expect(ruleOf({ claimed: 101 })).toBe('manifest-mismatch');
    expect(ruleOf({ claimed: 101, accepted: true })).toBe('manifest-mismatch');
  });

  it('may be half of the last one, not less', () => {
    expect(ruleOf({ read: 50 })).toBeNull();
    expect(ruleOf({ read: 49 })).toBe('shrunken-file');
    expect(ruleOf({ read: 49, accepted: true })).toBeNull();
  });

  it('may not be nothing where there was something', () => {
    expect(ruleOf({ read: 0 })).toBe('empty-file');
    expect(ruleOf({ read: 0, accepted: true })).toBeNull();
  });

  it('says nothing where the last one had 20 rows or fewer', () => {
    expect(ruleOf({ read: 0, before: 20 })).toBeNull();
    expect(ruleOf({ read: 0, before: 21 })).toBe('empty-file');
  });

  it('is judged as the source is configured', () => {
    expect(ruleOf({ read: 79 }, { shrunken: 0.8 })).toBe('shrunken-file');
    expect(ruleOf({ read: 1 }, { shrunken: null })).toBeNull();
    expect(ruleOf({ read: 0 }, { shrunken: null })).toBe('empty-file');
    expect(ruleOf({ read: 0 }, { empty: false })).toBeNull();
    expect(ruleOf({ read: 0, before: 21 }, { fewest: 21 })).toBeNull();
  });
});

describe('a delivery is held', () => {
  const held = (standing: number, deleted: number, guards: Partial<typeof defaultGuards> = {}) =>
    deletesTooMuch({ standing, deleted }, { ...defaultGuards, ...guards });

  it('when it deletes more than 5 % of a list and more than 20 records', () => {
    expect(held(400, 21)).toBe(true);
    expect(held(400, 20)).toBe(false);
    expect(held(420, 21)).toBe(false);
  });

  it('as the source is configured', () => {
    expect(held(420, 21, { held: 0.01 })).toBe(true);
    expect(held(400, 400, { held: null })).toBe(false);
    expect(held(10, 5, { fewest: 4 })).toBe(true);
  });
});

describe('a source is stale', () => {
  const stale = (since: string, guards: Partial<typeof defaultGuards> = {}) =>
    judgeStale({ asAt: '2021-01-04', since }, { ...defaultGuards, ...guards });

  it('when it says what it said yesterday', () => {
    expect(stale('2021-01-04')).toBeNull();
    expect(stale('2021-01-03')).toContain('as at 2021-01-03');
  });

  it('only after as many days as it is given', () => {
    expect(stale('2021-01-02', { stale: 3 })).toBeNull();
    expect(stale('2021-01-01', { stale: 3 })).toContain('after 3 days');
    expect(stale('2020-01-01', { stale: null })).toBeNull();
  });
});
