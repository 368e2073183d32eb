import { describe, expect, it } from 'vitest';
import type { Explanation, Version } from './facts.ts';
import { explanationInWords, titleOf } from './in-words.ts';

const shown = { origin: 'computed', numerator: 13, denominator: 48, value: 27.0833, text: null } as const;

const version: Version = {
  ...shown,
  shown: '29 % (14 of 48 children)',
  version: 1,
  asAt: '2021-01-04',
  publishedAt: '2021-01-04T02:20:00Z',
  definitionVersion: 1,
  calendarVersion: 'england-and-wales/2026-11',
  populationYear: null,
  reason: null,
  differsFrom: null,
  afterSettling: false,
  records: [],
};

const explained: Explanation = {
  indicator: {
    id: 'icpc-timeliness',
    code: 'CP3-QL',
    title: 'ICPCs held within timescales',
    heading: 'Conferences held in time',
    meaning: 'Of the children …, the share ….',
    counts: 'children',
    section: 'Protection and Court',
    service: null,
    unit: 'percent',
  },
  period: '2020-12',
  member: null,
  asAt: '2021-02-01',
  knownAt: null,
  figure: {
    ...shown,
    shown: '27 % (13 of 48 children)',
    status: 'final',
    settlesAfter: '2021-01-15',
    settleWorkingDays: 10,
    small: false,
    pooled: null,
  },
  target: null,
  judgement: { rag: 'grey', reason: 'no target' },
  change: null,
  cohort: { counted: 48, inNumerator: 13, leftOut: [], agrees: true },
  files: [],
  basis: { definitionVersion: 1, calendar: null, population: null, quarantinedShare: null },
  versions: [version],
  otherOrigin: null,
  breaks: [],
  limits: [],
  comparison: null,
  companions: [],
  alerts: [],
  withoutBankHolidays: null,
};

/** Everything that is said, a line each. */
function said(changed: Partial<Explanation>): string {
  return explanationInWords({ ...explained, ...changed }, (moment) => moment.toISOString().slice(0, 10))
    .flatMap(({ heading, sentences }) => [heading, ...sentences])
    .join('\n');
}

describe('an explanation in words', () => {
  it('begins with what the figure is of', () => {
    expect(titleOf(explained)).toBe('Conferences held in time (CP3-QL): December 2020, as at 1 February 2021');
    expect(titleOf({ ...explained, member: 'North', knownAt: '2021-02-02T02:00:00Z' })).toBe(
      'Conferences held in time (CP3-QL), North: December 2020, as at 1 February 2021, as it was known then',
    );
  });

  it('leaves out a part that has nothing to say', () => {
    expect(said({})).not.toMatch(/Open cases|What the series says|Without bank holidays/u);
  });

  it('says that a final figure was restated, against what, and which records were behind it', () => {
    const record = { record: '3f2a9c1e-07b4-4c1d-9d5e-1f6a2b3c4d5e', subject: null, change: 'removed' } as const;
    const before = { happened: '2020-12-03', inNumerator: true, exclusion: null, members: [] };
    const records = Array.from({ length: 22 }, () => ({ ...record, before, now: null }));
    const text = said({
      versions: [
        version,
        { ...version, version: 2, reason: 'deletion', differsFrom: 1, afterSettling: true, shown: '27 %', records },
      ],
    });
    expect(text).toContain('It was 29 % (14 of 48 children) when it was first published, and has changed once since.');
    expect(text).toContain(
      '- 2: 27 %, as at 4 January 2021, published 2021-01-04: something was deleted, against version 1; a restatement, ' +
        'since it was final (records: 22 removed)',
    );
    expect(text).toContain('  - 3f2a9c1e-07b4 removed, 3 December 2020, in the numerator');
    expect(text).toContain('  - and 2 more; --format json names them all');
  });

  it('says when the rows no longer come to what was published', () => {
    expect(said({ cohort: { counted: 47, inNumerator: 13, leftOut: [], agrees: false } })).toContain(
      'These are the records as they are known now; the figure was published as 27 % (13 of 48 children)',
    );
  });

  it('says both figures where a month was reported too, and where the series breaks', () => {
    const text = said({
      otherOrigin: { ...shown, origin: 'reported', shown: '31 %' },
      breaks: [{ period: '2020-04', from: 'reported', to: 'computed' }],
    });
    expect(text).toContain('The month was also reported, as 31 %; the computed figure stands.');
    expect(text).toContain('The series breaks at April 2020: figures before it were reported, from then on');
  });

  it('judges a cumulative target by the year to date', () => {
    const text = said({
      target: { words: 'at least 27 in the year to date', from: '2020-04-01', yearToDate: '20' },
      judgement: { rag: 'red', reason: 'misses the target by more than the tolerance' },
    });
    expect(text).toContain('Red: the year to date, 20, misses the target by more than the tolerance.');
  });

  it('compares with what is published, and says what to heed', () => {
    const text = said({
      comparison: {
        table: 'Child protection conferences',
        monthly: true,
        with: [{ name: 'England', value: 78.7, shown: '78.7 %', year: '2018-19', release: '2024' }],
        neighbours: { edition: '2021', n: 9, of: 10 },
        besideNeighbours: { value: 64.2, months: 12, distance: -12.25, verdict: 'worse', outlier: 'low', of: 9 },
        caveats: ['The national definition counts otherwise.'],
      },
    });
    expect(text).toContain('- England: 78.7 %, 2018-19');
    expect(text).toContain('From Child protection conferences; a twelfth of the year’s figure.');
    expect(text).toContain('The mean is of 9 of 10 neighbours (the model of 2021).');
    expect(text).toContain(
      'With 64.2\u00A0% over 12 months it is 12.3 points below the mean of the neighbours: worse. It is an outlier: ' +
        'lower than each of the 9.',
    );
    expect(text).toContain('The national definition counts otherwise.');
    expect(said({})).toContain('Compared with\nNothing: it is local, or no table that is loaded gives it.');
  });

  it('says how few cases are to be read', () => {
    const figure = { ...explained.figure, small: true, pooled: { shown: '41.7 % (20 of 48)', months: 12 } };
    expect(said({ figure })).toContain('Over 12 months together it is 41.7 % (20 of 48).');
  });

  it('says of a list of work that it is of one day', () => {
    const figure = { ...explained.figure, settlesAfter: null, status: 'provisional' as const };
    expect(said({ figure })).toContain('It speaks of that day alone, and stays provisional.');
  });
});
