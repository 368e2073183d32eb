import { describe, expect, test } from 'vitest';
import { alertsSchema, rulesFor, ruleNames, ruleTitles } from './index.ts';

const rules = (alerts: unknown, indicator = 'icpc-timeliness') => rulesFor(alertsSchema.parse(alerts), indicator);

describe('the rules of an indicator', () => {
  test('are all but the worst of its months and how long it has been missed, where nobody says otherwise', () => {
    expect(rules({})).toEqual({
      'target-missed': { opensAt: null, clearsAt: 0 },
      moved: { by: null, clearsAt: null, acceptedAfter: 3 },
      'special-cause': { signal: 'runs' },
      'worse-than-neighbours': { by: null },
      'about-to-miss': {},
      'value-missing': { afterDays: 7 },
      restated: {},
      quarantined: { above: 5, clearsAt: 4 },
      constant: { periods: 6 },
      minimumCohort: null,
    });
  });

  test('are the authority’s, with its own laid over them', () => {
    const alerts = {
      minimumCohort: 20,
      defaults: { moved: { by: 30, clearsAt: 5 }, constant: 'off', extreme: 'on' },
      indicators: {
        'icpc-timeliness': { moved: { by: 40 }, constant: 'on', extreme: { months: 24 }, minimumCohort: 5 },
        'cpp-rate': { moved: 'off', extreme: 'off' },
      },
    };
    expect(rules(alerts)).toMatchObject({
      moved: { by: 40, clearsAt: 5, acceptedAfter: 3 },
      constant: { periods: 6 },
      extreme: { months: 24, acceptedAfter: 3 },
      minimumCohort: 5,
    });
    expect(rules(alerts, 'cpp-rate')).not.toHaveProperty('moved');
    expect(rules(alerts, 'cpp-rate')).not.toHaveProperty('extreme');
    expect(rules(alerts, 'another')).toMatchObject({ moved: { by: 30 }, minimumCohort: 20 });
    expect(rules(alerts, 'another')).not.toHaveProperty('constant');
  });
});

test.each([
  ['a rule that there is not', { defaults: { missing: 'on' } }],
  ['an option that the rule has not', { defaults: { moved: { points: 10 } } }],
  ['a word that is neither on nor off', { indicators: { 'icpc-timeliness': { moved: 'yes' } } }],
  ['a key that there is not', { reminders: 2 }],
  ['half a period', { remindEvery: 0.5 }],
  ['a threshold to clear beyond the one to open', { defaults: { quarantined: { above: 5, clearsAt: 6 } } }],
  ['the same for a target', { defaults: { 'target-missed': { opensAt: 5, clearsAt: 6 } } }],
])('%s is refused', (_what, alerts) => {
  expect(alertsSchema.safeParse(alerts).success).toBe(false);
});

test('every rule has a title of its own for the mail', () => {
  expect(new Set(ruleNames.map((rule) => ruleTitles[rule])).size).toBe(ruleNames.length);
});
