import { expect, test } from 'vitest';
import { anIndicator } from '../test/examples.ts';
import { Catalogue } from './catalogue.ts';

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
