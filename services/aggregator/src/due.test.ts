import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '@vigil/runtime';
import { dueMonths, figuresOf, recordOf, type Wanted } from './due.ts';
import { dependsOnDate, inputsDigest, type Inputs } from './inputs.ts';

const catalogue = await loadCatalogue();
const icpc = catalogue.get('icpc-timeliness');
const wanted: Wanted = { inputs: 'as they are', periods: ['2020-11', '2020-12'], populations: new Map() };
const computed = {
  indicator: icpc.id,
  asAt: '2020-12-01',
  definition: 'the rule',
  inputs: wanted.inputs,
  periods: { '2020-10': { figures: 1, population: null }, '2020-11': { figures: 1, population: null } },
};

describe('due are', () => {
  it('all months where nothing was computed yet', () => {
    expect(dueMonths(wanted, null)).toEqual(['2020-11', '2020-12']);
  });

  it('all months where anything that the rule looks at has changed', () => {
    expect(dueMonths(wanted, { ...computed, inputs: 'as they were' })).toEqual(['2020-11', '2020-12']);
  });

  it('the month that has ended in the meantime, where nothing has', () => {
    expect(dueMonths(wanted, computed)).toEqual(['2020-12']);
  });

  it('the months whose population is another now', () => {
    const done = {
      ...computed,
      periods: { '2020-11': { figures: 1, population: 50_900 }, '2020-12': { figures: 1, population: 50_900 } },
    };
    const populations = new Map([
      ['2020-11', 50_900],
      ['2020-12', 51_000],
    ]);
    expect(dueMonths({ ...wanted, populations }, done)).toEqual(['2020-12']);
  });
});

it('what was computed from the same inputs stays on record beside the new month, and nothing else does', () => {
  const december = recordOf(wanted, computed, ['2020-12'], [{ period: '2020-12' }, { period: '2020-12' }]);
  expect(december).toEqual({ ...computed.periods, '2020-12': { figures: 2, population: null } });
  const anew = recordOf(wanted, { ...computed, inputs: 'as they were' }, ['2020-12'], []);
  expect(anew).toEqual({ '2020-12': { figures: 0, population: null } });
});

it('a month that was found to be as it was stays on record with its figures, whatever else has changed', () => {
  const before = { ...computed, inputs: 'as they were' };
  expect(recordOf(wanted, before, ['2020-12'], [{ period: '2020-12' }], ['2020-11'])).toEqual({
    '2020-11': { figures: 1, population: null },
    '2020-12': { figures: 1, population: null },
  });
  expect(figuresOf(before, ['2020-11', '2020-12'])).toBe(1);
});

describe('what an indicator is computed from', () => {
  const inputs: Inputs = {
    asAt: '2020-12-01',
    calendarVersion: 'a calendar',
    marks: new Map([['section_47_enquiries', 'a mark']]),
    columns: new Map([['section_47_enquiries', [['Child Unique ID', 'Transfer In (Y/N)']]]]),
  };
  const digest = inputsDigest(icpc, inputs);

  it.each<[string, Partial<Inputs>]>([
    ['another calendar', { calendarVersion: 'another' }],
    ['other records of its list', { marks: new Map([['section_47_enquiries', 'another']]) }],
    ['a column that did not come', { columns: new Map([['section_47_enquiries', [['Child Unique ID']]]]) }],
  ])('changes with %s', (_, change) => {
    expect(inputsDigest(icpc, { ...inputs, ...change })).not.toBe(digest);
  });

  it('changes with its rule, whatever its version says', () => {
    expect(inputsDigest({ ...icpc, cohort: icpc.cohort!.replace('<= 15', '<= 10') }, inputs)).not.toBe(digest);
    expect(inputsDigest({ ...icpc, definitionVersion: 99 }, inputs)).not.toBe(digest);
  });

  it('does not change with how it is described, with other lists, or with the date of the delivery', () => {
    expect(inputsDigest({ ...icpc, heading: 'Conferences' }, inputs)).toBe(digest);
    const marks = new Map([...inputs.marks, ['contacts', 'another']]);
    expect(inputsDigest(icpc, { ...inputs, marks, asAt: '2020-12-02' })).toBe(digest);
  });

  it('changes every day where the rule looks at the day', () => {
    const days = { ...icpc, cohort: `${icpc.cohort} where enquiry.conference_date < :as_at` };
    expect(dependsOnDate(icpc)).toBe(false);
    expect(dependsOnDate(days)).toBe(true);
    expect(inputsDigest(days, { ...inputs, asAt: '2020-12-02' })).not.toBe(inputsDigest(days, inputs));
  });

  it('is the day itself for companions alone', () => {
    for (const definition of catalogue.computed()) {
      expect(dependsOnDate(definition), definition.id).toBe(definition.companionOf !== null);
    }
  });
});
