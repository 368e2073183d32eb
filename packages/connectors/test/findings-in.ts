import { compileRows, contracts, findDuplicates, matchHeaders, storedColumns } from '@vigil/extracts';
import type { Finding, RowForDuplicates } from '@vigil/extracts';
import type { Table } from '../src/index.ts';

/** A finding as `expected/` of the shared data lists it; record 0 is the file. */
export interface ExpectedFinding {
  list: string;
  record: number;
  rule: string;
  rejected: boolean;
}

/** What the contract of a list finds in a table, in order. */
export async function findingsIn(table: Table, list: string, asAt: string): Promise<ExpectedFinding[]> {
  const contract = contracts.get(list);
  if (contract === undefined) throw new Error(`No contract of ${list}`);
  const match = matchHeaders(contract, table.header);
  const readRow = compileRows(contract, match, { asAt });
  const fields = storedColumns(contract).map(({ field }) => field);
  const findings: Finding[] = [...match.findings];
  const usable: RowForDuplicates[] = [];
  for await (const batch of table.rows) {
    for (const { record, line, cells } of batch) {
      const result = readRow(cells, record, line);
      if (result.outcome === 'quarantined') {
        findings.push(result.finding);
      } else {
        findings.push(...result.warnings);
        usable.push({
          record,
          content: JSON.stringify(cells.map((cell) => cell.trim())),
          key: result.keyWhole
            ? JSON.stringify(contract.key.map((field) => result.values[fields.indexOf(field)]))
            : null,
        });
      }
    }
  }
  return sorted([
    ...findings.map(({ record, rule, severity }) => ({
      list,
      record: record ?? 0,
      rule,
      rejected: severity !== 'warning',
    })),
    ...[...findDuplicates(usable)].map(([record, rule]) => ({ list, record, rule, rejected: false })),
  ]);
}

export function sorted(findings: readonly ExpectedFinding[]): ExpectedFinding[] {
  return findings.toSorted((a, b) => a.record - b.record || a.rule.localeCompare(b.rule));
}
