import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benchmarkTables, readRelease, type Release } from './index.ts';

const place = ['time_period', 'geographic_level', 'country_code', 'country_name', 'region_code', 'region_name'];
const header = [...place, 'old_la_code', 'la_name', 'CPP_At31', 'CPP_At31_rate', 'CPP_start', 'CPP_start_rate'];

const england = (year: string, ...cells: string[]) => [
  year,
  'National',
  'E92000001',
  'England',
  '',
  '',
  '',
  '',
  ...cells,
];
const region = (year: string, ...cells: string[]) => [
  year,
  'Regional',
  'E92000001',
  'England',
  'E12000099',
  'South Coast',
  '',
  '',
  ...cells,
];
const authority = (year: string, code: string, ...cells: string[]) => [
  year,
  'Local authority',
  'E92000001',
  'England',
  'E12000099',
  'South Coast',
  code,
  `Shire ${code}`,
  ...cells,
];

const read = (rows: readonly (readonly string[])[], columns = header, name = 'anything.csv'): Promise<Release> =>
  readRelease(name, columns, batches(rows));

async function* batches(rows: readonly (readonly string[])[]) {
  yield rows.map((cells, index) => ({ line: index + 2, cells }));
}

const findingsOf = (release: Release) => (release.is === 'refused' ? release.findings : []);

