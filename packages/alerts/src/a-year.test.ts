import { describe, expect, test } from 'vitest';
import { expectedFacts, haveExpectedFigures, packFacts, yearOf } from '../test/years.ts';
import type { Simulation } from './index.ts';

/** rule: opened, of these noise */
function tallies({ rules }: Simulation): Record<string, string> {
  return Object.fromEntries(rules.map(({ rule, opened, noise }) => [rule, `${String(noise)} of ${String(opened)}`]));
}

function shareOfNoise(years: readonly Simulation[], rule: string): number {
  const own = years.flatMap(({ rules }) => rules.filter((tally) => tally.rule === rule));
  const sum = (count: (tally: (typeof own)[number]) => number) => own.reduce((all, tally) => all + count(tally), 0);
  return sum(({ noise }) => noise) / sum(({ opened }) => opened);
}

/** What one figure's alerts said to whoever was told, mail by mail. */
function story({ mails }: Simulation, indicator: string): readonly string[] {
  return mails.flatMap(({ day, digest }) =>
    digest.items
      .filter(({ definition }) => definition.id === indicator)
      .flatMap(({ news }) => news.map(({ rule, kind, period }) => `${day} ${rule} ${kind} ${period}`)),
  );
}

describe('the year of the December 2020 pack', () => {
  const year = yearOf(packFacts('2021-01-15'));

  test('opens few alerts, of which few end by themselves within a month', () => {
    expect(tallies(year)).toEqual({
      'target-missed': '1 of 6',
      moved: '0 of 2',
      'worse-than-neighbours': '1 of 3',
    });
  });

  test('is told in less than two mails a month, to somebody who heads everything', () => {
    expect(year.mails).toHaveLength(21);
    expect(new Set(year.mails.map(({ day }) => day)).size).toBe(21);
    expect(year.mails.reduce((blocks, { digest }) => blocks + digest.items.length, 0)).toBe(33);
  });

  test('tells of conferences in time month by month, as the pack’s chart does', () => {
    expect(story(year, 'icpc-timeliness').filter((line) => line.includes('target-missed'))).toEqual([
      '2020-01-06 target-missed opened 2019-12',
      '2020-03-02 target-missed continued 2020-02',
      '2020-04-06 target-missed continued 2020-03',
      '2020-05-04 target-missed continued 2020-04',
      '2020-06-08 target-missed recovered 2020-05',
      '2020-08-03 target-missed opened 2020-07',
      '2020-09-07 target-missed continued 2020-08',
      // September is amber: it neither goes on nor ends.
      '2020-11-02 target-missed continued 2020-10',
      '2020-12-07 target-missed continued 2020-11',
      '2021-01-04 target-missed continued 2020-12',
    ]);
  });
});

describe('rules that are off, or stricter than they could be', () => {
  const year = (alerts: unknown) => tallies(yearOf(packFacts('2021-01-15'), alerts));

  test('a third month in a row is seldom the last, but the mails about the target say it already', () => {
    expect(year({ defaults: { 'missed-running': 'on' } })).toMatchObject({ 'missed-running': '1 of 4' });
  });

  test('the worst of nine months is often not near the worst in the next', () => {
    expect(year({ defaults: { extreme: { months: 9 } } })).toMatchObject({ extreme: '2 of 4' });
  });

  test('one value for three months is often another in the fourth', () => {
    expect(year({ defaults: { constant: { periods: 3 } } })).toMatchObject({ constant: '2 of 4' });
  });

  test('a move by fifteen is often made good', () => {
    expect(year({ defaults: { moved: { by: 15 } } })).toMatchObject({ moved: '4 of 10' });
  });
});

describe.skipIf(!haveExpectedFigures)('the years of the shared data (skipped where it is not there)', () => {
  const years = haveExpectedFigures
    ? (['southampton-2020', 'solent-messy'] as const).map((data) => yearOf(expectedFacts(data, '2021-01-04')))
    : [];

  test('open these', () => {
    expect(years.map(tallies)).toEqual([
      {
        'target-missed': '4 of 20',
        moved: '0 of 4',
        'special-cause': '0 of 1',
        'worse-than-neighbours': '0 of 2',
      },
      {
        'target-missed': '3 of 23',
        'special-cause': '0 of 3',
        'worse-than-neighbours': '0 of 2',
      },
    ]);
  });

  test('with the pack’s, less than a fifth of the alerts of every rule are noise', () => {
    const all = [...years, yearOf(packFacts('2021-01-15'))];
    const rules = ['target-missed', 'moved', 'special-cause', 'worse-than-neighbours'];
    const shares = rules.map((rule) => Math.round(100 * shareOfNoise(all, rule)));
    expect(shares).toEqual([16, 0, 0, 14]);
  });
});
