import { createReadStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { inlineRows, madeWorkbook } from '../../../packages/connectors/test/made-workbook.ts';
import { readTable } from '../../../packages/connectors/src/index.ts';
import { https, postgresql, s3, sftp, type Kind } from './remotes.ts';
import {
  configFor,
  expectedOf,
  extractsOf,
  sharedDataMissing,
  whereSharedData,
  type DataSet,
  type Expected,
} from './shared-data.ts';
import { newVigil, queues, type VigilUnderTest } from './vigil.ts';

const asAt = '2021-01-04';

interface Figure {
  readonly indicator: string;
  readonly period: string;
  readonly member: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
}

interface Finding {
  readonly list: string;
  readonly record: number;
  readonly rule: string;
  readonly rejected: boolean;
}

type QueueOfSuite = (typeof queues)[number];
const [onPostgres, onRedis] = queues;
/** Each queue backend sees two of them. Those that carry files as they are carry the messy set. */
const doors: readonly (QueueOfSuite & { readonly door: Kind; readonly set: DataSet })[] = [
  { door: sftp, set: 'solent-messy', ...onPostgres },
  { door: https, set: 'solent-messy', ...onRedis },
  { door: s3, set: 'solent-messy', ...onPostgres },
  // A table has no ragged rows: it can hold the clean set alone.
  { door: postgresql, set: 'southampton-2020', ...onRedis },
];

describe.skipIf(sharedDataMissing)(`the newest shared delivery${whereSharedData}`, () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });

  async function directory(): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), 'vigil-test-doors-'));
    stops.push(() => rm(made, { recursive: true, force: true }));
    return made;
  }

  /** A night through a connector, which says nothing of coverage: the configuration does. */
  async function nightThrough(connector: object, set: DataSet, queue: 'PostgreSQL' | 'Redis'): Promise<VigilUnderTest> {
    const { population0to17 } = await expectedOf(set, asAt);
    const coverage = Object.fromEntries((await listsOf(set)).map((list) => [list, 'full']));
    const source = `connector: ${JSON.stringify(connector)}
    settleSeconds: 0
    coverage: ${JSON.stringify(coverage)}`;
    const config = configFor(population0to17).replace(/connector: .*/u, () => source);
    const vigil = await newVigil({ config, queue });
    stops.push(() => vigil.dispose());
    expect(await vigil.json('run')).toMatchObject({ runs: [{ asAt, status: 'done' }] });
    return vigil;
  }

  for (const { door, set, queue, on, missing } of doors) {
    it.skipIf(missing || door.missing !== null)(
      `of ${set} over ${door.name}, queue on ${on}, gives every expected figure and finding${door.missing === null ? '' : ` (skipped: ${door.missing})`}`,
      async () => {
        const place = await directory();
        await mkdir(join(place, 'extracts'));
        await cp(join(extractsOf(set), asAt), join(place, 'extracts', asAt), { recursive: true });
        const { connector, stop } = await door.start(place, asAt);
        stops.push(stop);
        const vigil = await nightThrough(connector, set, queue);
        const expected = await expectedOf(set, asAt);
        await hasFigures(vigil, expected);
        expect(await findingsOf(vigil)).toEqual(sorted(expected.findings));
      },
    );
  }

  it('of solent-messy as a workbook gives every expected figure and finding, but that a sheet has no ragged rows', async () => {
    const place = await directory();
    const expected = await expectedOf('solent-messy', asAt);
    const { findings } = expected;
    const ragged = new Set(
      findings.filter(({ rule }) => rule === 'column-count').map(({ list, record }) => `${list} ${record}`),
    );
    const sheets: Record<string, string> = {};
    for (const list of await listsOf('solent-messy')) {
      const file = join(extractsOf('solent-messy'), asAt, `${list}.csv`);
      const { header, rows } = await readTable(async () => createReadStream(file));
      const whole: string[][] = [];
      for await (const batch of rows) {
        // What came ragged comes without its child, and is set aside for that.
        for (const { record, cells } of batch) whole.push(ragged.has(`${list} ${record}`) ? ['', 'x'] : [...cells]);
      }
      sheets[list] = inlineRows([[...header], ...whole]);
    }
    const folder = join(place, 'extracts', asAt);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'Export.xlsx'), madeWorkbook({ sheets }));
    const vigil = await nightThrough({ kind: 'folder', path: join(place, 'extracts') }, 'solent-messy', 'PostgreSQL');
    await hasFigures(vigil, expected);
    const blanked = findings.map((one) => (one.rule === 'column-count' ? { ...one, rule: 'missing-required' } : one));
    expect(await findingsOf(vigil)).toEqual(sorted(blanked));
  });
});

async function listsOf(set: DataSet): Promise<string[]> {
  const names = await readdir(join(extractsOf(set), asAt));
  return names.flatMap((name) => (name.endsWith('.csv') ? [name.slice(0, -4)] : []));
}

const sorted = (findings: readonly Finding[]): string[] =>
  findings
    .map(({ list, record, rule, rejected }) => `${list} ${record} ${rule} ${rejected ? 'rejected' : 'used'}`)
    .toSorted();

async function hasFigures(vigil: VigilUnderTest, { indicators }: Expected): Promise<void> {
  const snapshots = await vigil.json<Figure[]>('snapshots', '--as-at', asAt);
  for (const [indicator, expected] of Object.entries(indicators)) {
    const figures = snapshots
      .filter((one) => one.indicator === indicator && one.member === null)
      .map(({ period, numerator, denominator, value }) => [period, { numerator, denominator, value }] as const);
    expect(Object.fromEntries(figures), indicator).toMatchObject(expected);
  }
}

async function findingsOf(vigil: VigilUnderTest): Promise<string[]> {
  return sorted(await vigil.json<Finding[]>('findings'));
}
