import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRows, contracts, matchHeaders, storedColumns } from '../src/index.ts';
import type { ColumnContract, ColumnType, ListContract, RowResult } from '../src/index.ts';

const asAt = '2021-01-04';
const lists = [...contracts.values()].map((contract) => [contract.list, contract] as const);

describe.each(lists)('a row of %s', (_list, contract) => {
  const header = contract.columns.map(({ name }) => name);
  const reader = compileRows(contract, matchHeaders(contract, header), { asAt });
  const read = (cells: readonly string[]): RowResult => reader(cells, 1, 2);

  it('that is filled in as the contract says becomes a record, and its values read back the same', () => {
    fc.assert(
      fc.property(rowOf(contract), (cells) => {
        const result = read(cells);
        expect(result).toMatchObject({ outcome: 'record', keyWhole: true, warnings: [] });
        expect(valuesOf(result)).toHaveLength(storedColumns(contract).length);
        const again = contract.columns.map((column, index) =>
          column.stored && column.type !== 'figure' ? written(valueOf(contract, result, column)) : (cells[index] ?? ''),
        );
        expect(valuesOf(read(again))).toEqual(valuesOf(result));
      }),
    );
  });

  it('is set aside for each blank it needs, each unknown code that matters, each event still to come', () => {
    const found = (cells: readonly string[], column: ColumnContract, cell: string) => {
      const result = read(cells.with(contract.columns.indexOf(column), cell));
      const [finding] = result.outcome === 'record' ? result.warnings : [result.finding];
      return finding === undefined ? 'nothing' : `${finding.rule} (${finding.severity}) in ${finding.column}`;
    };
    const coded = contract.columns.filter(({ codes }) => codes !== undefined);
    const events = contract.columns.filter(({ event }) => event);
    fc.assert(
      fc.property(rowOf(contract), (cells) => {
        expect(contract.columns.map((column) => found(cells, column, ''))).toEqual(
          contract.columns.map(({ name, required }) => (required ? `missing-required (row) in ${name}` : 'nothing')),
        );
        expect(coded.map((column) => found(cells, column, 'no such code'))).toEqual(
          coded.map(({ name, decisive }) => `unknown-code (${decisive ? 'row' : 'warning'}) in ${name}`),
        );
        expect(events.map((column) => found(cells, column, '05/01/2021'))).toEqual(
          events.map(({ name }) => `future-date (row) in ${name}`),
        );
      }),
    );
  });
});

const days = ['2020-12-01', '01/12/2020', '1-12-2020', '2020-12-01 00:00:00'];

/** One day in all dates: no order is broken. */
function rowOf(contract: ListContract): fc.Arbitrary<string[]> {
  return fc
    .tuple(fc.constantFrom(...days), fc.tuple(...contract.columns.map(cellOf)))
    .map(([day, cells]) => cells.map((cell) => (cell === days[0] ? day : cell)));
}

function cellOf({ type, codes = [''] }: ColumnContract): fc.Arbitrary<string> {
  const cells: Record<ColumnType, readonly string[]> = {
    identifier: ['000107', 'C3-000107', ' A1 '],
    text: ['LAC 1', 'Éowyn’s team'],
    date: days.slice(0, 1),
    code: codes,
    'yes-no': [...codes, 'Y', 'no'],
    integer: ['0', '42', '007'],
    number: ['0', '6.138', '-1', '37.50'],
    period: ['2020-12'],
    figure: ['27', 'tbd', 'not reported'],
    indicator: ['icpc-timeliness'],
  };
  return fc.constantFrom(...cells[type]);
}

function valuesOf(result: RowResult): readonly (string | boolean | null)[] {
  return result.outcome === 'record' ? result.values : [];
}

function valueOf(contract: ListContract, result: RowResult, column: ColumnContract): string | boolean | null {
  const slot = storedColumns(contract).findIndex(({ field }) => field === column.field);
  return valuesOf(result)[slot] ?? null;
}

/** A stored value as a source could have written it. */
function written(value: string | boolean | null): string {
  if (value === null) return '';
  return typeof value === 'boolean' ? (value ? 'Yes' : 'No') : value;
}
