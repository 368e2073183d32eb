import type { JudgedFigure, Rag, Target } from '@vigil/indicators';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type AlertDecision, type AlertState, decideAlert, type StandingAlert } from './decision.ts';

const target: Target = { atLeast: 84, from: '2019-04-01', judge: 'settled' };

function judged(period: string, rag: Rag, has: { target?: Target | null; value?: number | null } = {}): JudgedFigure {
  const value = has.value === undefined ? 50 : has.value;
  return {
    figure: {
      indicator: 'icpc-timeliness',
      period,
      member: null,
      origin: 'computed',
      numerator: null,
      denominator: null,
      value,
      text: null,
      status: 'final',
    },
    target: has.target === undefined ? target : has.target,
    rag,
    change: null,
  };
}

function told(state: AlertState, lastPeriod: string): StandingAlert {
  return { indicator: 'icpc-timeliness', member: null, rule: 'target-missed', state, lastPeriod };
}

const nov = '2020-11';
const dec = '2020-12';

describe('what becomes of an alert', () => {
  const cases: [when: string, standing: StandingAlert | null, figure: JudgedFigure | null, expected: string][] = [
    ['the first red', null, judged(dec, 'red'), 'open: target missed'],
    ['red in a later period', told('open', nov), judged(dec, 'red'), 'continue: target missed again'],
    [
      'red in a later period, months between not judged',
      told('open', '2020-08'),
      judged(dec, 'red'),
      'continue: target missed again',
    ],
    ['the same period again', told('open', dec), judged(dec, 'red'), 'none: told already'],
    ['amber with no alert', null, judged(dec, 'amber'), 'none: within tolerance'],
    ['amber with an open alert', told('open', nov), judged(dec, 'amber'), 'none: within tolerance'],
    ['green with no alert', null, judged(dec, 'green'), 'none: on target'],
    ['green in a later period', told('open', nov), judged(dec, 'green'), 'recover: target met'],
    [
      'the told period restated to green',
      told('open', dec),
      judged(dec, 'green'),
      'recover: target met after the figure was restated',
    ],
    ['green again once recovered', told('recovered', dec), judged(dec, 'green'), 'none: on target'],
    ['red in the next period once recovered', told('recovered', nov), judged(dec, 'red'), 'open: target missed'],
    ['the recovered period restated to red', told('recovered', dec), judged(dec, 'red'), 'open: target missed'],
    [
      'an older period red, while open',
      told('open', dec),
      judged(nov, 'red'),
      'none: period is older than the last one told',
    ],
    [
      'an older period green, while open',
      told('open', dec),
      judged(nov, 'green'),
      'none: period is older than the last one told',
    ],
    [
      'an older period red, once recovered',
      told('recovered', dec),
      judged(nov, 'red'),
      'none: period is older than the last one told',
    ],
    ['nothing settled yet', told('open', nov), null, 'none: no period to judge'],
    ['no value, while open', told('open', nov), judged(dec, 'grey', { value: null }), 'none: no value'],
    ['not rated, while open', told('open', nov), judged(dec, 'grey'), 'none: not rated'],
    ['no target and no alert', null, judged(dec, 'grey', { target: null }), 'none: no target'],
    [
      'the target withdrawn, while open',
      told('open', nov),
      judged(dec, 'grey', { target: null }),
      'recover: target withdrawn',
    ],
    [
      'the target withdrawn for the told period',
      told('open', dec),
      judged(dec, 'grey', { target: null }),
      'recover: target withdrawn',
    ],
    [
      'the target withdrawn and no value',
      told('open', nov),
      judged(dec, 'grey', { target: null, value: null }),
      'recover: target withdrawn',
    ],
  ];
  test.each(cases)('%s', (_when, standing, figure, expected) => {
    const { decision, reason, period } = decideAlert(standing, figure);
    expect(`${decision}: ${reason}`).toBe(expected);
    expect(period).toBe(figure?.figure.period ?? null);
  });
});

/** As the ledger records it. */
function after(standing: StandingAlert | null, { decision, period }: AlertDecision): StandingAlert | null {
  return decision === 'none' ? standing : told(decision === 'recover' ? 'recovered' : 'open', period);
}

const anyPeriod = fc.integer({ min: 1, max: 12 }).map((month) => `2020-${String(month).padStart(2, '0')}`);
const anyStanding = fc.option(
  fc
    .record({ state: fc.constantFrom<AlertState>('open', 'recovered'), period: anyPeriod })
    .map(({ state, period }) => told(state, period)),
);
const anyJudged = fc
  .record({
    period: anyPeriod,
    rag: fc.constantFrom<Rag>('green', 'amber', 'red', 'grey'),
    target: fc.constantFrom(target, null),
  })
  .map(({ period, rag, target: held }) => judged(period, held === null ? 'grey' : rag, { target: held }));

test('a night run twice tells nobody twice', () => {
  fc.assert(
    fc.property(anyStanding, anyJudged, (standing, figure) => {
      const once = after(standing, decideAlert(standing, figure));
      expect(decideAlert(once, figure).decision).toBe('none');
    }),
  );
});

test('a delivery of an older date, whenever it arrives, tells nobody anything', () => {
  fc.assert(
    fc.property(fc.array(anyJudged, { maxLength: 12 }), anyJudged, (nights, late) => {
      const standing = nights.reduce<StandingAlert | null>(
        (state, night) => after(state, decideAlert(state, night)),
        null,
      );
      fc.pre(standing !== null && late.figure.period < standing.lastPeriod);
      expect(decideAlert(standing, late).decision).toBe('none');
    }),
  );
});

test('a year of nights is told month by month', () => {
  const nights: [period: string, rag: Rag][] = [
    ['2020-05', 'green'],
    ['2020-06', 'green'],
    ['2020-07', 'red'],
    ['2020-07', 'red'],
    ['2020-08', 'red'],
    ['2020-09', 'amber'],
    ['2020-10', 'red'],
    ['2020-11', 'green'],
    ['2020-10', 'red'],
    ['2020-12', 'red'],
  ];
  let standing: StandingAlert | null = null;
  const story: string[] = [];
  for (const [period, rag] of nights) {
    const decision = decideAlert(standing, judged(period, rag));
    if (decision.decision !== 'none') story.push(`${decision.decision} ${decision.period}`);
    standing = after(standing, decision);
  }
  expect(story).toEqual(['open 2020-07', 'continue 2020-08', 'continue 2020-10', 'recover 2020-11', 'open 2020-12']);
});
