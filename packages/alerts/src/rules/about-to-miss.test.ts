import { describe, expect, test } from 'vitest';
import { anAlert, evaluated, factsOf, inALine, only, until } from '../../test/facts.ts';
import { openCasesInWords } from '../index.ts';

const conferences = {
  open: { cases: 'conferences', limit: '15 working days after the strategy discussion' },
  measure: 'flow' as const,
};
const year = until(Array.from({ length: 12 }, () => [45, 50] as const));

/** Fifty conferences are usual; at least 84 % is asked, and below 79 % is red: eleven may be late. */
function decided({
  overdue = 0,
  due = 0,
  dueBy = '2021-01-11',
  held = [2, 2],
  measure = 'flow',
  alert = null,
}: {
  overdue?: number;
  due?: number;
  dueBy?: string;
  held?: readonly [inTime: number, all: number];
  measure?: 'flow' | 'stock';
  alert?: { lastPeriod: string } | null;
}) {
  const facts = factsOf(year, {
    asAt: '2021-01-04',
    definition: { ...conferences, measure },
    open: { overdue, due, dueBy },
    running: { period: '2021-01', numerator: held[0], denominator: held[1] },
  });
  const standing = alert ? [anAlert({ rule: 'about-to-miss', ...alert })] : [];
  return evaluated(facts, { rules: only('about-to-miss'), standing })[0];
}

describe('about to miss', () => {
  test('warns where those overdue and those due would turn the running month red', () => {
    expect(inALine(decided({ overdue: 7, due: 3 }))).toBe('nothing to say');
    const decision = decided({ overdue: 7, due: 5 });
    expect(inALine(decision)).toBe('opened 2021-01, told: about to miss its target');
    expect(decision?.event?.words).toBe(
      '7 conferences are past their limit (15 working days after the strategy discussion), and 5 fall due by Monday ' +
        '11 January 2021: January 2021 will miss its target of at least 84\u00A0% unless those 5 are done by Monday ' +
        '11 January 2021.',
    );
  });

  test('says so where those overdue alone do', () => {
    const decision = decided({ overdue: 11 });
    expect(inALine(decision)).toBe('opened 2021-01, told: will miss its target');
    expect(decision?.event?.words).toContain('will miss its target of at least 84\u00A0% even if every other case');
  });

  test('counts the cases already late in the month', () => {
    expect(inALine(decided({ overdue: 7, held: [8, 8] }))).toBe('nothing to say');
    expect(inALine(decided({ overdue: 7, held: [4, 8] }))).toBe('opened 2021-01, told: will miss its target');
  });

  test('takes as many cases as are known of, where they are more than in a usual month', () => {
    expect(inALine(decided({ overdue: 11, held: [60, 60] }))).toBe('nothing to say');
  });

  test('leaves out what falls due in the next month', () => {
    expect(inALine(decided({ overdue: 7, due: 5, dueBy: '2021-02-02' }))).toBe('nothing to say');
  });

  test('has nothing to say without open cases, however the month has begun', () => {
    expect(inALine(decided({ held: [0, 30] }))).toBe('nothing to say');
  });

  test('of what is counted at a month’s end says nothing before its last days, when all can still be made good', () => {
    const late = { overdue: 12, measure: 'stock', held: [38, 50] } as const;
    expect(inALine(decided(late))).toBe('nothing to say');
    const decision = decided({ ...late, dueBy: '2021-02-01' });
    expect(inALine(decision)).toBe('opened 2021-01, told: about to miss its target');
    expect(decision?.event?.words).toContain('unless they are done by Sunday 31 January 2021.');
  });

  test('is told once a month: anew in the next one, and not again once it was averted', () => {
    const worst = { overdue: 12 };
    expect(inALine(decided({ ...worst, alert: { lastPeriod: '2021-01' } }))).toBe('told already');
    expect(inALine(decided({ ...worst, alert: { lastPeriod: '2020-12' } }))).toBe(
      'continued 2021-01, told: will miss its target',
    );
    expect(inALine(decided({ alert: { lastPeriod: '2021-01' } }))).toBe('recovered 2021-01: no longer about to miss');
    expect(inALine(decided({ alert: { lastPeriod: '2020-12' } }))).toBe('recovered 2020-12: the month is over');
    const averted = anAlert({ rule: 'about-to-miss', state: 'recovered', lastPeriod: '2021-01' });
    const facts = factsOf(year, {
      definition: conferences,
      open: { overdue: 12, due: 0, dueBy: '2021-01-11' },
      running: { period: '2021-01', numerator: 2, denominator: 2 },
    });
    expect(inALine(evaluated(facts, { rules: only('about-to-miss'), standing: [averted] })[0])).toBe('told already');
  });

  test('asks for a target, open cases and cases enough', () => {
    const rules = only('about-to-miss');
    expect(inALine(evaluated(factsOf(year), { rules })[0])).toBe('not known');
    const open = { overdue: 9, due: 0, dueBy: '2021-01-11' };
    const running = { period: '2021-01', numerator: 0, denominator: 0 };
    expect(inALine(evaluated(factsOf(year, { open, running, targets: [] }), { rules })[0])).toBe('no target');
    expect(inALine(evaluated(factsOf({ '2020-12': [4, 5] }, { open, running }), { rules })[0])).toBe('too few cases');
  });
});

describe('open cases in words', () => {
  const limit = '(15 working days after the strategy discussion)';
  const words = (overdue: number, due: number, number?: (count: number) => string) =>
    openCasesInWords(conferences, { overdue, due, dueBy: '2021-01-08' }, number);

  test('name those late, those soon to be, or both', () => {
    expect(words(7, 5)).toBe(`7 conferences are past their limit ${limit}, and 5 fall due by Friday 8 January 2021`);
    expect(words(7, 0)).toBe(`7 conferences are past their limit ${limit}`);
    expect(words(0, 5)).toBe(`5 conferences fall due by Friday 8 January 2021 ${limit}`);
    expect(words(1, 1)).toBe(
      `1 of the conferences is past its limit ${limit}, and 1 falls due by Friday 8 January 2021`,
    );
  });

  test('count as the authority may show them', () => {
    const few = (count: number) => (count < 6 ? 'fewer than 6' : String(count));
    expect(words(7, 1, few)).toBe(
      `7 conferences are past their limit ${limit}, and fewer than 6 fall due by Friday 8 January 2021`,
    );
  });
});
