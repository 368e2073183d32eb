import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { benchmarkTables, compare, comparisons, readRelease, type NeighbourGroup, type StandingRow } from './index.ts';

const published = new URL('../../../../shared/data/published/', import.meta.url);
const isThere = existsSync(published);

describe.skipIf(!isThere)(
  `the published tables${isThere ? '' : ' (skipped: ../shared/data/published is not there)'}`,
  () => {
    const rows: StandingRow[] = [];
    const models = new Map<string, readonly NeighbourGroup[]>();
    const passedOver: string[] = [];

    beforeAll(async () => {
      for (const file of (await readdir(published)).filter((name) => name.endsWith('.csv'))) {
        const text = await readFile(new URL(file, published));
        const [header = [], ...lines] = parse(text, { bom: true, relax_column_count: true });
        const release = await readRelease(file, header, batchesOf(lines));
        if (release.is === 'table') {
          const { table, release: name } = release;
          rows.push(...release.rows.map((row) => ({ ...row, table, release: name, file })));
        } else if (release.is === 'neighbours') models.set(release.edition, release.groups);
        else if (release.is === 'not compared') passedOver.push(file);
        else throw new Error(`${file} is refused: ${release.findings[0]?.message}`);
      }
    });

    const groupOf = (edition: string) => {
      const group = models.get(edition)?.find((one) => one.authority === '852');
      return group === undefined ? null : { edition, group };
    };
    const benchmark = (indicator: string, upTo: number | null, edition = '2021') => {
      const neighbours = groupOf(edition);
      const codes = new Set(['852', ...neighbours!.group.neighbours.map(({ code }) => code)]);
      const near = rows.filter(({ level, code }) => level !== 'authority' || codes.has(code));
      const wanted = { authority: '852', neighbours, rows: near, newestYear: 2025, upTo };
      return compare(comparisons, wanted).find((one) => one.indicator === indicator)!;
    };

    it('are all recognised by their columns, but for those that nothing is compared with', () => {
      expect(new Set(rows.map(({ table }) => table))).toEqual(new Set(benchmarkTables.keys()));
      expect(passedOver.map((file) => file.slice(0, 4)).toSorted()).toEqual(['c6_c', 'd3_c', 'head', 'lait']);
    });

    it('give the benchmarks that the pack of December 2020 prints', () => {
      const timeliness = benchmark('icpc-timeliness', 2019);
      expect(timeliness.england?.value).toBeCloseTo(78.7, 1);
      expect(timeliness.region).toMatchObject({ name: 'South East', yearName: '2018-19' });
      expect(timeliness.region?.value).toBeCloseTo(77.2, 1);
      const rate = benchmark('icpc-rate', 2019);
      expect([rate.england?.value, rate.region?.value].map((value) => value?.toFixed(2))).toEqual(['5.42', '5.05']);
      const enquiries = benchmark('s47-rate', 2020);
      expect(enquiries.england?.value?.toFixed(1)).toBe('14.2');
      expect(enquiries.region?.value?.toFixed(1)).toBe('15.2');
      expect(benchmark('cpp-rate', 2019).england?.value).toBe(44.5);
      expect(benchmark('rcpc-timeliness', 2020).england?.value).toBe(91.5);
      expect(benchmark('rcpc-timeliness', 2019).region?.value).toBe(90.7);
      expect(benchmark('single-assessment-timeliness', 2020).england?.value).toBeCloseTo(83.9, 1);
    });

    it('give the neighbours of both editions, and other means for each', () => {
      const named = (edition: string) =>
        benchmark('s47-rate', 2020, edition).neighbours?.values.map(({ name }) => name);
      expect(named('2021')).toEqual([
        'Portsmouth',
        'Sheffield',
        'Peterborough',
        'Plymouth',
        'Derby',
        'Bristol, City of',
        'Coventry',
        'Stoke-on-Trent',
        'Kingston upon Hull, City of',
        'Salford',
      ]);
      expect(named('2025')?.slice(0, 4)).toEqual(['Coventry', 'Derby', 'Portsmouth', 'Sheffield']);
      const mean = (edition: string) => benchmark('s47-rate', 2020, edition).neighbours;
      expect(mean('2021')).toMatchObject({ n: 10, of: 10, edition: '2021', year: 2020 });
      expect(mean('2021')?.value?.toFixed(1)).toBe('20.9');
      expect(mean('2025')?.value?.toFixed(1)).toBe('16.6');
      expect(mean('2021')?.values[0]?.closeness).toBe('Very close');
    });

    it('do not divide what is counted on a day', () => {
      const rate = benchmark('lac-rate', 2021);
      expect(rate.monthly).toBe(false);
      expect(rate.own?.value).toBe(100);
    });

    it('keep suppression as suppression', () => {
      const { neighbours } = benchmark('cp-plan-2-years-plus', 2024, '2025');
      const withheld = neighbours!.values.filter(({ symbol }) => symbol !== null);
      expect(withheld.length).toBeGreaterThan(0);
      expect(withheld.every(({ value }) => value === null)).toBe(true);
      expect(neighbours!.n).toBe(10 - withheld.length);
    });

    it('mark what is older than the newest year loaded', () => {
      expect(benchmark('lac-rate', null)).toMatchObject({ older: false, mixedYears: false });
      expect(benchmark('icpc-timeliness', 2019).older).toBe(true);
    });

    it('print rates that come out of their counts and the population of the year before, for every place and year', () => {
      const population = new Map(
        rows.filter(({ table }) => table === 'population').map((row) => [`${row.level} ${row.code} ${row.year}`, row]),
      );
      let compared = 0;
      const wrong: string[] = [];
      for (const row of rows) {
        for (const [measure, { rateOf }] of Object.entries(benchmarkTables.get(row.table)!.measures)) {
          if (rateOf === undefined) continue;
          const [printed, count] = [row.values[measure], row.values[rateOf]];
          const children = population.get(`${row.level} ${row.code} ${row.year - 1}`)?.values['children'];
          if (typeof printed !== 'number' || typeof count !== 'number' || typeof children !== 'number') continue;
          compared += 1;
          // England and regions are printed to the nearest ten, rates to one decimal.
          const rounding = row.level === 'authority' ? 0 : (10_000 * 5) / children;
          const rate = (10_000 * count) / children;
          if (Math.abs(rate - printed) > 0.05 + rounding + 1e-9)
            wrong.push(`${row.table} ${measure} ${row.name} ${row.year}: ${printed}, not ${rate}`);
        }
      }
      expect(compared).toBeGreaterThan(10_000);
      expect(wrong).toEqual([]);
    });

    it('print looked-after rates that come out of their counts and the population beside them', () => {
      for (const { table, values, name, year } of rows) {
        const { population: children, children: count, childrenRate: printed } = values;
        if (table !== 'looked-after' || typeof children !== 'number' || typeof count !== 'number') continue;
        if (typeof printed !== 'number') continue;
        expect(Math.abs((10_000 * count) / children - printed), `${name} ${year}`).toBeLessThan(
          0.51 + 50_000 / children,
        );
      }
    });
  },
);

async function* batchesOf(lines: readonly string[][]) {
  yield lines.map((cells, index) => ({ line: index + 2, cells }));
}
