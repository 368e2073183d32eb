import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { storedColumns } from './contract.ts';
import type { ColumnContract } from './contract.ts';
import { contracts, knownLists } from './contracts.ts';
import { normaliseHeader } from './headers.ts';

const official = new URL('../../../../shared/reference/annex-a/columns.json', import.meta.url);

describe.each([...contracts.values()])('the contract of $list', (contract) => {
  const fields = contract.columns.map(({ field }) => field);
  const stored = storedColumns(contract).map(({ field }) => field);

  it('is a known list, with fields and headers of its own', () => {
    expect(knownLists.has(contract.list)).toBe(true);
    expect(new Set(fields).size).toBe(fields.length);
    expect(fields.filter((field) => !/^[a-z][a-z0-9_]*$/.test(field))).toEqual([]);
  });

  it('stores what its key, its windows and its order rules look at', () => {
    expect(stored).toEqual(expect.arrayContaining([...contract.key, contract.dateField]));
    expect(stored).toEqual(expect.arrayContaining(contract.orderRules.flatMap(({ before, after }) => [before, after])));
  });

  it('marks only dates as events, and as decisive only what can be unknown', () => {
    expect(contract.columns.filter(({ event, type }) => event && type !== 'date')).toEqual([]);
    const decisive = contract.columns.filter((column) => column.decisive);
    expect(decisive.filter(({ type }) => !['code', 'yes-no', 'indicator'].includes(type))).toEqual([]);
  });

  it('gives codes to coded columns, a stored type to stored ones, and to no others', () => {
    for (const column of contract.columns) {
      expect(column.codes !== undefined, column.name).toBe(column.type === 'code' || column.type === 'yes-no');
      expect(column.storedType !== undefined, column.name).toBe(column.stored);
    }
  });
});

describe('the stored columns', () => {
  it('of a figure are its number and its words', () => {
    const reported = contracts.get('reported_figures');
    expect(reported && storedColumns(reported).map(({ field, storedType }) => [field, storedType])).toEqual([
      ['indicator', 'text'],
      ['period', 'text'],
      ['value', 'numeric'],
      ['value_text', 'text'],
      ['numerator', 'numeric'],
      ['denominator', 'numeric'],
      ['member', 'text'],
      ['source', 'text'],
      ['note', 'text'],
    ]);
  });
});

interface OfficialColumn {
  name: string;
  type: string;
  codes?: string[];
  ofsted_codes?: string[];
}

describe.skipIf(!existsSync(official))('Annex A as recovered (skipped where ../shared/reference is not there)', () => {
  const annexA = [...contracts.values()].filter((contract) => contract.annexA !== undefined);

  it.each(annexA)('$list has every official column, with its type and codes', (contract) => {
    const { lists } = JSON.parse(readFileSync(official, 'utf8')) as {
      lists: Record<string, { columns: OfficialColumn[] }>;
    };
    const expected = lists[String(contract.annexA)]?.columns ?? [];
    const own = contract.columns.filter(({ extension }) => extension !== true);
    expect(own.map(({ name }) => normaliseHeader(name))).toEqual(expected.map(({ name }) => normaliseHeader(name)));
    for (const [index, column] of own.entries()) {
      const { name, type, codes, ofsted_codes: ofstedCodes } = expected[index] ?? { name: '', type: '' };
      expect(officialTypes(column), name).toContain(type);
      expect(column.codes, name).toEqual(type === 'category' ? (ofstedCodes ?? codes) : undefined);
    }
  });
});

/** How Annex A's types are called; an age may have a fraction (annex-a.ts says why). */
function officialTypes({ type }: ColumnContract): string[] {
  const types: Partial<Record<ColumnContract['type'], string[]>> = {
    identifier: ['string'],
    text: ['string'],
    code: ['category'],
    'yes-no': ['category'],
    number: ['integer'],
  };
  return types[type] ?? [type];
}
