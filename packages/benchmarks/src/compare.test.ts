import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benchmarkTables, compare, comparisons, type Benchmark, type StandingRow } from './index.ts';

const row = (wanted: Partial<StandingRow> & Pick<StandingRow, 'level' | 'code'>): StandingRow => ({
  table: 'c4-section-47',
  year: 2024,
  name: wanted.code,
  region: wanted.level === 'authority' ? 'E12000099' : null,
  release: '2024',
  file: 'c4.csv',
  values: { enquiries: 120, enquiriesRate: 180, to10: 6, to15: 3, conferences: 12 },
  ...wanted,
});
const england = row({ level: 'national', code: 'E92000001', name: 'England' });
const south = row({ level: 'regional', code: 'E12000099', name: 'South Coast' });
const own = row({ level: 'authority', code: '852', name: 'Testshire' });
const neighbour = (code: string, rate: number | string, year = 2024) =>
  row({ level: 'authority', code, year, values: { enquiriesRate: rate, enquiries: 60 } });

const groupOf = (...codes: string[]) => ({
  edition: '2025',
  group: { authority: '852', neighbours: codes.map((code) => ({ code, closeness: null })) },
});

function benchmark(
  rows: readonly StandingRow[],
  indicator = 's47-rate',
  wanted: Partial<Parameters<typeof compare>[1]> = {},
): Benchmark | undefined {
  return compare(comparisons, {
    authority: '852',
    neighbours: null,
    rows,
    newestYear: 2024,
    upTo: null,
    ...wanted,
  }).find((one) => one.indicator === indicator);
}

describe('a benchmark', () => {
  it('of what counts a year is a twelfth of it, of a percentage the percentage', () => {
    expect(benchmark([england])).toMatchObject({ monthly: true, england: { value: 15, yearName: '2023-24' } });
    expect(benchmark([england], 'icpc-timeliness')).toMatchObject({ monthly: false, england: { value: 75 } });
  });

  it('finds the region by the authority', () => {
    expect(benchmark([england, south, own])?.region?.name).toBe('South Coast');
    expect(benchmark([england, south])?.region).toBeNull();
  });

  it('is the mean of the neighbours that say something, and says of how many', () => {
    const rows = [own, neighbour('901', 120), neighbour('902', 240), neighbour('903', 'c')];
    expect(benchmark(rows, 's47-rate', { neighbours: groupOf('901', '902', '903', '904') })?.neighbours).toMatchObject({
      value: 15,
      n: 2,
      of: 4,
      edition: '2025',
      values: [
        { code: '901', value: 10 },
        { code: '902', value: 20 },
        { code: '903', value: null, symbol: 'c' },
        { code: '904', value: null, symbol: null },
      ],
    });
  });

  it('is withheld where all neighbours are', () => {
    const found = benchmark([neighbour('901', 'c')], 's47-rate', { neighbours: groupOf('901') });
    expect(found?.neighbours).toMatchObject({ value: null, symbol: 'c', n: 0 });
    expect(found?.marks).toContain('Statistical neighbours: withheld (c).');
  });

  it('of a count stands beside the neighbours alone', () => {
    const found = benchmark([england, south, own, neighbour('901', 1)], 's47-number', { neighbours: groupOf('901') });
    expect(found).toMatchObject({ england: null, region: null, neighbours: { value: 5 }, own: { value: 10 } });
  });

  it('takes two authorities that report together for either, but not their count', () => {
    const both = row({ level: 'authority', code: '901 / 902', name: 'North and South' });
    expect(benchmark([both], 's47-rate', { neighbours: groupOf('902') })?.neighbours).toMatchObject({
      n: 1,
      value: 15,
    });
    expect(benchmark([both], 's47-number', { neighbours: groupOf('902') })).toBeUndefined();
  });

  it('keeps what is suppressed suppressed, in a share as well', () => {
    const values = { to10: 'c', to15: 3, conferences: 12 };
    expect(benchmark([{ ...england, values }], 'icpc-timeliness')?.england).toMatchObject({ value: null, symbol: 'c' });
  });

  it('of nothing in nothing is none', () => {
    const values = { to10: 0, to15: 0, conferences: 0 };
    expect(benchmark([{ ...england, values }], 'icpc-timeliness')).toBeUndefined();
  });

  it('is of the newest year wanted, and marked where a newer one is loaded', () => {
    const rows = [england, { ...england, year: 2019, values: { enquiriesRate: 171 } }];
    expect(benchmark(rows)).toMatchObject({ older: false, england: { year: 2024 } });
    expect(benchmark(rows, 's47-rate', { upTo: 2020 })).toMatchObject({
      older: true,
      england: { year: 2019, value: 14.25 },
      marks: ['Older than the newest year loaded, 2024.'],
    });
  });

  it('says so where a place has only an older year', () => {
    expect(benchmark([england, own, { ...south, year: 2023 }])).toMatchObject({
      mixedYears: true,
      marks: ['Years are mixed: England 2023-24, South Coast 2022-23.', 'Older than the newest year loaded, 2024.'],
    });
  });

  it('never mixes the years of neighbours', () => {
    const rows = [neighbour('901', 120, 2023), neighbour('902', 240)];
    expect(benchmark(rows, 's47-rate', { neighbours: groupOf('901', '902') })?.neighbours).toMatchObject({
      year: 2024,
      n: 1,
      value: 20,
    });
  });

  it('lies among its neighbours, in whatever order their rows come', () => {
    const rate = fc.double({ min: 0, max: 5000, noNaN: true });
    fc.assert(
      fc.property(fc.array(rate, { minLength: 1, maxLength: 10 }), fc.integer(), (rates, by) => {
        const rows = rates.map((one, index) => neighbour(String(900 + index), one));
        const turned = rows.map((_, index) => rows[(index + Math.abs(by)) % rows.length]!);
        const neighbours = groupOf(...rows.map(({ code }) => code));
        const mean = (of: StandingRow[]) => benchmark(of, 's47-rate', { neighbours })!.neighbours!.value!;
        expect(mean(turned)).toBe(mean(rows));
        expect(mean(rows)).toBeGreaterThanOrEqual(Math.min(...rates) / 12 - 1e-9);
        expect(mean(rows)).toBeLessThanOrEqual(Math.max(...rates) / 12 + 1e-9);
      }),
    );
  });
});

it('every comparison names measures that its table has, and says a sentence', () => {
  for (const { table, derivation, difference } of comparisons) {
    const measures = Object.keys(benchmarkTables.get(table)!.measures);
    const used =
      derivation.is === 'printed'
        ? [derivation.measure]
        : derivation.is === 'share'
          ? [...derivation.of, derivation.in]
          : [derivation.of, derivation.to];
    expect(measures).toEqual(expect.arrayContaining(used));
    expect(difference).toMatch(/^[A-Z].*\.$/);
  }
});

it('the page about benchmarks names every table and every indicator that has one', async () => {
  const page = await readFile(new URL('../../../infra/reference/benchmarks.md', import.meta.url), 'utf8');
  for (const { title, publication } of benchmarkTables.values())
    expect(page).toContain(`| ${title} | ${publication} |`);
  const named = [...page.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/gu)].map(([, id]) => id);
  expect(new Set(named)).toEqual(new Set(comparisons.map(({ indicator }) => indicator)));
});
