import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addMonths, firstDay, type IsoDate } from '@vigil/calendar';
import { openDatabase } from '@vigil/database';
import type { ListContract } from '@vigil/extracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inlineRows, madeWorkbook } from '../../../packages/connectors/test/made-workbook.ts';
import { smallConfig } from './small-delivery.ts';
import { annexA, firstShown, goneOf, rowsOf, visitRows } from './two-years-of-children.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

/** A year of deliveries, one on the first of each month. */
const asAts = Array.from({ length: 12 }, (_, month) => firstDay(addMonths('2020-02', month)));
const last = asAts.at(-1)!;
/** Comes when all others are there. */
const late = [asAts[8]!];

/** What the lists of the deliveries give of months, and not of the as-at date, of which there are twelve. */
const computed = [
  'contacts-number',
  'mash-decision-timeliness',
  'contacts-to-referrals-percent',
  'single-assessment-timeliness',
  'completed-assessments-rate',
  'cf-assessment-cin-outcome-percent',
  's47-number',
  's47-rate',
  'icpc-rate',
  'icpc-timeliness',
  'cpp-rate',
  'cpp-visits-15-working-days',
  'cp-plan-2-years-plus',
  'adoptions-number',
];

interface Ran {
  readonly runs: readonly { readonly asAt: IsoDate; readonly status: string }[];
}

interface Figure {
  readonly indicator: string;
  readonly period: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
}

const csv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => row.map((cell) => (/[",]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join())
    .join('\n');

/** The lists of Annex A as Ofsted asks for them, and a list beside it that is whole. */
async function writeWorkbook(folder: string, asAt: IsoDate): Promise<void> {
  await mkdir(folder, { recursive: true });
  const sheets = annexA.map((contract) => {
    const title = contract.annexA! % 2 === 0 ? [[`List ${contract.annexA}: ${contract.title}`]] : [];
    return [`List ${contract.annexA}`, inlineRows([...title, ...rowsOf(contract, asAt, 'window')])];
  });
  await writeFile(join(folder, 'Annex_A.xlsx'), madeWorkbook({ sheets: Object.fromEntries(sheets) }));
  await writeFile(join(folder, 'child_protection_visits.csv'), csv(visitRows(asAt)));
}

async function writeEverything(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const contract of annexA) {
    await writeFile(join(folder, `${contract.list}.csv`), csv(rowsOf(contract, last, 'everything')));
  }
  await writeFile(join(folder, 'child_protection_visits.csv'), csv(visitRows(last)));
  const files = Object.fromEntries(annexA.map(({ list }) => [`${list}.csv`, { coverage: 'full' }]));
  await writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({ asAt: last, files: { ...files, 'child_protection_visits.csv': {} } }),
  );
}

async function figuresOf(vigil: VigilUnderTest): Promise<readonly Figure[]> {
  const figures = (await vigil.json<Figure[]>('snapshots', '--as-at', last)).filter(
    ({ indicator, period }) => period >= '2019-12' && computed.includes(indicator),
  );
  return figures.map(({ indicator, period, numerator, denominator, value }) => ({
    indicator,
    period,
    numerator,
    denominator,
    value,
  }));
}

async function recordsOf({ databaseUrl }: VigilUnderTest, { list, dateField }: ListContract, shownFrom: IsoDate) {
  const database = openDatabase(databaseUrl, { connections: 1 });
  try {
    return await database.forAuthority('852').transaction(async ({ sql }) => {
      const [{ gone }] = await sql.unsafe<[{ gone: number }]>(`
        select count(*)::int as gone
        from (select from records.${list} group by record having bool_and(valid_to is not null)) as ended`);
      const standing = await sql.unsafe<{ record: string; digest: string }[]>(
        `select record, digest from records.${list}
        where valid_to is null and (${dateField} is null or ${dateField} >= $1::date or '${list}' = 'care_leavers')
        order by record`,
        [shownFrom],
      );
      return { gone, standing: [...standing] };
    });
  } finally {
    await database.close();
  }
}

describe('a year of six-month Annex A workbooks, one of them late', () => {
  let windows: VigilUnderTest;
  let whole: VigilUnderTest;
  const ran: Ran['runs'][number][] = [];
  beforeAll(async () => {
    [windows, whole] = await Promise.all([
      newVigil({ config: smallConfig('./extracts') }),
      newVigil({ config: smallConfig('./extracts') }),
    ]);
    await writeEverything(join(whole.directory, 'extracts', last));
    for (const asAt of asAts) {
      await writeWorkbook(join(windows.directory, late.includes(asAt) ? 'late' : 'extracts', asAt), asAt);
    }
    const [inTime] = await Promise.all([windows.json<Ran>('run'), whole.json('run')]);
    ran.push(...inTime.runs);
    for (const asAt of late) {
      await rename(join(windows.directory, 'late', asAt), join(windows.directory, 'extracts', asAt));
    }
    ran.push(...(await windows.json<Ran>('run')).runs);
  });
  afterAll(() => Promise.all([windows.dispose(), whole.dispose()]));

  it('is published whole, nothing of it held', () => {
    expect(ran).toMatchObject(
      [...asAts.filter((asAt) => !late.includes(asAt)), ...late].map((asAt) => ({ asAt, status: 'done' })),
    );
  });

  it('builds thirteen months of history: every figure is the one that a single full delivery of the truth gives', async () => {
    const figures = await figuresOf(windows);
    expect(new Set(figures.map(({ period }) => period))).toEqual(
      new Set(Array.from({ length: 13 }, (_, month) => addMonths('2019-12', month))),
    );
    expect(new Set(figures.map(({ indicator }) => indicator))).toEqual(new Set(computed));
    expect(figures).toEqual(await figuresOf(whole));
    // Had nothing happened in a month, its figures would say nothing.
    expect(figures.filter(({ numerator }) => numerator === 0).length).toBeLessThan(figures.length / 4);
  });

  it('tells after the first workbook of its six months alone: nobody had delivered the ones before', async () => {
    const early = await windows.json<Figure[]>('snapshots', '--as-at', asAts[0]!, '--indicator', 'contacts-number');
    expect(early.map(({ period }) => period)).toEqual([
      '2019-08',
      '2019-09',
      '2019-10',
      '2019-11',
      '2019-12',
      '2020-01',
    ]);
  });

  it.each(annexA.map((contract) => [contract.list, contract] as const))(
    'keeps of %s all that a window ever showed, as it last was, and deletes what was deleted at source',
    async (_, contract) => {
      const shownFrom = firstShown(contract, asAts);
      const built = await recordsOf(windows, contract, shownFrom);
      expect(built.standing.length).toBeGreaterThan(20);
      expect(built.standing).toEqual((await recordsOf(whole, contract, shownFrom)).standing);
      expect(built.gone).toBeGreaterThan(0);
      expect(built.gone).toBe(goneOf(contract, asAts));
    },
  );
});
