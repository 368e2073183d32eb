import type { CoveredDays } from '@vigil/database';
import { describe, expect, it } from 'vitest';
import { isCovered } from './coverage.ts';

const days = (from: string | null, to: string): CoveredDays => ({ from, to });
const flow = { lists: ['contacts'], measure: 'flow' as const };
const stock = { lists: ['child_protection_plans', 'child_protection_visits'], measure: 'stock' as const };

describe('a month in which things happen', () => {
  const covered = new Map([['contacts', [days('2020-01-01', '2020-03-31'), days('2020-05-02', '2020-08-15')]]]);

  it.each(['2020-01', '2020-03', '2020-06', '2020-07'])(
    'is covered when every day of it was delivered: %s',
    (period) => {
      expect(isCovered(flow, period, covered)).toBe(true);
    },
  );

  it.each(['2019-12', '2020-04', '2020-05', '2020-08', '2020-09'])('is not when a day is missing: %s', (period) => {
    expect(isCovered(flow, period, covered)).toBe(false);
  });

  it('is covered from whenever the list begins by a full delivery', () => {
    expect(isCovered(flow, '2001-01', new Map([['contacts', [days(null, '2021-01-03')]]]))).toBe(true);
  });

  it('is not when a list was never delivered', () => {
    expect(isCovered({ ...flow, lists: ['contacts', 'referrals'] }, '2020-01', covered)).toBe(false);
  });
});

describe('a month at whose end things stand', () => {
  const covered = new Map([
    ['child_protection_plans', [days('2020-07-04', '2021-01-04')]],
    ['child_protection_visits', [days(null, '2021-01-03')]],
  ]);

  it('is covered when its last day is not before the first window of each list', () => {
    expect(isCovered(stock, '2020-07', covered)).toBe(true);
    expect(isCovered(stock, '2020-12', covered)).toBe(true);
  });

  it('is not when it ended before: what was closed then is not in the window', () => {
    expect(isCovered(stock, '2020-06', covered)).toBe(false);
  });
});
