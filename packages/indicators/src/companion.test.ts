import { expect, test } from 'vitest';
import { anIndicator } from '../test/examples.ts';
import { Catalogue } from './catalogue.ts';
import { companionCases } from './companion.ts';

const timeliness = anIndicator({
  id: 'decision-timeliness',
  code: 'M8',
  targetByLaw: true,
  lists: ['contacts', 'referrals'],
  needs: { contacts: ['Date of Decision'], referrals: ['Referral NFA?'] },
  open: { cases: 'contacts without a decision', limit: '1 working day after the contact' },
  openCases: 'select record from contacts(:as_at)',
});
const catalogue = new Catalogue([timeliness]);

test('a figure whose open cases are listed has two companions in the catalogue, right after it', () => {
  expect(catalogue.all().map(({ id }) => id)).toEqual([
    'decision-timeliness',
    'decision-timeliness-overdue',
    'decision-timeliness-due',
  ]);
  expect(catalogue.computed()).toHaveLength(3);
});

test('a companion counts cases, fewer are better, and it has no code, law or history of its own', () => {
  expect(catalogue.find('decision-timeliness-overdue')).toMatchObject({
    heading: 'Contacts without a decision, overdue',
    meaning: 'The contacts without a decision whose limit, 1 working day after the contact, lay before the as-at date.',
    unit: 'count',
    polarity: 'lower-is-better',
    code: null,
    targetByLaw: undefined,
    companionOf: { indicator: 'decision-timeliness', kind: 'overdue' },
  });
});

test('a companion rests on the lists that its open cases are read from, and on their columns', () => {
  expect(catalogue.get('decision-timeliness-due')).toMatchObject({
    lists: ['contacts'],
    needs: { contacts: ['Date of Decision'] },
  });
});

test('the open cases of several pairs are read together, each once for both companions, as one alone reads them', () => {
  const others = 'select record from referrals(:as_at)';
  const together = companionCases([timeliness.openCases!, others]);
  expect(together.split(timeliness.openCases!)).toHaveLength(2);
  expect(together.split(others)).toHaveLength(2);
  for (const kind of ['overdue', 'due']) {
    const { cohort } = catalogue.get(`decision-timeliness-${kind}`);
    const [, counted] = /coalesce\((.*), false\) as in_numerator/.exec(cohort!)!;
    expect(together).toContain(`coalesce(${counted}, false) as ${kind}`);
  }
});
