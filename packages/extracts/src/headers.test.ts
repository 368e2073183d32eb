import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contracts } from './contracts.ts';
import type { ListContract } from './contract.ts';
import { identifyList, matchHeaders, normaliseHeader } from './headers.ts';

const contacts = contractOf('contacts');
const assessments = contractOf('assessments');
const visits = contractOf('child_protection_visits');
const namesOf = (contract: ListContract): string[] => contract.columns.map(({ name }) => name);

describe('header normalisation', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normaliseHeader(normaliseHeader(text))).toBe(normaliseHeader(text));
      }),
    );
  });

  it('keeps apart the columns of every list', () => {
    for (const contract of contracts.values()) {
      expect(new Set(namesOf(contract).map(normaliseHeader)).size).toBe(contract.columns.length);
    }
  });

  it.each([
    ['shouted', "  WAS THE CHILD ASSESSED AS REQUIRING LA CHILDREN'S SOCIAL CARE SUPPORT? "],
    ['a curly quote', 'Was the child assessed as requiring LA children’s social care support?'],
    ['no question mark', "Was the child assessed as requiring LA children's social care support"],
    ['no-break spaces', "Was\u00A0the\u00A0child assessed as requiring LA children's  social care support?"],
    ['a line break', "Was the child assessed as requiring\nLA children's social care support?"],
  ])('sees through %s', (_, header) => {
    expect(matchHeaders(assessments, [header]).columns[0]?.field).toBe('support_required');
  });

  it('sees through a bracket too many', () => {
    expect(normaliseHeader('Transfer In (Y/N))')).toBe(normaliseHeader('Transfer In (Y/N)'));
  });
});

describe('matching headers', () => {
  it('finds the columns in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(namesOf(contacts), { minLength: contacts.columns.length }), (headers) => {
        const match = matchHeaders(contacts, headers);
        expect(match.columns.map((column) => column?.name)).toEqual(headers);
        expect(match).toMatchObject({ findings: [], rejected: false });
      }),
    );
  });

  it('knows every official header as PostgreSQL cuts it off, in a table or an answer', () => {
    for (const contract of contracts.values()) {
      const cut = namesOf(contract).map((name) => Buffer.from(name).subarray(0, 63).toString());
      expect(matchHeaders(contract, cut)).toEqual({ columns: contract.columns, findings: [], rejected: false });
    }
  });

  it('rejects a file without a required column and warns of one it does not know', () => {
    const match = matchHeaders(visits, ['Child Unique ID', 'Date of Visit', 'Mileage']);
    expect(match.rejected).toBe(true);
    expect(match.findings).toEqual([
      expect.objectContaining({ rule: 'missing-column', severity: 'file', column: 'Child Seen', record: null }),
      expect.objectContaining({ rule: 'unknown-column', severity: 'warning', column: 'Mileage' }),
    ]);
  });

  it('takes a file without its optional columns', () => {
    expect(matchHeaders(contacts, ['Child Unique ID', 'Date of Contact'])).toMatchObject({
      findings: [],
      rejected: false,
    });
  });

  it("uses the source's mapping before any pattern", () => {
    const mapping = { headers: { 'Person ID ': 'child unique id', 'contact date age': 'Date of Contact' }, codes: {} };
    const match = matchHeaders(contacts, ['PERSON ID', 'Contact Date Age'], mapping);
    expect(match.columns.map((column) => column?.field)).toEqual(['child', 'date_of_contact']);
  });

  it('uses patterns only where nothing fits exactly', () => {
    const match = matchHeaders(contacts, ['Child Unique ID', 'Date of Contact', 'Date of last contact', 'Age']);
    expect(match.columns.map((column) => column?.field ?? null)).toEqual(['child', 'date_of_contact', null, 'age']);
    expect(match.findings.map(({ rule }) => rule)).toEqual(['unknown-column']);
  });

  it('decides nothing by a pattern that fits two cells, and says which they are', () => {
    const match = matchHeaders(contacts, ['Child ID', 'Date of first contact', 'Date of last contact']);
    expect(match.columns.map((column) => column?.field ?? null)).toEqual(['child', null, null]);
    const missing = match.findings.find(({ rule }) => rule === 'missing-column');
    expect(missing?.message).toContain('“Date of first contact” or “Date of last contact”');
  });

  it('rejects a file with a header that could be two columns', () => {
    const match = matchHeaders(contacts, ['Child Unique ID', 'Date of Contact', 'Age at date of birth']);
    expect(match.rejected).toBe(true);
    expect(match.findings).toEqual([expect.objectContaining({ rule: 'ambiguous-column', severity: 'file' })]);
    expect(match.findings[0]?.message).toContain('“Date of Birth” or “Age of Child (Years)”');
  });

  it('rejects a file with a column twice', () => {
    const match = matchHeaders(visits, ['Child Unique ID', 'Date of Visit', 'Child Seen', 'CHILD SEEN?']);
    expect(match.rejected).toBe(true);
    expect(match.findings[0]).toMatchObject({ rule: 'ambiguous-column', column: 'Child Seen' });
  });

  it('repeats nothing of a first line that holds no header at all', () => {
    const match = matchHeaders(visits, ['C3-000107', '12/11/2020', 'a) Yes']);
    expect(match.rejected).toBe(true);
    expect(JSON.stringify(match.findings)).not.toMatch(/000107|12\/11\/2020/);
  });
});

describe('identifying a list by its headers', () => {
  it.each([...contracts.keys()])('knows %s by its full header, however written', (list) => {
    const headers = namesOf(contractOf(list)).map((name) => ` ${name.toUpperCase()} `);
    expect(identifyList(headers)).toEqual({ list });
    expect(identifyList(headers.toReversed())).toEqual({ list });
  });

  it('knows an official list without our extensions', () => {
    const official = contacts.columns.filter(({ extension }) => extension !== true).map(({ name }) => name);
    expect(identifyList(official)).toEqual({ list: 'contacts' });
  });

  it("knows a list by the source's own headers", () => {
    const headers = namesOf(visits).with(0, 'Person ID');
    expect(identifyList(headers)).toEqual({ candidates: [] });
    expect(identifyList(headers, { headers: { 'person id': 'Child Unique ID' }, codes: {} })).toEqual({
      list: 'child_protection_visits',
    });
  });

  it('does not guess: one column more, one fewer, one twice, or none', () => {
    const headers = namesOf(assessments);
    for (const other of [[...headers, 'Mileage'], headers.slice(1), [...headers, headers[0] ?? ''], []]) {
      expect(identifyList(other)).toEqual({ candidates: [] });
    }
  });
});

function contractOf(list: string): ListContract {
  const contract = contracts.get(list);
  if (contract === undefined) throw new Error(`No contract of ${list}`);
  return contract;
}
