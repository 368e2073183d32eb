import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { reportedFigures } from '../../../packages/example/src/reported-figures.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

type Row = Readonly<Record<string, unknown>> & {
  readonly indicator: string;
  readonly direction: string | null;
  readonly contradictions: readonly string[];
  readonly notes: readonly string[];
};

const months = new Set(['2020-09', '2020-10', '2020-11', '2020-12']);

describe('the scorecard of December 2020 from what the board pack printed', () => {
  let own: OwnVigil;
  let rows: readonly Row[];
  beforeAll(async () => {
    own = await ownVigil();
    await own.configure(
      testshire().replace('targets:', 'targets:\n  re-referrals-percent: [ { atMost: 25, from: 2019-04-01 } ]'),
    );
    await own.deliver('2021-01-18', { 'reported_figures.csv': (await reportedFigures('2021-01-18')).content });
    own.env['VIGIL_NOW'] = '2021-01-18';
    await own.vigil('run');
    rows = await own.json<readonly Row[]>('scorecard', '--period', '2020-12');
  });
  afterAll(() => own.drop());

  const rowOf = (indicator: string): Row => rows.find((row) => row.indicator === indicator)!;

  const pack = new URL('../../../../shared/reference/pack/indicators.json', import.meta.url);

  describe.skipIf(!existsSync(pack))('beside its page (skipped where the pack is not there)', () => {
    interface Printed {
      readonly id: string;
      readonly series: readonly {
        readonly period: string;
        readonly value: number | null;
        readonly confidence: string;
      }[];
      readonly pp_change: { readonly raw: string | null; readonly direction: string } | null;
    }
    const printed = existsSync(pack) ? (JSON.parse(readFileSync(pack, 'utf8')) as readonly Printed[]) : [];

    it('has the values of its four months', () => {
      const differences = printed.flatMap(({ id, series }) =>
        series.flatMap(({ period, value, confidence }) => {
          if (value === null || confidence !== 'clear' || !months.has(period)) return [];
          const shown = rowOf(id)[period];
          return shown === value ? [] : [`${id} ${period}: the chart has ${value}, the scorecard ${String(shown)}`];
        }),
      );
      // The pack has both: its chart in whole numbers, its KPI table to one decimal; 8.5 is charted as 8.
      expect(differences).toEqual([
        'icpc-rate 2020-09: the chart has 6, the scorecard 6.1',
        'icpc-rate 2020-10: the chart has 8, the scorecard 8.5',
      ]);
    });

    it('has the words of its changes, or says that its figures do not bear them out', () => {
      const words: Readonly<Record<string, string>> = { up: 'Increase', down: 'Decrease', flat: 'No change' };
      const compared = printed.flatMap(({ id, pp_change: change }) => {
        const row = rows.find(({ indicator }) => indicator === id);
        if (!change || !row || row.direction === null) return [];
        return [{ id, agrees: row.direction === words[change.direction], told: told(row) }];
      });
      expect(compared.filter(({ agrees }) => agrees)).toHaveLength(17);
      expect(compared.filter(({ agrees }) => !agrees).map(({ id }) => id)).toEqual([
        'contacts-to-referrals-percent',
        'single-assessment-timeliness',
        'cf-assessment-cin-outcome-percent',
        'lac-authorised-care-plan',
        'pathway-plans-authorised',
        'care-leavers-contact-accommodation',
      ]);
      expect(compared.filter((one) => one.agrees === one.told)).toEqual([]);
    });

    const told = ({ contradictions }: Row): boolean => contradictions.some((words) => words.includes('printed as'));
  });

  it('says where the pack contradicts itself', () => {
    const said = rows.flatMap(({ indicator, contradictions }) =>
      contradictions.map((words) => `${indicator}: ${words}`),
    );
    expect(said.map((words) => words.replaceAll('\u00A0', ' '))).toEqual([
      'contacts-to-referrals-percent: December 2020: printed as "Increase", but the figures say decrease since November 2020 (from 25 % to 23 %).',
      'single-assessment-timeliness: December 2020: printed as "Decrease", but the figures say increase since November 2020 (from 79 % to 89 %).',
      'cf-assessment-cin-outcome-percent: December 2020: printed as "Increase", but the figures say decrease since November 2020 (from 36.7 % to 33.5 %).',
      'lac-total: September 2020: 485 in all, but its parts add up to 484 (Looked-after girls 221, Looked-after boys 263).',
      'lac-total: November 2020: 503 in all, but its parts add up to 501 (Looked-after girls 229, Looked-after boys 272).',
      'lac-authorised-care-plan: December 2020: printed as "increase", but the figures say no change since November 2020 (from 97 % to 97 %).',
      'care-leavers-contact-accommodation: December 2020: printed as "No change", but the figures say decrease since November 2020 (from 85 % to 83 %).',
      'pathway-plans-authorised: December 2020: printed as "increase", but the figures say decrease since November 2020 (from 98 % to 97 %).',
    ]);
  });

  it('keeps for machines what a row says, under stable names and the months by their own', () => {
    expect(rowOf('icpc-timeliness')).toMatchObject({
      section: 'Protection and Court',
      code: 'CP3-QL',
      member: null,
      '2020-09': 79,
      '2020-12': 27,
      target: 70,
      targetInWords: 'at least 70\u00A0%',
      change: -30,
      direction: 'Decrease',
      verdict: 'worse',
      rag: 'red',
      missesRunning: 3,
      averageMonths: 11,
      place: 'do-better',
      placeReason: 'Misses its target, for 3 months running.',
      placeBy: null,
    });
    expect(rowOf('uasc-number').notes).toContain('12-month average: 13.2');
    expect(rowOf('uasc-number').placeReason).toMatch(
      /^Neither good nor bad, but worth a look: 18 is the highest of the 12 months reported; special cause, high \(.*\)\.$/u,
    );
  });

  it('is as wide as the terminal, and cuts nothing off', async () => {
    const { out } = await own.vigil('scorecard', '--period', '2020-12', '--section', 'court');
    expect(out.split('\n').filter((line) => line.length > 120)).toEqual([]);
    expect(out).toMatch(/^Testshire: scorecard for December 2020, as at 18 January 2021$/mu);
    expect(out).toMatch(/^PROTECTION AND COURT$/mu);
    expect(out).toMatch(
      /^Initial child protection .* 79\s% +35\s% +57\s% +27\s% +at least 70\s% +Decrease, +Red\n.* worse$/mu,
    );
    expect(out).toContain('off target for 3 months running');
    expect(out).toMatch(/^THINGS TO DO BETTER\n {2}- Initial child protection conferences .*Misses its target/mu);
  });

  it.each([
    [['--section', 'nowhere'], 2, 'There is no heading "nowhere". There are '],
    [['--period', '2017-01'], 1, 'There are no figures for January 2017 as at 2021-01-18; they go from December 2019'],
    [['--period', '2020-13'], 2, 'Expected a month such as 2020-12'],
  ])('refuses %s', async (args, exit, complaint) => {
    const refused = await own.vigil('scorecard', ...args);
    expect(refused.exit).toBe(exit);
    expect(refused.err).toContain(complaint);
  });

  describe('vigil judge', () => {
    const judge = (...args: readonly string[]) => own.vigil('judge', 're-referrals-percent', '2020-12', ...args);
    const place = async () => {
      const all = await own.json<readonly Row[]>('scorecard', '--period', '2020-12', '--section', 'MASH');
      return all.find(({ indicator }) => indicator === 're-referrals-percent');
    };

    it('overrules the suggestion, on record, until the word is withdrawn', async () => {
      const suggested = { suggestedPlace: 'going-well', suggestedReason: 'Meets its target.' };
      expect(await place()).toMatchObject({ place: 'going-well', placeBy: null, ...suggested });

      expect(await judge('--place', 'watch', '--reason', 'up four months running')).toMatchObject({ exit: 0, out: '' });
      expect(await place()).toMatchObject({
        place: 'watch',
        placeReason: 'up four months running',
        placeBy: expect.stringContaining('@'),
        ...suggested,
      });
      const { out } = await own.vigil('scorecard', '--period', '2020-12', '--section', 'MASH');
      expect(out.replaceAll(/\s+/gu, ' ')).toMatch(
        /up four months running \(\S+@\S+\. Vigil would put it under going well or better: Meets its target\.\)/u,
      );

      expect(await judge('--withdraw', '--reason', 'agreed at the board')).toMatchObject({ exit: 0 });
      expect(await place()).toMatchObject({ place: 'going-well', placeBy: null });
    });

    it.each([
      [['--place', 'watch'], 2, "required option '--reason <text>' not specified"],
      [['--reason', 'why'], 2, 'Say one of --place'],
      [['--place', 'watch', '--withdraw', '--reason', 'why'], 2, 'Say one of --place'],
      [['--place', 'elsewhere', '--reason', 'why'], 2, 'Allowed choices are going-well, watch, do-better'],
      [['--withdraw', '--reason', 'why'], 1, 'Nobody has put re-referrals-percent of 2020-12 in a list.'],
    ])('refuses %s', async (args, exit, complaint) => {
      const refused = await judge(...args);
      expect(refused.exit).toBe(exit);
      expect(refused.err).toContain(complaint);
    });

    it('refuses a month that is not over', async () => {
      const { exit, err } = await own.vigil('judge', 'icpc-rate', '2021-01', '--place', 'watch', '--reason', 'why');
      expect({ exit, err }).toEqual({ exit: 2, err: 'January 2021 is not over yet.\n' });
    });
  });
});

