import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderTree, readTable, treeConnector } from '../src/index.ts';
import type { FoundFile } from '../src/index.ts';
import { findingsIn, sorted } from './findings-in.ts';
import type { ExpectedFinding } from './findings-in.ts';

const data = new URL('../../../../shared/data/', import.meta.url);
const missing = !existsSync(data);
const asAtDates = ['2020-12-01', '2021-01-04'];
const lists = [
  'contacts',
  'referrals',
  'assessments',
  'section_47_enquiries',
  'child_protection_plans',
  'children_looked_after',
  'care_leavers',
  'adoptions',
  'child_protection_visits',
  'child_protection_reviews',
  'looked_after_visits',
  'looked_after_reviews',
  'placements',
  'plans',
  'foster_carers',
];

describe.skipIf(missing)('the shared deliveries (skipped where ../shared/data is not there)', () => {
  describe.each(asAtDates)('as at %s', (asAt) => {
    it.each(lists)('solent-messy: the findings of %s are the expected ones', async (list) => {
      const expected = JSON.parse(await readFile(new URL(`solent-messy/expected/${asAt}.json`, data), 'utf8')) as {
        findings: ExpectedFinding[];
      };
      const found = await findingsOf('solent-messy', asAt, list);
      expect(found).toEqual(sorted(expected.findings.filter((finding) => finding.list === list)));
    });

    it.each(lists)('southampton-2020: %s has no findings', async (list) => {
      expect(await findingsOf('southampton-2020', asAt, list)).toEqual([]);
    });
  });

  it.each(['solent-messy', 'southampton-2020'])('%s: the folder holds two whole deliveries', async (authority) => {
    const path = fileURLToPath(new URL(`${authority}/extracts`, data));
    const source = treeConnector({ tree: folderTree(path), settleSeconds: 60, now: () => new Date() });
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
  const file = new URL(`${authority}/extracts/${asAt}/${list}.csv`, data);
  return findingsIn(await readTable(async () => createReadStream(file)), list, asAt);
}
