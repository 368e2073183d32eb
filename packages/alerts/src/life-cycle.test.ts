import { describe, expect, test } from 'vitest';
import { aTarget } from '../../indicators/test/examples.ts';
import type { Given } from '../../indicators/test/series-of.ts';
import { afterwards, anAlert, evaluated, factsOf, inALine, only, policy } from '../test/facts.ts';
import type { Policy, RuleName, StandingAlert } from './index.ts';
import { newestNews } from './news.ts';

/** What happens to an alert on a December. */
function decided(december: Given, standing: StandingAlert | null, others: { policy?: Policy } = {}): string {
  const facts = factsOf({ '2020-12': december });
  return inALine(evaluated(facts, { standing: standing ? [standing] : [], ...others })[0]);
}

describe('an alert', () => {
  test.each([
    ['opens', 50, null, 'opened 2020-12, told: target missed'],
    ['is told of a month once', 50, anAlert({ lastPeriod: '2020-12' }), 'told already'],
    ['opens anew after it recovered', 50, anAlert({ state: 'recovered' }), 'opened 2020-12, told: target missed'],
    [
      'never goes back to an older month',
      50,
      anAlert({ lastPeriod: '2021-01' }),
      'period is older than the last one told',
    ],
    [
      'nor once it has recovered',
      50,
      anAlert({ state: 'recovered', lastPeriod: '2021-01' }),
      'period is older than the last one told',
    ],
    ['recovers', 90, anAlert(), 'recovered 2020-12, told: target met'],
    ['has recovered once', 90, anAlert({ state: 'recovered', lastPeriod: '2020-12' }), 'on target'],
    ['recovers from being escalated', 90, anAlert({ state: 'escalated' }), 'recovered 2020-12, told: target met'],
    ['recovers from being acknowledged', 90, anAlert({ state: 'acknowledged' }), 'recovered 2020-12, told: target met'],
    ['recovers from having no data', 90, anAlert({ state: 'no-data' }), 'recovered 2020-12, told: target met'],
    ['goes on after having had no data', 50, anAlert({ state: 'no-data' }), 'continued 2020-12, told: target missed'],
    ['stays acknowledged without a value', 'tbd', anAlert({ state: 'acknowledged' }), 'no value'],
  ] as const)('%s', (_what, december, standing, expected) => {
    expect(decided(december, standing)).toBe(expected);
  });

  test('is taken back where nobody had heard of it', () => {
    expect(decided(90, anAlert({ toldPeriod: null }))).toBe('withdrawn 2020-12: target met');
    expect(decided(90, anAlert({ toldPeriod: null, state: 'acknowledged' }))).toBe(
      'recovered 2020-12, told: target met',
    );
  });

  test('ends quietly when its rule is switched off', () => {
    const [decision] = evaluated(factsOf({ '2020-12': 50 }), { rules: { minimumCohort: 10 }, standing: [anAlert()] });
    expect(inALine(decision)).toBe('withdrawn 2020-11: rule switched off');
  });

  test('waits while the extract has not arrived, whatever there is to say', () => {
    const facts = factsOf({ '2020-12': 50 }, { arrived: false });
    expect(evaluated(facts).map(inALine)).toEqual(['the extract never arrived']);
    expect(evaluated(facts, { standing: [anAlert()] })[0]).toMatchObject({
      state: 'open',
      period: '2020-11',
      event: null,
    });
  });
});

describe('a restated month', () => {
  test('that turns what was told gives one corrected notice', () => {
    const told = anAlert({ lastPeriod: '2020-12' });
    expect(decided(90, told)).toBe('corrected 2020-12, told: target met');
    expect(decided(50, { ...told, state: 'recovered' })).toBe('corrected 2020-12, told: target missed');
  });

  test('says that it is one', () => {
    const [decision] = evaluated(factsOf({ '2020-12': 90 }), { standing: [anAlert({ lastPeriod: '2020-12' })] });
    expect(decision?.event?.words).toBe(
      'A correction of what you were told: met its target of at least 84\u00A0% in December 2020.',
    );
  });

  test('that stays within its tolerance, or as bad as it was, gives none', () => {
    const told = anAlert({ lastPeriod: '2020-12' });
    expect(decided(80, told)).toBe('within tolerance');
    expect(decided(40, told)).toBe('told already');
  });
});