describe('the scorecard of computed figures', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    const november = { '2020-10': { held: 4, inTime: 4 }, '2020-11': { held: 4, inTime: 3 } };
    await own.deliver('2020-12-15', { 'section_47_enquiries.csv': enquiriesCsv(november) });
    await own.deliver('2021-01-04', {
      'section_47_enquiries.csv': enquiriesCsv({
        ...november,
        '2020-11': { held: 5, inTime: 3 },
        '2020-12': { held: 4, inTime: 1 },
      }),
    });
    await own.vigil('run');
  });
  afterAll(() => own.drop());

  it('says what is provisional, restated and of few cases', async () => {
    const rows = await own.json<readonly Row[]>('scorecard');
    const { notes, ...row } = rows.find(({ indicator }) => indicator === 'icpc-timeliness')!;
    expect(row).toMatchObject({ status: 'provisional', provisional: ['2020-12'], origin: 'computed' });
    expect(notes).toEqual(
      expect.arrayContaining([
        'Nov 2020 restated: late recording',
        'few cases (4); 12 months together: 62\u00A0%, 8 of 13',
      ]),
    );
  });

  it('gives the state of an earlier date', async () => {
    const rows = await own.json<readonly Row[]>('scorecard', '--as-at', '2020-12-15');
    expect(rows.find(({ indicator }) => indicator === 'icpc-timeliness')).toMatchObject({
      '2020-11': 75,
      rag: 'green',
    });
  });
});

