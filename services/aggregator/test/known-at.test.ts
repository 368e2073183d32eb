import { englandAndWales, type IsoDate } from '@vigil/calendar';
import {
  knowledgeOf,
  readSeries,
  recordEvaluation,
  type AuthorityDatabase,
  type Database,
  type Transaction,
} from '@vigil/database';
import { Catalogue, type IndicatorDefinition } from '@vigil/indicators';
import { loadCatalogue, type AuthorityConfig } from '@vigil/runtime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../../packages/database/test/own-database.ts';
import { aggregateHandler } from '../src/aggregate.ts';
import { aggregation, publishRecords, type Delivered, type Row } from './delivered-records.ts';

let own: OwnDatabase;
let database: Database;
let icpc: IndicatorDefinition;
beforeAll(async () => {
  own = await ownDatabase();
  ({ database } = own);
  icpc = (await loadCatalogue()).get('icpc-timeliness');
});
afterAll(() => own.drop());

const enquiry = (child: string, strategy_discussion_date: IsoDate, conference_date: IsoDate): Row => ({
  key: `${child} ${strategy_discussion_date}`,
  child,
  strategy_discussion_date,
  conference_date,
});
const inTime = enquiry('a', '2020-10-05', '2020-10-20');
const late = enquiry('b', '2020-10-05', '2020-11-20');
const recordedLate = enquiry('c', '2020-10-28', '2020-11-10');
const delivery = (asAt: IsoDate, ...rows: readonly Row[]): Delivered => ({
  asAt,
  lists: [{ list: 'section_47_enquiries', coverage: { kind: 'full' }, rows }],
});

function handler(definition: IndicatorDefinition, calendar = englandAndWales) {
  const authorities = ['KA', 'KB'].map((code) => ({ code, historyMonths: 4 }) as unknown as AuthorityConfig);
  return aggregateHandler({ authorities }, { catalogue: new Catalogue([definition]), calendar });
}

/** What the figures are, as readers see them. */
async function figuresAt(tx: Transaction, asAt: IsoDate, knownAt?: Date) {
  const series = await readSeries(tx, [icpc], {
    asAt,
    ...(knownAt && { knownAt }),
    calendar: englandAndWales,
    targets: new Map(),
  });
  return series.flatMap(({ judged, snapshots, asAts }) =>
    judged.map(({ figure }) => ({
      ...figure,
      asAt: asAts.get(figure.period),
      version: snapshots.get(figure.period)?.version,
      reason: snapshots.get(figure.period)?.reason,
    })),
  );
}

/** A run to its evaluation; gives what stood then, as at each date. */
async function runOf(
  authority: AuthorityDatabase,
  delivered: Delivered,
  handle: ReturnType<typeof handler>,
  asAts: readonly IsoDate[],
) {
  const published = await publishRecords(authority, delivered);
  await handle(aggregation(authority, published));
  await authority.transaction((tx) => recordEvaluation(tx, published.run, { opened: 0, continuing: 0, recovered: 0 }));
  const stood = await authority.transaction((tx) => Promise.all(asAts.map((asAt) => figuresAt(tx, asAt))));
  return { run: published.run, stood };
}

it('what any run knew can be told later: after the next delivery, an older one, a correction, another rule', async () => {
  const authority = database.forAuthority('KA');
  const asAts = ['2020-11-02', '2020-11-20', '2020-12-01'];
  const stricter = { ...icpc, definitionVersion: 2, cohort: icpc.cohort!.replace('<= 15', '<= 5') };
  const runs = [
    await runOf(authority, delivery('2020-11-02', inTime), handler(icpc), asAts),
    await runOf(authority, delivery('2020-12-01', inTime, late, recordedLate), handler(icpc), asAts),
    await runOf(
      authority,
      delivery('2020-11-20', inTime, enquiry('b', '2020-10-05', '2020-10-19')),
      handler(icpc),
      asAts,
    ),
    await runOf(authority, delivery('2020-12-01', inTime, late), handler(icpc), asAts),
    await runOf(authority, delivery('2020-12-01', inTime, late), handler(stricter), asAts),
  ];
  await authority.transaction(async (tx) => {
    for (const { run, stood } of runs) {
      const { knownAt } = await knowledgeOf(tx, run, new Date());
      const known = await Promise.all(asAts.map((asAt) => figuresAt(tx, asAt, knownAt)));
      expect(known).toEqual(stood);
    }
    // Each of them changed something that is told.
    expect(new Set(runs.map(({ stood }) => JSON.stringify(stood))).size).toBe(runs.length);
  });
});

it('a version says which one it differs from, though older history was told in between, and whether that was final', async () => {
  const authority = database.forAuthority('KB');
  const asAts = ['2021-01-04'];
  await runOf(authority, delivery('2020-11-02', inTime), handler(icpc), asAts);
  await runOf(
    authority,
    delivery('2020-12-01', inTime, enquiry('b', '2020-09-05', '2020-10-21')),
    handler(icpc),
    asAts,
  );
  await runOf(
    authority,
    delivery('2020-11-10', inTime, enquiry('x', '2020-10-01', '2020-10-02'), enquiry('y', '2020-10-01', '2020-10-02')),
    handler(icpc),
    asAts,
  );
  await runOf(authority, delivery('2021-01-04', inTime), handler(icpc), asAts);
  const versions = await authority.transaction(
    (tx) => tx.sql`
      select version, as_at::text, denominator::int, reason, differs_from, after_settling from vigil.snapshot
      where authority = ${tx.authority} and period = '2020-10' and member is null order by version`,
  );
  expect([...versions]).toEqual([
    { version: 1, as_at: '2020-11-02', denominator: 1, reason: null, differs_from: null, after_settling: false },
    // October had not settled on 2 November, when its figure last stood.
    {
      version: 2,
      as_at: '2020-12-01',
      denominator: 2,
      reason: 'late recording',
      differs_from: 1,
      after_settling: false,
    },
    // Told after version 2, of an earlier date.
    {
      version: 3,
      as_at: '2020-11-10',
      denominator: 3,
      reason: 'late recording',
      differs_from: 1,
      after_settling: false,
    },
    { version: 4, as_at: '2021-01-04', denominator: 1, reason: 'deletion', differs_from: 2, after_settling: true },
  ]);
});
