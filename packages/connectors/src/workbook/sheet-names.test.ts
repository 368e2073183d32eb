import { contracts } from '@vigil/extracts';
import { describe, expect, it } from 'vitest';
import { isGuidance, listOfSheet } from './sheet-names.ts';

describe('the name of a sheet', () => {
  it.each([
    ['List 1', 'contacts'],
    ['List_1', 'contacts'],
    ['LIST 01', 'contacts'],
    ['list11', 'adopters'],
    ['List 5 - Section 47 enquiries and ICPCs', 'section_47_enquiries'],
    ['List 1: Contacts', 'contacts'],
    ['Contacts', 'contacts'],
    ['child_protection_visits', 'child_protection_visits'],
    ['Children in care (looked after)', 'children_looked_after'],
    ['Section 47 enquiries and initia', 'section_47_enquiries'],
    [' Care leavers ', 'care_leavers'],
  ])('%s says %s', (name, list) => {
    expect(listOfSheet(name)).toBe(list);
  });

  it.each([
    'List 12',
    'List 0',
    'List',
    'List 1 (2)',
    'List 1 old',
    'List 1 - Referrals',
    'Sheet1',
    'Contact',
    'Child',
    '',
  ])('%s says nothing for certain', (name) => {
    expect(listOfSheet(name)).toBeNull();
  });

  it('says a list by its title or file name, whichever list', () => {
    for (const { list, title } of contracts.values()) {
      expect(listOfSheet(list), list).toBe(list);
      expect(listOfSheet(title.slice(0, 31)), title).toBe(list);
    }
  });

  it.each(['Front_Sheet', 'FAQ_and_changes', 'Guidance', 'Codes_used', 'Codes used', 'Notes', 'README'])(
    '%s is guidance',
    (name) => {
      expect(isGuidance(name)).toBe(true);
    },
  );
});