const published = new URL('../../../../shared/data/published/', import.meta.url);

describe.skipIf(!existsSync(published))('benchmarks (skipped where the published tables are not there)', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    const folder = join(own.directory, 'published');
    await mkdir(folder);
    for (const name of ['c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv', 'sn_model_2025_wide.csv']) {
      await copyFile(new URL(name, published), join(folder, name));
    }
    await own.configure(`${testshire()}benchmarks: { connector: { kind: folder, path: ./published } }\n`);
    await own.deliver('2021-01-18', { 'reported_figures.csv': (await reportedFigures('2021-01-18')).content });
    await own.vigil('run');
  });
  afterAll(() => own.drop());

  it('stand in their column with their year, no newer than the month, and what they are from', async () => {
    const rows = await own.json<readonly Row[]>('scorecard', '--period', '2020-12', '--section', 'court');
    expect(rows.find(({ indicator }) => indicator === 'icpc-timeliness')).toMatchObject({
      benchmark: 'SN 82.8\u00A0%, England 77.7\u00A0%, South East 75.9\u00A0%, 2019-20',
      benchmarkSource: expect.stringContaining('2019-20; statistical neighbours of 2025'),
      outlier: 'low',
      notes: expect.arrayContaining(['outlier: lower than all of its 10 statistical neighbours']),
    });
    expect(rows.find(({ indicator }) => indicator === 'cpp-visits-15-working-days')?.['benchmark']).toBeNull();
    const { out } = await own.vigil('scorecard', '--period', '2020-12', '--section', 'court');
    expect(out).toMatch(/Benchmark +Change/u);
    expect(out).toMatch(/ Local /u);
    expect(out).toMatch(/^BENCHMARKS\n {2}- Section 47 enquiries started: /mu);
  });
});