describe('a reminder', () => {
  const often = (remindEvery: number): { policy: Policy } => ({ policy: { ...policy, remindEvery } });

  test('is due every period, unless it is asked for less often', () => {
    const told = anAlert({ openedPeriod: '2020-10', toldPeriod: '2020-10', lastPeriod: '2020-11' });
    expect(decided(50, told, often(2))).toBe('continued 2020-12, told: target missed');
    expect(decided(50, told, often(3))).toBe('continued 2020-12: target missed');
  });

  test('of what was acknowledged is due every third period', () => {
    const since = (toldPeriod: string) =>
      decided(50, anAlert({ state: 'acknowledged', toldPeriod, openedPeriod: '2020-01', level: 7 }));
    expect(since('2020-11')).toBe('continued 2020-12: target missed');
    expect(since('2020-10')).toBe('continued 2020-12: target missed');
    expect(since('2020-09')).toBe('continued 2020-12, told: target missed');
  });

  test('comes earlier where it got worse by more than a tolerance', () => {
    // 34 points below: 6.8 tolerances.
    const at = (level: number) => decided(50, anAlert({ state: 'acknowledged', level }));
    expect(at(5.8)).toBe('continued 2020-12: target missed');
    expect(at(5.7)).toBe('continued 2020-12, told: worse than when it was acknowledged');
  });

  test('comes once for each step that it gets worse by', () => {
    const [decision] = evaluated(factsOf({ '2020-12': 50 }), {
      standing: [anAlert({ state: 'acknowledged', level: 2 })],
    });
    expect(decision).toMatchObject({ state: 'acknowledged', level: 6.8 });
  });

  test('is for the rule that lasts: what begins is told once', () => {
    const standing = [anAlert({ rule: 'missed-running', openedPeriod: '2020-11' })];
    const facts = factsOf({ '2020-09': 1, '2020-10': 1, '2020-11': 1, '2020-12': 1 });
    expect(evaluated(facts, { rules: only('missed-running'), standing }).map(inALine)).toEqual([
      'continued 2020-12: missed for several periods running',
    ]);
  });
});

describe('escalation', () => {
  const escalation = { policy: { ...policy, escalation: { afterPeriods: 3 } } };
  const since = (openedPeriod: string, state: StandingAlert['state'] = 'open') =>
    anAlert({ openedPeriod, toldPeriod: '2020-11', state });

  test('is off', () => {
    expect(decided(50, since('2020-01'))).toBe('continued 2020-12, told: target missed');
  });

  test('comes after so many periods without an answer, and once', () => {
    expect(decided(50, since('2020-10'), escalation)).toBe('continued 2020-12, told: target missed');
    expect(decided(50, since('2020-09'), escalation)).toBe('escalated 2020-12, told: not acknowledged for long');
    expect(decided(50, since('2020-08', 'escalated'), escalation)).toBe('continued 2020-12, told: target missed');
  });

  test('does not come once it was answered', () => {
    expect(decided(50, { ...since('2020-01', 'acknowledged'), level: 7 }, escalation)).toBe(
      'continued 2020-12: target missed',
    );
  });
});

test('of the news of one alert the newest is told, as new where nobody heard of it', () => {
  const alert = { id: '3f2a91c4-07b4-4c1d-9d5e-1f6a2b3c4d5e', rule: 'target-missed', openedPeriod: '2020-10' } as const;
  const said = { reason: 'target missed', words: 'Missed its target.' } as const;
  const opened = { ...said, kind: 'opened', period: '2020-11' } as const;
  const continued = { ...said, kind: 'continued', period: '2020-12' } as const;
  const told = { ...continued, alert: '3f2a91c4', rule: 'target-missed', openedPeriod: '2020-10' };
  expect(newestNews({ ...alert, toldPeriod: '2020-10' }, [opened, continued])).toEqual(told);
  expect(newestNews({ ...alert, toldPeriod: null }, [opened, continued])).toEqual({ ...told, kind: 'opened' });
  expect(newestNews({ ...alert, toldPeriod: null }, [])).toBeNull();
});

test('a team has alerts of its own where it has a target of its own', () => {
  const figures = { '2020-12': 30 };
  const whole = [aTarget({ atLeast: 84 })];
  const series = factsOf(figures, { targets: [] }).series;
  expect(evaluated({ ...factsOf(figures), member: 'Team 1', series }).map(inALine)).toEqual(['no target']);
  expect(evaluated({ ...factsOf(figures, { targets: whole }), member: 'Team 1' }).map(inALine)).toEqual([
    'opened 2020-12, told: target missed',
  ]);
});

/** A year, month by month: the night after each month has settled, and once more. */
test('a year of nights is told month by month, however often each is run', () => {
  const months: readonly (readonly [string, Given])[] = [
    ['2020-05', 90],
    ['2020-06', 60],
    ['2020-07', 60],
    ['2020-08', 81],
    ['2020-09', 60],
    ['2020-10', 'not delivered'],
    ['2020-11', 60],
    ['2020-12', 85],
  ];
  let record: ReadonlyMap<RuleName, StandingAlert> = new Map();
  const story: string[] = [];
  for (const [index] of months.entries()) {
    const facts = factsOf(Object.fromEntries(months.slice(0, index + 1)));
    for (let time = 0; time < 2; time += 1) {
      const decisions = evaluated(facts, { standing: [...record.values()] });
      record = afterwards(record, decisions);
      for (const { event, rule } of decisions) {
        if (event === null) continue;
        story.push(`${event.kind} ${event.period}`);
        if (event.tell) record = new Map([...record, [rule, { ...record.get(rule)!, toldPeriod: event.period }]]);
      }
    }
  }
  expect(story).toEqual([
    'opened 2020-06',
    'continued 2020-07',
    'continued 2020-09',
    'no-data 2020-10',
    'continued 2020-11',
    'recovered 2020-12',
  ]);
});
