import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { englandAndWales, type IsoDate } from '@vigil/calendar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Example, exampleAsAtDates, generateExample } from './index.ts';

const [first, second] = exampleAsAtDates;
const lists = [
  'assessments',
  'child_protection_plans',
  'child_protection_visits',
  'contacts',
  'reported_figures',
  'section_47_enquiries',
];

/** Dates that are wrong on purpose: a placeholder, and a day that November does not have. */
const planted = { noEnd: '9999-12-31', noDay: '2020-11-31' };

let directory: string;
let example: Example;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-example-'));
  example = await generateExample({ directory: join(directory, 'example') });
});

afterAll(() => rm(directory, { recursive: true }));

describe('the example', () => {
  test('is two deliveries and their configuration', async () => {
    expect(example.deliveries.map(({ asAt }) => asAt)).toEqual(['2020-12-01', '2021-01-04']);
    expect(await readFile(example.configPath, 'utf8')).toContain('name: Exmoor Vale');
    for (const { directory: folder, files } of example.deliveries) {
      expect((await readdir(folder)).sort()).toEqual([...lists.map((list) => `${list}.csv`), 'manifest.json'].sort());
      expect(files.map(({ list }) => list).sort()).toEqual(lists);
    }
  });

  test('is the same to the byte for the same seed, and another for another', async () => {
    const again = await generateExample({ directory: join(directory, 'again') });
    const other = await generateExample({ directory: join(directory, 'other'), seed: 7 });
    expect(await hashes(again)).toEqual(await hashes(example));
    expect(Object.values(await hashes(other))).not.toContain((await hashes(example))['2021-01-04/contacts.csv']);
  });

  test.each(exampleAsAtDates)('the manifest of %s tells rows and hashes as they are', async (asAt) => {
    const manifest = JSON.parse(await file(asAt, 'manifest.json'));
    expect([manifest.asAt, manifest.source]).toEqual([asAt, 'casework']);
    expect(Object.keys(manifest.files).sort()).toEqual(lists.map((list) => `${list}.csv`));
    for (const [name, claim] of Object.entries(manifest.files)) {
      const content = await file(asAt, name);
      expect(claim).toEqual({
        list: name.replace('.csv', ''),
        coverage: 'full',
        rows: content.trimEnd().split('\n').length - 1,
        sha256: sha256(content),
      });
    }
  });
});

describe('its people', () => {
  test.each(['contacts', 'assessments', 'section_47_enquiries', 'child_protection_plans', 'child_protection_visits'])(
    'in %s are numbers, never names',
    async (list) => {
      const people = (await rows(second, list)).map((row) => [row['Child Unique ID'], row['Allocated Worker'] ?? '']);
      expect(people.length).toBeGreaterThan(500);
      expect(people.filter(([child = '']) => !/^(EX-\d{5})?$/.test(child))).toEqual([]);
      expect(people.filter(([, worker = '']) => !/^(Worker \d{3})?$/.test(worker))).toEqual([]);
    },
  );

  test('are children, and born before what is told of them', async () => {
    const ages = (await rows(second, 'contacts')).map((row) => Number(row['Age of Child (Years)']));
    expect(Math.min(...ages)).toBe(0);
    expect(Math.max(...ages)).toBeLessThan(20); // at the as-at date, up to fifteen months after the contact
  });
});

describe('nothing in an extract', () => {
  const events = [
    ['contacts', ['Date of Contact', 'Date of Decision']],
    ['assessments', ['Continuous Assessment Start Date', 'Continuous Assessment Date of Authorisation']],
    [
      'section_47_enquiries',
      ['Strategy discussion initiating Section 47 Enquiry Start Date', 'Date of Initial Child Protection Conference'],
    ],
    ['child_protection_plans', ['Child Protection Plan Start Date', 'Child Protection Plan End Date']],
    ['child_protection_visits', ['Date of Visit']],
  ] as const;

  test.each(events)('of %s lies after its as-at date, or ends before it began', async (list, columns) => {
    for (const asAt of exampleAsAtDates) {
      const dates = (await rows(asAt, list))
        .map((row) => columns.map((column) => isoDate(row[column] ?? '')))
        .map((cells) => cells.filter((date) => date !== '' && date !== planted.noEnd));
      expect(dates.flat().filter((date) => date >= asAt)).toEqual([]);
      expect(dates.filter(([began = '', ended = began]) => ended < began && began !== planted.noDay)).toEqual([]);
    }
  });

  test.each([
    ['contacts', ['Child Unique ID', 'Date of Contact', 'Contact Source'], 1],
    ['assessments', ['Child Unique ID', 'Continuous Assessment Start Date'], 0],
    ['section_47_enquiries', ['Child Unique ID', 'Strategy discussion initiating Section 47 Enquiry Start Date'], 0],
    ['child_protection_plans', ['Child Unique ID', 'Child Protection Plan Start Date'], 0],
    ['child_protection_visits', ['Child Unique ID', 'Date of Visit'], 0],
  ] as const)('of %s has the key of another, but for what was planted', async (list, key, duplicates) => {
    const keys = (await rows(second, list)).map((row) => key.map((column) => row[column]).join(' '));
    expect(keys.length - new Set(keys).size).toBe(duplicates);
  });
});

