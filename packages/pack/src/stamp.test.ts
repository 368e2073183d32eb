import { describe, expect, test } from 'vitest';
import { aContent, conferences } from '../test/a-content.ts';
import { digestOf } from './digest.ts';
import { snapshotsOf, stampOf } from './stamp.ts';

const shown = [{ series: conferences, periods: ['2020-11', '2020-12'] }];

describe('a digest', () => {
  test('is that of FNV-1a', () => {
    expect(digestOf('')).toBe('cbf29ce484222325');
    expect(digestOf('a')).toBe('af63dc4c8601ec8c');
    expect(digestOf('foobar')).toBe('85944171f73967e8');
  });
});

describe('a stamp', () => {
  test('says which deliveries, snapshots and definitions a page shows', () => {
    expect(stampOf(aContent(), shown)).toMatch(
      /^casework as at 15 January 2021; 2 snapshots [0-9a-f]{16}; icpc-timeliness definition 1$/,
    );
  });

  test('is another for another version of a snapshot, and the same in any order', () => {
    const later = new Map(conferences.versions).set('2020-12', {
      asAt: '2021-01-15',
      version: 2,
      definitionVersion: 1,
    });
    const changed = [{ ...shown[0]!, series: { ...conferences, versions: later } }];
    expect(stampOf(aContent(), changed)).not.toBe(stampOf(aContent(), shown));
    const apart = ['2020-12', '2020-11'].map((period) => ({ series: conferences, periods: [period] }));
    expect(stampOf(aContent(), apart)).toBe(stampOf(aContent(), shown));
  });

  test('counts a snapshot once, and months without one not at all', () => {
    expect(snapshotsOf([...shown, ...shown])).toHaveLength(2);
    expect(snapshotsOf([{ series: conferences, periods: ['2021-06'] }])).toEqual([]);
  });

  test('says so where a page shows no figures', () => {
    expect(stampOf(aContent(), [])).toBe('as at 15 January 2021; no figures');
  });
});
