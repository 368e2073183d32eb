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

  it('has fields of its own', () => {
    expect(knownLists.get(contract.list)).toBe(contract.title);
    expect(new Set(fields).size).toBe(fields.length);
    expect(fields.filter((field) => !/^[a-z][a-z0-9_]*$/.test(field))).toEqual([]);
  });

  it('stores what its key, its windows and its order rules look at', () => {
    expect(stored).toEqual(expect.arrayContaining([...contract.key, contract.dateField]));
    expect(stored).toEqual(expect.arrayContaining(contract.orderRules.flatMap(({ before, after }) => [before, after])));
  });

  it('stores what figures depend on, each event and each member that it has', () => {
    const members = new Set(['gender', 'date_of_birth', 'allocated_team', 'team']);
    const needed = contract.columns.filter(
      ({ event, decisive, field }) => event || decisive || (fields.includes('child') && members.has(field)),
    );
    expect(needed.filter((column) => !column.stored).map(({ name }) => name)).toEqual([]);
  });

  it('stores no name, address or worker but as a pseudonym', () => {
    const telling = contract.columns.filter(
      ({ name, type }) => /\b(name|address|postcode|worker|advisor)\b/i.test(name) && type !== 'identifier',
    );
    expect(telling.filter((column) => column.stored)).toEqual([]);
    for (const column of contract.columns.filter(({ type }) => type === 'identifier')) {
      expect(column.storedType, column.name).toBe('uuid');
      expect(column.identifies, column.name).toBe(column.field);
    }
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
      if (namesRatherThanCodes.has(name)) continue;
      expect(officialTypes(column), name).toContain(type);
      expect(column.codes, name).toEqual(
        type === 'category' ? [...(ofstedCodes ?? codes ?? []), ...(alsoAccepted.get(name) ?? [])] : undefined,
      );
    }
  });
});

const law = new URL('../../../../shared/reference/extracts.md', import.meta.url);

describe.skipIf(!existsSync(law))('the marks of extracts.md (skipped where ../shared/reference is not there)', () => {
  it.each([...contracts.values()])('are those of $list', (contract) => {
    const text = existsSync(law) ? readFileSync(law, 'utf8') : '';
    const row = text.split('\n').find((line) => line.startsWith(`| \`${contract.list}\` |`)) ?? '';
    const [, , annexA, , columns = ''] = row.split('|').map((cell) => cell.trim());
    expect(annexA).toBe(contract.annexA?.toString() ?? '–');
    const marked = [...columns.matchAll(/([^;]*?) \*\*([REK ]+)\*\*/g)].map(([, before = '', marks = '']) => {
      const named = contract.columns.filter(({ name }) => before.endsWith(name)).toSorted(longestFirst);
      return `${named[0]?.name ?? before}: ${marks.split(' ').toSorted().join('')}`;
    });
    const own = contract.columns.flatMap((column) =>
      marksOf(column) === '' ? [] : [`${column.name}: ${marksOf(column)}`],
    );
    const stages = contract.list === 'adopters' ? own.filter((mark) => mark.endsWith(': E')) : [];
    expect(own.filter((mark) => !stages.includes(mark)).toSorted()).toEqual(
      marked.filter((mark) => !mark.includes('the stage dates')).toSorted(),
    );
    expect(contract.columns.filter(({ extension }) => extension).map(({ name }) => name)).toEqual(
      contract.columns.filter(({ name }) => columns.includes(`(x) ${name}`)).map(({ name }) => name),
    );
  });
});

const longestFirst = (a: ColumnContract, b: ColumnContract): number => b.name.length - a.name.length;

/** A figure of an indicator that nobody knows says nothing: that is decisive without saying so. */
function marksOf({ required, event, decisive, type }: ColumnContract): string {
  return [event ? 'E' : '', decisive && type !== 'indicator' ? 'K' : '', required ? 'R' : ''].join('');
}

/** Ofsted asks for the authority's name; its codes are for what lies outside England. */
const namesRatherThanCodes = new Set(['LA of Placement']);

/** What reference/extracts.md accepts beyond Ofsted's codes. */
const alsoAccepted = new Map([
  [
    'Activity Status',
    [
      'F4: Young person engaged full time in an apprenticeship',
      'P4: Young person engaged part time in an apprenticeship',
      'F5: Young person engaged full time in training or employment (not apprenticeship)',
      'P5: Young person engaged part time in training or employment (not apprenticeship)',
    ],
  ],
]);

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