describe('a published table', () => {
  it('is known by its columns, whatever it is called', async () => {
    expect(await read([england('2024', '9', '4.5', '8', '4'), authority('2023', '852', '3', 'c', '2', 'z')])).toEqual({
      is: 'table',
      table: 'd1-plans',
      release: '2024',
      years: [2023, 2024],
      findings: [],
      rows: [
        {
          year: 2024,
          level: 'national',
          code: 'E92000001',
          name: 'England',
          region: null,
          values: { open: 9, openRate: 4.5, started: 8, startedRate: 4 },
        },
        {
          year: 2023,
          level: 'authority',
          code: '852',
          name: 'Shire 852',
          region: 'E12000099',
          values: { open: 3, openRate: 'c', started: 2, startedRate: 'z' },
        },
      ],
    });
  });

  it('may rename its columns, and add some', async () => {
    const renamed = header.map((column) =>
      column.replace('CPP_At31', 'cpp_at_31_march').replace('CPP_start', 'cpp_start_count'),
    );
    const release = await read([england('202324', '9', '4.5', '8', '4', 'new')], [...renamed, 'cpp_new_thing']);
    expect(release).toMatchObject({ is: 'table', table: 'd1-plans', release: '2024' });
  });

  it('is refused where a column is missing, with its nearest', async () => {
    const renamed = header.map((column) => (column === 'CPP_start_rate' ? 'CPP_begun_rate' : column));
    const [finding] = findingsOf(await read([england('2024', '9', '4.5', '8', '4')], renamed));
    expect(finding).toMatchObject({ rule: 'missing-column', column: 'CPP_start_rate', line: 1 });
    expect(finding?.message).toContain('no column CPP_start_rate; the nearest is CPP_begun_rate');
  });

  it('is refused where two columns say the same', async () => {
    const doubled = await read([england('2024', '9', '4.5', '8', '4', '9')], [...header, 'cpp_at_31_count']);
    expect(findingsOf(doubled)).toMatchObject([{ rule: 'ambiguous-column' }]);
  });

  it.each([
    ['a year that is none', england('24', '9', '4.5', '8', '4'), 'unknown-year'],
    ['words for a number', england('2024', 'nine', '4.5', '8', '4'), 'unknown-value'],
    ['a row that breaks off', england('2024', '9', '4.5'), 'ragged-row'],
    ['an authority without a code', authority('2024', '', '9', '4.5', '8', '4'), 'missing-code'],
    ['a place twice in a year', region('2023', '9', '4.5', '8', '4'), 'doubled-row'],
  ])('is refused with %s', async (_, row, rule) => {
    const release = await read([region('2023', '1', '1', '1', '1'), row]);
    expect(findingsOf(release)).toMatchObject([{ rule, line: 3 }]);
  });

  it('is loaded with a symbol that Vigil does not know, which is said once', async () => {
    const release = await read([england('2024', '9', 'w', '8', '4'), region('2024', 'w', 'w', '8', '4')]);
    expect(release).toMatchObject({ is: 'table', findings: [{ rule: 'unknown-symbol', line: 2, value: 'w' }] });
  });

  it('is read of the rows that count, and refused where there are none', async () => {
    const columns = [
      ...header.slice(0, 8),
      'population_type',
      'population_estimate',
      'children_count',
      'rate_per_10000',
    ];
    const counted = england('2025', 'Children looked after on 31 March each year', '12000', '80', '67');
    const started = england('2025', 'Children starting to be looked after each year', '12000', '30', '25');
    expect(await read([started, counted], columns)).toMatchObject({
      table: 'looked-after',
      rows: [{ values: { children: 80 } }],
    });
    const [finding] = findingsOf(await read([started], columns));
    expect(finding?.message).toContain('population_type is "Children starting to be looked after each year"');
  });

  it('is passed over where nothing is compared with it', async () => {
    expect(await read([], ['Person', 'Date of birth'])).toMatchObject({ is: 'not compared' });
  });

  const cell = fc.oneof(
    fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => Number(value.toFixed(1))),
    fc.constantFrom('c', 'x', 'z', 'u', 'k', 'low'),
  );
  const figures = fc.record({ open: cell, openRate: cell, started: cell, startedRate: cell });
  const rows = fc.uniqueArray(
    fc.record({
      year: fc.integer({ min: 2013, max: 2030 }),
      code: fc.integer({ min: 200, max: 999 }),
      values: figures,
    }),
    { minLength: 1, maxLength: 30, selector: ({ year, code }) => `${year} ${code}` },
  );

  it('says what was written, in whatever order its columns stand', async () => {
    const order = fc.shuffledSubarray([...header.keys()], { minLength: header.length });
    await fc.assert(
      fc.asyncProperty(rows, order, fc.boolean(), async (written, positions, longYears) => {
        const lines = written.map(({ year, code, values }) => {
          const period = longYears ? `${year - 1}${String(year % 100).padStart(2, '0')}` : String(year);
          return authority(period, String(code), ...Object.values(values).map(String));
        });
        const shuffled = (cells: readonly string[]) => positions.map((at) => cells[at]!);
        const release = await read(lines.map(shuffled), shuffled(header));
        if (release.is !== 'table') throw new Error(release.is);
        expect(release.rows.map(({ year, code, values }) => ({ year, code: Number(code), values }))).toEqual(written);
        expect(release.release).toBe(String(Math.max(...written.map(({ year }) => year))));
      }),
      { numRuns: 60 },
    );
  });

  it('is loaded whole or refused, whatever its cells are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.string(), { maxLength: 14 }), { maxLength: 8 }), async (lines) => {
        const release = await read(lines);
        const refused = release.is === 'refused' && release.findings.length > 0;
        expect(refused || release.is === 'table').toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a neighbour model', () => {
  it('is read as the edition of 2021 has it, remarks passed over', async () => {
    const columns = ['LA num', 'LA Name', 'LA number', 'GOInd', 'GOReg', 'SN1', 'SNP', 'SN2', 'SNP', ''];
    const rows = [
      ['852', 'Testshire', '852', '6', 'South', '901', 'Very Close', '902', 'Close', ''],
      ['', 'Old SNs:', '', '', '', '', '', '', '', ''],
    ];
    expect(await read(rows, columns)).toEqual({
      is: 'neighbours',
      edition: '2021',
      findings: [],
      groups: [
        {
          authority: '852',
          neighbours: [
            { code: '901', closeness: 'Very close' },
            { code: '902', closeness: 'Close' },
          ],
        },
      ],
    });
  });

  it('is called by the year in its name, where there is one', async () => {
    const columns = ['old_la_code', 'la_name', 'SN_1', 'SN_1P'];
    const rows = [['852', 'Testshire', '901', 'Close ']];
    expect(await read(rows, columns)).toMatchObject({ edition: '2025' });
    expect(await read(rows, columns, 'sn_model_2029_wide.csv')).toMatchObject({ edition: '2029' });
    expect(findingsOf(await read([['852', 'T', 'Hull', 'Close']], columns))).toMatchObject([{ rule: 'unknown-value' }]);
  });
});

it('every table is told from every other by its columns', async () => {
  for (const { id, measures, only } of benchmarkTables.values()) {
    const columns = [
      ...header.slice(0, 8),
      ...Object.keys(only ?? {}),
      ...Object.values(measures).map(({ column }) => column),
    ];
    const kinds = Object.values(only ?? {}).map(([first]) => first!);
    const cells = [...kinds, ...Object.keys(measures).map(() => '1')];
    expect(await read([england('2024', ...cells)], columns)).toMatchObject({ is: 'table', table: id });
  }
});
