import { describe, expect, test } from 'vitest';
import { parseDefinition } from './definition.ts';

const reported = {
  title: 'Sickness absence days per employee in rolling year',
  heading: 'Sickness absence per employee',
  section: 'Workforce',
  meaning: 'The working days lost to sickness in 12 months, per employee.',
  unit: 'days',
  decimals: 1,
  polarity: 'lower-is-better',
  lists: [],
  definitionVersion: 1,
};
const computed = { ...reported, unit: 'count', decimals: 0, measure: 'flow', lists: ['contacts'] };
const cohort = `select period.period from period join contacts(:as_at) as contact on true`;

test('a reported figure needs neither cohort nor measure', () => {
  expect(parseDefinition('sickness-days', reported, null)).toEqual({
    ...reported,
    id: 'sickness-days',
    code: null,
    counts: null,
    measure: null,
    service: null,
    periods: 'all',
    rolling: false,
    history: null,
    needs: {},
    open: null,
    smallCohort: 20,
    settleWorkingDays: 10,
    cohort: null,
    openCases: null,
    companionOf: null,
  });
});

test('a computed figure carries its cohort', () => {
  expect(parseDefinition('contacts-number', computed, cohort).cohort).toBe(cohort);
});

const parsing =
  (document: unknown, sql: string | null = null, id = 'sickness-days') =>
  () =>
    parseDefinition(id, document, sql);

describe('what is wrong is said with file, key, value and expectation', () => {
  test('a value out of the list', () => {
    expect(parsing({ ...reported, unit: 'percnt' })).toThrow(
      'sickness-days/definition.yaml: unit is "percnt"; ' +
        'expected percent, count, rate per 10,000, days, rate, cases per FTE.',
    );
  });

  test('a key that is missing, and a key that is not known, both at once', () => {
    const { heading: _, ...rest } = reported;
    expect(parsing({ ...rest, headline: 'Sickness' })).toThrow(
      /definition\.yaml: heading is missing; expected string\.\nsickness-days\/definition\.yaml: headline is not a key of a definition; expected title, heading/,
    );
  });

  test('a number where it does not belong', () => {
    expect(parsing({ ...reported, decimals: 9 })).toThrow('decimals is 9; expected 4 or less.');
    expect(parsing({ ...reported, decimals: '1' })).toThrow('decimals is "1"; expected number.');
  });

  test('a meaning that is no sentence', () => {
    expect(parsing({ ...reported, meaning: 'Sickness' })).toThrow(
      'meaning is "Sickness"; expected one sentence that ends with a full stop.',
    );
  });

  test('an empty document', () => {
    expect(parsing(null)).toThrow('sickness-days/definition.yaml: the document is null; expected object.');
  });

  test('a folder name that is no id', () => {
    expect(parsing(reported, null, 'Sickness_days')).toThrow("Sickness_days: an indicator's folder is named in lower");
  });

  test('lists without a cohort, and a cohort without its lists', () => {
    expect(parsing({ ...reported, lists: ['contacts'] })).toThrow(
      'lists names contacts, but there is no cohort.sql; add it, or write lists: [].',
    );
    expect(parsing({ ...computed, lists: ['contacts', 'referrals'] }, cohort)).toThrow(
      'lists is [contacts, referrals], but cohort.sql reads [contacts]; expected the same',
    );
  });

  test('a computed figure that is neither flow nor stock', () => {
    expect(parsing({ ...computed, measure: null }, cohort)).toThrow('measure is missing; expected flow or stock');
  });

  test('a cohort that is not one SELECT of :as_at alone', () => {
    expect(parsing(computed, `${cohort};`)).toThrow('sickness-days/cohort.sql: has a semicolon; expected one SELECT');
    expect(parsing(computed, `${cohort} where x = :period`)).toThrow(
      'has the parameter :period; expected :as_at alone.',
    );
    expect(parsing(computed, `delete from contacts(:as_at)`)).toThrow('does not begin with SELECT or WITH');
  });

  test('what stands in casts, comments and literals is no parameter', () => {
    const sql = `-- at 12:30; see note:this\n${cohort} where null::text = 'a:b' /* :other */`;
    expect(parsing(computed, sql, 'contacts-number')).not.toThrow();
  });
});
