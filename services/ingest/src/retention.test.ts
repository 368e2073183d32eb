import type { AuthorityConfig, RetentionConfig } from '@vigil/runtime';
import { describe, expect, it } from 'vitest';
import { foundRulesOf, recordsRulesOf, rulesOf } from './retention.ts';

const nothingSaid: RetentionConfig = {
  landedFiles: null,
  lists: new Map(),
  records: new Map(),
  findings: null,
  quarantine: null,
};

const authorityWith = (retention: Partial<RetentionConfig>) =>
  ({
    code: '852',
    sources: [{ id: 'casework', timeZone: 'Europe/London', retention: { ...nothingSaid, ...retention } }],
  }) as unknown as AuthorityConfig;

/** The day before which files of a list are due to go; undefined where they are kept. */
function dueBefore(list: string, retention: Partial<RetentionConfig>, now: string): string | undefined {
  return rulesOf(authorityWith(retention), new Date(now)).find((rule) => rule.list === list)?.landedBefore;
}

describe('landed files', () => {
  it('are kept where nothing is said', () => {
    expect(rulesOf(authorityWith({ landedFiles: null, lists: new Map() }), new Date())).toEqual([]);
  });

  it('are kept for so many months or days, by the calendar of the source', () => {
    const months = { landedFiles: { months: 13 }, lists: new Map() };
    expect(dueBefore('contacts', months, '2021-03-31T12:00:00Z')).toBe('2020-02-29');
    const days = { landedFiles: { days: 30 }, lists: new Map() };
    expect(dueBefore('contacts', days, '2021-03-31T12:00:00Z')).toBe('2021-03-01');
    expect(dueBefore('contacts', days, '2021-06-30T23:30:00Z')).toBe('2021-06-01');
  });

  it('are kept for another time where their list says so', () => {
    const retention = {
      landedFiles: { days: 30 },
      lists: new Map([
        ['contacts', { days: 1 }],
        ['adopters', null],
      ]),
    };
    expect(dueBefore('contacts', retention, '2021-01-04T12:00:00Z')).toBe('2021-01-03');
    expect(dueBefore('assessments', retention, '2021-01-04T12:00:00Z')).toBe('2020-12-05');
    expect(dueBefore('adopters', retention, '2021-01-04T12:00:00Z')).toBeUndefined();
  });
});

describe('records, findings and what is set aside', () => {
  const now = new Date('2027-03-31T12:00:00Z');

  it('are kept where nothing is said', () => {
    expect(recordsRulesOf(authorityWith({}), now)).toEqual([]);
    expect(foundRulesOf(authorityWith({}), now)).toEqual([]);
  });

  it('are kept for so long, each for a time of its own', () => {
    const records = new Map([
      ['contacts', { months: 72 }],
      ['care_leavers', null],
    ]);
    expect(recordsRulesOf(authorityWith({ records }), now)).toEqual([
      { source: 'casework', list: 'contacts', endedBefore: '2021-03-31' },
    ]);
    const found = foundRulesOf(authorityWith({ findings: { months: 1 }, quarantine: { days: 3 } }), now);
    expect(found.filter(({ list }) => list === 'contacts')).toEqual([
      { source: 'casework', list: 'contacts', what: 'findings', landedBefore: '2027-02-28' },
      { source: 'casework', list: 'contacts', what: 'quarantine', landedBefore: '2027-03-28' },
    ]);
  });
});
