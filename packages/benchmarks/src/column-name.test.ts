import { describe, expect, it } from 'vitest';
import { columnName, likeness } from './column-name.ts';
import { benchmarkTables } from './tables.ts';

describe('the name of a column', () => {
  it.each([
    ['Referrals', 'referral_count'],
    ['Referrals_rate', 'referral_rate_per_10000'],
    ['Referrals_rate', 'referrals_per_10000_children'],
    ['Re_referrals_percent', 'rereferral_percentage'],
    ['No_Further_Action_percent', 'nfa_percent'],
    ['Section47_rate', 'section_47_rate_per_10k'],
    ['ICPC_child_rate', 'initial_child_protection_conference_children_rate'],
    ['Duration_0-10_days', 'duration_0_10_working_days'],
    ['CPP_At31_rate', 'child_protection_plans_at_31_march_rate'],
    ['CPP_At31_3Months', 'cpp_at_31_march_3_months'],
    ['caseload_fte', 'Average caseload FTE'],
  ])('is the same for %s and %s', (one, other) => {
    expect(columnName(other)).toBe(columnName(one));
  });

  it.each([
    ['Referrals', 'Re_referrals'],
    ['Referrals', 'Referrals_child'],
    ['Referrals_rate', 'Referrals_child_rate'],
    ['1-10_days', '11-20_days'],
    ['CPP_At31', 'CPP_At31_3Months'],
    ['turnover_rate_fte', 'turnover_rate_headcount'],
  ])('is another for %s and %s', (one, other) => {
    expect(columnName(other)).not.toBe(columnName(one));
  });

  it('tells the measures of every table apart', () => {
    for (const { measures } of benchmarkTables.values()) {
      const names = Object.values(measures).flatMap(({ column, aliases }) => [
        ...new Set([column, ...(aliases ?? [])].map(columnName)),
      ]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('is more alike the more letters it shares', () => {
    expect(likeness('Referrals', 'referral_count')).toBe(1);
    expect(likeness('Referrals_rate', 'referral_per_head')).toBeGreaterThan(likeness('Referrals_rate', 'la_name'));
  });
});
