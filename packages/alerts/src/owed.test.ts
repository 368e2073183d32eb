import { englandAndWales } from '@vigil/calendar';
import { describe, expect, it } from 'vitest';
import { asAtOfForm, dueDay, formFileName, formShows, newestAsAt, owedBy } from './owed.ts';

const hr = { id: 'hr', name: 'HR', email: 'hr@example.gov.uk', indicators: ['staff-turnover', 'agency'], due: 5 };
const facts = { calendar: englandAndWales, reported: new Set<string>(), signedOff: new Set<string>() };
const states = (today: string, more: Partial<typeof facts> = {}) =>
  owedBy([hr], '2020-12', { ...facts, today, ...more }).map(({ indicator, due, state }) => [indicator, due, state]);

describe('what a contributor owes', () => {
  it('is due so many working days after the month, bank holidays not counted', () => {
    expect(dueDay(hr, '2020-12', englandAndWales)).toBe('2021-01-08');
    expect(dueDay({ due: 0 }, '2020-12', englandAndWales)).toBe('2020-12-31');
  });

  it('is owed up to that day, and overdue from the next', () => {
    expect(states('2021-01-08')).toEqual([
      ['staff-turnover', '2021-01-08', 'owed'],
      ['agency', '2021-01-08', 'owed'],
    ]);
    expect(states('2021-01-09').map(([, , state]) => state)).toEqual(['overdue', 'overdue']);
  });

  it('is there once it is reported, and was left empty where the form came without it', () => {
    const came = { reported: new Set(['agency']), signedOff: new Set(['hr']) };
    expect(states('2021-01-09', came).map(([, , state]) => state)).toEqual(['left empty', 'there']);
  });
});

describe('a form', () => {
  it('is as at the first day on which its month is complete', () => {
    expect(asAtOfForm('2020-12')).toBe('2021-01-01');
    expect(formFileName({ id: 'hr' }, '2020-12')).toBe('hr December 2020 as at 2021-01-01.xlsx');
  });

  it('shows thirteen months, and is signed off for all of them', () => {
    const shown = (period: string) => formShows('2021-01-01', period);
    expect(['2019-11', '2019-12', '2020-12', '2021-01'].map(shown)).toEqual([false, true, true, false]);
  });

  it('that is sent as soon as its month is over is known of', () => {
    expect([newestAsAt('2020-12', '2021-01-06'), newestAsAt('2021-01', '2021-01-20')]).toEqual([
      '2021-01-06',
      '2021-02-01',
    ]);
  });
});
