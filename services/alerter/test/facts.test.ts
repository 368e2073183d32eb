import { addDays } from '@vigil/calendar';
import { openNotice } from '@vigil/database';
import { Catalogue, type Target } from '@vigil/indicators';
import { loadCatalogue } from '@vigil/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../../packages/database/test/own-database.ts';
import { enquiriesFor, enquiry, judgedNights, type Asked } from './judged-nights.ts';

const asAt = '2021-01-20';
const target: Target = { atLeast: 90, from: '2019-04-01', judge: 'settled' };
const visits = 'cpp-visits-15-working-days';

/** 12 plans open: 3 children seen yesterday, 4 in November, 5 sixteen days ago, whose next visit falls due in days. */
const children = Array.from({ length: 12 }, (_, index) => `child ${index}`);
const lastSeen = (index: number) => (index < 3 ? addDays(asAt, -1) : index < 7 ? '2020-11-20' : '2021-01-04');
const night = {
  asAt,
  enquiries: [
    ...enquiriesFor({ '2020-11': [18, 20], '2020-12': [9, 20], '2021-01': [4, 5] }),
    enquiry('late', '2020-12-01', null),
    enquiry('due', '2021-01-04', null),
    enquiry('not due', '2021-01-18', null),
  ],
  plans: children.map((child) => ({ key: child, child, start_date: '2020-10-01', end_date: null })),
  visits: children.map((child, index) => ({ key: child, child, visit_date: lastSeen(index), child_seen: true })),
};

describe('the facts that rules look at', () => {
  let own: OwnDatabase;
  let nights: ReturnType<typeof judgedNights>;
  let run: string;
  beforeAll(async () => {
    own = await ownDatabase();
    const all = await loadCatalogue();
    nights = judgedNights(own.database, new Catalogue(['icpc-timeliness', visits].map((id) => all.get(id))));
    ({ run } = await nights.aggregated(night, {}));
  });
  afterAll(() => own.drop());

  const watching = { others: new Map([[visits, [target]]]) };
  const factsOf = async (id: string, asked: Asked, judged: string | null = null) =>
    (await nights.facts(asAt, asked, judged)).find(({ definition }) => definition.id === id)!;

  it('are of the indicators of services, those with a target and those with rules of their own', async () => {
    const watched = async (asked: Asked) =>
      (await nights.facts(asAt, asked)).map(({ definition, member }) => `${definition.id} ${member ?? 'whole'}`);
    expect(await watched({ targets: [], indicators: [] })).toEqual([]);
    expect(await watched({ targets: [], indicators: ['icpc-timeliness'] })).toEqual(['icpc-timeliness whole']);
    expect(await watched({ indicators: [] })).toEqual(['icpc-timeliness whole']);
    expect(await watched({ targets: [], indicators: [], alerts: { indicators: { [visits]: {} } } })).toEqual([
      `${visits} whole`,
    ]);
  });

  it('have the series with provisional months, its limits and how the lists were read', async () => {
    const { series, limits, quarantinedShare, neighbours } = await factsOf('icpc-timeliness', watching);
    expect(series.slice(-2).map(({ figure, rag }) => [figure.period, figure.numerator, figure.status, rag])).toEqual([
      ['2020-11', 18, 'final', 'green'],
      ['2020-12', 9, 'final', 'red'],
    ]);
    expect(limits?.points.at(-1)?.period).toBe('2020-12');
    expect(quarantinedShare).toBe(0);
    expect(neighbours).toBeNull();
  });

  it('have what is open, and of what happens in a month what has happened so far', async () => {
    const { open, running } = await factsOf('icpc-timeliness', watching);
    expect(open).toEqual({ overdue: 1, due: 1, dueBy: '2021-01-27' });
    expect(running).toEqual({ period: '2021-01', numerator: 4, denominator: 5 });
  });

  it('have of what is counted at the end of a month all cases as they are now', async () => {
    const { open, running } = await factsOf(visits, watching);
    expect(open).toEqual({ overdue: 4, due: 5, dueBy: '2021-01-27' });
    expect(running).toEqual({ period: '2021-01', numerator: 8, denominator: 12 });
  });

  it('leave the running month uncounted where nobody asks', async () => {
    const off = { ...watching, alerts: { defaults: { 'about-to-miss': 'off' } } };
    expect(await factsOf(visits, off)).toMatchObject({ running: null, open: { overdue: 4 } });
    expect(await factsOf(visits, { indicators: [visits] })).toMatchObject({ running: null });
  });

  it('say that an extract is owed while a run is judged, and at no other time', async () => {
    await nights.inTransaction((tx) =>
      openNotice(tx, { source: 'casework', kind: 'never-arrived', words: 'It never arrived.' }),
    );
    expect(await factsOf('icpc-timeliness', watching, run)).toMatchObject({ arrived: false });
    expect(await factsOf('icpc-timeliness', watching)).toMatchObject({ arrived: true });
  });
});
