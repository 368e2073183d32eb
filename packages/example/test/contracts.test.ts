import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ColumnContract, contracts } from '@vigil/extracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Example, generateExample } from '../src/index.ts';

const lists = [
  'contacts',
  'assessments',
  'section_47_enquiries',
  'child_protection_plans',
  'child_protection_visits',
  'reported_figures',
];

let directory: string;
let example: Example;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-example-'));
  example = await generateExample({ directory });
});

afterAll(() => rm(directory, { recursive: true }));

test.each(lists)('%s has every column of its contract, under the official header, and no other', async (list) => {
  const { header } = await table(list);
  expect(header.toSorted()).toEqual(
    columns(list)
      .map(({ name }) => name)
      .sort(),
  );
});

test.each(lists)('%s holds official codes only, but for the gender that was planted', async (list) => {
  const { header, rows } = await table(list);
  const unknown = columns(list).flatMap(({ name, codes }) => {
    const found = new Set(codes === undefined ? [] : rows.map((cells) => cells[header.indexOf(name)] ?? ''));
    return [...found].filter((cell) => cell !== '' && codes?.includes(cell) === false).map((cell) => [name, cell]);
  });
  expect(unknown).toEqual(list === 'assessments' ? [['Gender', 'Femal']] : []);
});

test.each(lists)('%s fills its required columns, but for the identifier that was left out', async (list) => {
  const { header, rows } = await table(list);
  const required = columns(list).filter((column) => column.required);
  const blank = required.flatMap(({ name }) =>
    rows.filter((cells) => cells[header.indexOf(name)] === '').map(() => name),
  );
  expect(blank).toEqual(list === 'contacts' ? ['Child Unique ID'] : []);
});

function columns(list: string): readonly ColumnContract[] {
  return contracts.get(list)?.columns ?? [];
}

/** The second delivery's; only the sources and notes of published figures hold commas, after everything that counts. */
async function table(list: string): Promise<{ header: string[]; rows: string[][] }> {
  const content = await readFile(join(example.deliveries[1]?.directory ?? '', `${list}.csv`), 'utf8');
  const [header = [], ...rows] = content
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return { header, rows };
}
