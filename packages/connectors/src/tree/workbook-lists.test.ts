import { describe, expect, it } from 'vitest';
import { workbookLists } from './workbook-lists.ts';

const list1 = { name: 'List 1', list: 'contacts', reason: null };
const guidance = { name: 'Guidance', list: null, reason: 'it holds guidance, no list' };
const unknown = { name: 'Sheet1', list: null, reason: 'neither its name nor its headers say which list it is' };
const rival = {
  name: 'Contacts',
  list: null,
  reason: 'is one of several',
  problem: 'The sheet Contacts is one of several.',
};
const workbook = { name: 'a.xlsx', list: null, sheets: null };

describe('the lists of a workbook', () => {
  it('are the sheets that show what they are, a hidden one too', () => {
    const hidden = { ...list1, problem: 'The sheet List 1 is hidden in the workbook; it is read all the same.' };
    expect(workbookLists(workbook, [hidden, guidance])).toEqual({
      lists: [{ name: 'a.xlsx › List 1', list: 'contacts', sheet: 'List 1' }],
      ignored: [{ name: 'a.xlsx › Guidance', reason: 'it holds guidance, no list' }],
      problems: [],
    });
  });

  it('are not decided by a guess', () => {
    expect(workbookLists(workbook, [rival, guidance]).problems).toEqual([
      'a.xlsx: The sheet Contacts is one of several',
    ]);
  });

  it('are what files in vigil.yaml says of its sheets, in whatever capitals', () => {
    const told = { ...workbook, sheets: { contacts: 'contacts', ' list 1': 'ignore' } };
    expect(workbookLists(told, [list1, rival])).toEqual({
      lists: [{ name: 'a.xlsx › Contacts', list: 'contacts', sheet: 'Contacts' }],
      ignored: [{ name: 'a.xlsx › List 1', reason: 'files in vigil.yaml says so' }],
      problems: [],
    });
    expect(workbookLists(told, [rival]).problems).toEqual([expect.stringContaining('has no sheet “ list 1”')]);
  });

  it('are what the file is said to be, where there is one sheet only', () => {
    const said = { ...workbook, list: 'referrals' };
    expect(workbookLists(said, [unknown]).lists).toEqual([
      { name: 'a.xlsx › Sheet1', list: 'referrals', sheet: 'Sheet1' },
    ]);
    expect(workbookLists(said, [unknown, guidance]).problems).toEqual([
      'a.xlsx is said to be referrals, but its sheets “Sheet1”, “Guidance” are not; say in files of vigil.yaml which is',
    ]);
  });
});
