import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contracts, identifyList, matchHeaders, templateOf } from '../src/index.ts';
import type { ColumnContract, ListContract } from '../src/index.ts';

const lists = [...contracts.values()].map((contract) => [contract.list, contract] as const);

describe.each(lists)('the template of %s', (list, contract) => {
  const header = cellsOf(templateOf(contract));

  it('holds its official headers, for Excel to open', () => {
    expect(templateOf(contract)).toMatch(/^\uFEFF[^\r\n]+\r\n$/);
    expect(header).toEqual(contract.columns.map(({ name }) => name));
  });

  it('is known as that list alone, and matched without a finding', () => {
    expect(identifyList(header)).toEqual({ list });
    const match = matchHeaders(contract, header);
    expect(match).toMatchObject({ findings: [], rejected: false });
    expect(match.columns).toEqual(contract.columns);
  });

  it('is known with any of its optional columns left out, in any order: no other list has the same headers', () => {
    fc.assert(
      fc.property(headersOf(contract), (headers) => {
        expect(identifyList(headers)).toEqual({ list });
      }),
    );
  });
});

/** Headers that are a whole file of the list: all it cannot be without, and some of the others. */
function headersOf(contract: ListContract): fc.Arbitrary<string[]> {
  const whole = (column: ColumnContract) =>
    column.required || (contract.annexA !== undefined && !column.extension && !column.newer);
  const names = (columns: readonly ColumnContract[]) => columns.map(({ name }) => name);
  return fc.subarray(names(contract.columns.filter((column) => !whole(column)))).chain((others) => {
    const headers = [...names(contract.columns.filter(whole)), ...others];
    return fc.shuffledSubarray(headers, { minLength: headers.length });
  });
}

/** The cells of a CSV line without line breaks in them. */
function cellsOf(line: string): string[] {
  const cells =
    line
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .match(/"(?:[^"]|"")*"|[^,]+/g) ?? [];
  return cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}