test('each extract has its handful of mistakes', async () => {
  for (const asAt of exampleAsAtDates) {
    const contacts = await rows(asAt, 'contacts');
    expect(contacts.filter((row) => row['Child Unique ID'] === '')).toHaveLength(1);
    expect(contacts.filter((row) => row['Date of Contact'] === '31/11/2020')).toHaveLength(1);
    expect(contacts.length - new Set(contacts.map((row) => JSON.stringify(row))).size).toBe(1);
    expect((await rows(asAt, 'assessments')).filter((row) => row['Gender'] === 'Femal')).toHaveLength(1);
    const plans = await rows(asAt, 'child_protection_plans');
    expect(plans.filter((row) => row['Child Protection Plan End Date'] === '31/12/9999')).toHaveLength(1);
  }
});

describe('its figures', () => {
  test('of conferences held in 15 working days are the pack’s, to a point', async () => {
    const pack = {
      '2019-12': 69,
      '2020-01': 24, // barely legible, and taken as it stands
      '2020-02': 61,
      '2020-03': 60,
      '2020-04': 67,
      '2020-05': 90,
      '2020-06': 94,
      '2020-07': 69,
      '2020-08': 73,
      '2020-09': 79,
      '2020-10': 35,
      '2020-11': 57,
      '2020-12': 27,
    };
    for (const [period, percent] of Object.entries(pack)) {
      const { inTime, held } = await conferences(second, period);
      expect([period, Math.abs((100 * inTime) / held - percent) < 1]).toEqual([period, true]);
    }
    expect(await conferences(second, '2020-12')).toEqual({ inTime: 14, held: 51 });
  });

  test('of November are restated by four late conferences whose minutes came in December', async () => {
    expect(await conferences(first, '2020-11')).toEqual({ inTime: 34, held: 56 });
    expect(await conferences(second, '2020-11')).toEqual({ inTime: 34, held: 60 });
    expect(await conferences(first, '2020-10')).toEqual(await conferences(second, '2020-10'));
  });

  test('of contacts and enquiries are the pack’s, but for what is entered late', async () => {
    const discussion = 'Strategy discussion initiating Section 47 Enquiry Start Date';
    expect(await count('contacts', 'Date of Contact', '2020-10')).toBe(1555);
    expect(await count('section_47_enquiries', discussion, '2020-10')).toBe(121);
    expect(Math.abs((await count('contacts', 'Date of Contact', '2020-12')) - 1507)).toBeLessThan(30);
    expect(Math.abs((await count('section_47_enquiries', discussion, '2020-12')) - 149)).toBeLessThan(8);
  });
});

test('the published figures of a month are delivered once it is complete', async () => {
  const periods = async (asAt: IsoDate) => {
    const lines = (await file(asAt, 'reported_figures.csv')).trimEnd().split('\n').slice(1);
    return [...new Set(lines.map((line) => line.split(',')[1] ?? ''))].sort();
  };
  expect((await periods(first)).at(-1)).toBe('2020-11');
  expect((await periods(second)).at(-1)).toBe('2020-12');
  expect(await file(second, 'reported_figures.csv')).toContain(
    '\nicpc-timeliness,2020-12,27,,,,"Board pack December 2020, pages 13 and 18",Chart and KPI table agree; change printed: ',
  );
});

async function count(list: string, column: string, period: string): Promise<number> {
  return (await rows(second, list)).filter((row) => isoDate(row[column] ?? '').startsWith(period)).length;
}

/** Counted here by the definition of `icpc-timeliness`: a child and conference once, transfers in left out. */
async function conferences(asAt: IsoDate, period: string): Promise<{ inTime: number; held: number }> {
  const held = (await rows(asAt, 'section_47_enquiries'))
    .filter((row) => row['Transfer In (Y/N)'] === 'b) No')
    .map((row) => ({
      discussed: isoDate(row['Strategy discussion initiating Section 47 Enquiry Start Date'] ?? ''),
      held: isoDate(row['Date of Initial Child Protection Conference'] ?? ''),
    }))
    .filter((conference) => conference.held.startsWith(period));
  const inTime = held.filter(
    (conference) => englandAndWales.workingDaysAfter(conference.discussed, conference.held) <= 15,
  );
  return { inTime: inTime.length, held: held.length };
}

const read = new Map<string, Record<string, string>[]>();

/** No cell of the case lists holds a comma, a quote or a line break. */
async function rows(asAt: IsoDate, list: string): Promise<Record<string, string>[]> {
  const name = `${asAt}/${list}`;
  const before = read.get(name);
  if (before !== undefined) return before;
  const lines = (await file(asAt, `${list}.csv`)).trimEnd().split('\n');
  const [header = [], ...records] = lines.map((line) => line.split(','));
  const found = records.map((cells) => Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ''])));
  read.set(name, found);
  return found;
}

function file(asAt: IsoDate, name: string): Promise<string> {
  return readFile(join(directory, 'example', 'extracts', asAt, name), 'utf8');
}

async function hashes({ deliveries }: Example): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { asAt, directory: folder } of deliveries) {
    for (const name of await readdir(folder)) {
      found[`${asAt}/${name}`] = sha256(await readFile(join(folder, name), 'utf8'));
    }
  }
  return found;
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

function isoDate(cell: string): IsoDate {
  return cell.split('/').toReversed().join('-');
}
