import { expect, test } from 'vitest';
import { anIndicator } from '../test/examples.ts';
import { Catalogue } from './catalogue.ts';

const timeliness = anIndicator({ id: 'icpc-timeliness', code: 'CP3-QL' });
const reReferrals = anIndicator({ id: 're-referrals-number', code: 'M6-QL (val)', lists: [], cohort: null });
const catalogue = new Catalogue([timeliness, reReferrals]);

test('an indicator is found by id or code, as people write them', () => {
  expect(catalogue.find('icpc-timeliness')).toBe(timeliness);
  expect(catalogue.find(' cp3-ql ')).toBe(timeliness);
  expect(catalogue.find('M6-QL\u00A0(VAL)')).toBe(reReferrals);
  expect(catalogue.find('M6-QL')).toBeNull();
});

test('an indicator is got by its id alone', () => {
  expect(catalogue.get('icpc-timeliness')).toBe(timeliness);
  expect(() => catalogue.get('CP3-QL')).toThrow('"CP3-QL" is not the id of an indicator in the catalogue.');
});

test('the computed ones are those with a cohort', () => {
  expect(catalogue.all()).toEqual([timeliness, reReferrals]);
  expect(catalogue.computed()).toEqual([timeliness]);
});

test('an id or a code names one indicator', () => {
  const other = anIndicator({ id: 'another', code: 'CP3-ql' });
  expect(() => new Catalogue([timeliness, other])).toThrow(
    '"CP3-ql" names two indicators, icpc-timeliness and another; ids and codes must differ, capitals aside.',
  );
});
