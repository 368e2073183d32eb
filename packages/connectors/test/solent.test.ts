import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileRows, contracts, findDuplicates, matchHeaders, storedColumns } from '@vigil/extracts';
import type { Finding, RowForDuplicates } from '@vigil/extracts';
import { describe, expect, it } from 'vitest';
import { folderConnector, readTable } from '../src/index.ts';
import type { FoundFile } from '../src/index.ts';

const data = new URL('../../../../shared/data/', import.meta.url);
const missing = !existsSync(data);
const asAtDates = ['2020-12-01', '2021-01-04'];
const lists = ['contacts', 'assessments', 'section_47_enquiries', 'child_protection_plans', 'child_protection_visits'];

interface ExpectedFinding {
  list: string;
  record: number;
  rule: string;
  rejected: boolean;
}

describe.skipIf(missing)('the shared deliveries (skipped where ../shared/data is not there)', () => {
  describe.each(asAtDates)('as at %s', (asAt) => {
    it.each(lists)('solent-messy: the findings of %s are the expected ones', async (list) => {
      const expected = JSON.parse(await readFile(new URL(`solent-messy/expected/${asAt}.json`, data), 'utf8')) as {
        findings: ExpectedFinding[];
      };
      const found = await findingsOf('solent-messy', asAt, list);
      expect(sorted(found)).toEqual(sorted(expected.findings.filter((finding) => finding.list === list)));
    });

    it.each(lists)('southampton-2020: %s has no findings', async (list) => {
      expect(await findingsOf('southampton-2020', asAt, list)).toEqual([]);
    });
  });

  it.each(['solent-messy', 'southampton-2020'])('%s: the folder holds two whole deliveries', async (authority) => {
    const path = fileURLToPath(new URL(`${authority}/extracts`, data));
    const source = folderConnector({ path, settleSeconds: 60, now: () => new Date() });
    const { deliveries, problems } = await source.findDeliveries();
    expect(problems).toEqual([]);
    expect(deliveries.map(({ asAt, whole, ignored }) => [asAt, whole.yes, ignored])).toEqual(
      asAtDates.map((asAt) => [asAt, true, []]),
    );
    for (const { files } of deliveries) {
      expect(files.map(({ list }) => list)).toEqual(expect.arrayContaining(lists));
      for (const file of files) expect(await recordsIn(file), file.name).toBe(file.rows);
    }
  });
});

async function recordsIn(file: FoundFile): Promise<number> {
  let records = 0;
  for await (const batch of (await readTable(() => file.open())).rows) records += batch.length;
  return records;
}

async function findingsOf(authority: string, asAt: string, list: string): Promise<ExpectedFinding[]> {
  const contract = contracts.get(list);
  if (contract === undefined) throw new Error(`No contract of ${list}`);
  const file = new URL(`${authority}/extracts/${asAt}/${list}.csv`, data);
  const table = await readTable(async () => createReadStream(file));
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
  return [
    ...findings.map(({ record, rule, severity }) => ({
      list,
      record: record ?? 0,
      rule,
      rejected: severity !== 'warning',
    })),
    ...[...findDuplicates(usable)].map(([record, rule]) => ({ list, record, rule, rejected: false })),
  ];
}

function sorted(findings: readonly ExpectedFinding[]): ExpectedFinding[] {
  return findings.toSorted((a, b) => a.record - b.record || a.rule.localeCompare(b.rule));
}
