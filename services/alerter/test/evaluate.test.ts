import { ruleNames, type RuleName } from '@vigil/alerts';
import { closeNotices, openNotice, readRun, standingAlerts } from '@vigil/database';
import { Catalogue } from '@vigil/indicators';
import { loadCatalogue } from '@vigil/runtime';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../../packages/database/test/own-database.ts';
import { enquiriesFor, enquiry, judgedNights, type Asked, type Conferences } from './judged-nights.ts';

/** Of the rules, these alone: what the others say of the same figures is their own tests' business. */
const only = (...rules: readonly RuleName[]): Asked => ({
  alerts: { defaults: Object.fromEntries(ruleNames.map((name) => [name, rules.includes(name) ? 'on' : 'off'])) },
});
const missed = only('target-missed');

/** Red in September, October and November 2020, and green before. */
const history: Conferences = {
  '2020-07': [18, 20],
  '2020-08': [19, 20],
  '2020-09': [10, 20],
  '2020-10': [11, 20],
  '2020-11': [12, 20],
};
const december = { asAt: '2020-12-20', plans: [], enquiries: enquiriesFor(history) };
const january = { asAt: '2021-01-20', plans: [], enquiries: enquiriesFor({ ...history, '2020-12': [9, 20] }) };
const opened = 'target-missed opened 2020-11: target missed';
const continued = 'target-missed continued 2020-12: target missed';

describe('the evaluation of a run', () => {
  let catalogue: Catalogue;
  let own: OwnDatabase;
  let nights: ReturnType<typeof judgedNights>;
  beforeAll(async () => {
    catalogue = new Catalogue([(await loadCatalogue()).get('icpc-timeliness')]);
  });
  beforeEach(async () => {
    own = await ownDatabase();
    nights = judgedNights(own.database, catalogue);
  });
  afterEach(() => own.drop());

  it('gives one alert for a first load of history, and counts it', async () => {
    const { run } = await nights.night(december, missed);
    expect(await nights.story()).toEqual([opened]);
    const { run: counted } = await nights.inTransaction((tx) => readRun(tx, run));
    expect(counted).toMatchObject({ alertsOpened: 1, alertsContinuing: 0, alertsRecovered: 0 });
    expect(counted.evaluatedAt).not.toBeNull();
  });

  it('adds nothing when it is done again, or the same delivery comes again', async () => {
    const first = await nights.night(december, missed);
    await nights.judge(first, missed);
    const { run } = await nights.night({ ...december, asAt: '2020-12-21' }, missed);
    expect(await nights.story()).toEqual([opened]);
    const { run: counted } = await nights.inTransaction((tx) => readRun(tx, run));
    expect(counted).toMatchObject({ alertsOpened: 0, alertsContinuing: 1, alertsRecovered: 0 });
  });

  it('adds nothing however it falls together with another', async () => {
    const first = await nights.aggregated(december, missed);
    const second = await nights.aggregated({ ...december, source: 'other' }, missed);
    await Promise.all([nights.judge(first, missed), nights.judge(second, missed), nights.judge(first, missed)]);
    expect(await nights.story()).toEqual([opened]);
  });

  it('goes on month by month, and adds nothing when an earlier run is judged again', async () => {
    const first = await nights.night(december, missed);
    expect(await nights.tellAll()).toEqual(['opened 2020-11']);
    await nights.night(january, missed);
    expect(await nights.tellAll()).toEqual(['continued 2020-12']);
    await nights.judge(first, missed);
    expect(await nights.story()).toEqual([opened, continued]);
  });

  it('does not let an older delivery decide that comes late', async () => {
    await nights.night(january, missed);
    await nights.tellAll();
    await nights.night(
      { asAt: '2020-11-20', plans: [], enquiries: enquiriesFor({ '2020-09': [10, 20], '2020-10': [19, 20] }) },
      missed,
    );
    expect(await nights.story()).toEqual(['target-missed opened 2020-12: target missed']);
  });

  it('says once that a month people were told of was put right', async () => {
    await nights.night(december, missed);
    await nights.tellAll();
    const corrected = { asAt: '2020-12-21', plans: [], enquiries: enquiriesFor({ ...history, '2020-11': [18, 20] }) };
    const run = await nights.night(corrected, missed);
    await nights.judge(run, missed);
    await nights.night({ ...corrected, asAt: '2020-12-22' }, missed);
    expect((await nights.story()).slice(1)).toEqual([
      expect.stringContaining('target-missed corrected 2020-11: target met'),
    ]);
    expect(await nights.tellAll()).toEqual(['corrected 2020-11']);
  });

  describe('of a settled month that was restated across its target', () => {
    const both = only('target-missed', 'restated');
    const turned = { asAt: '2020-12-21', plans: [], enquiries: enquiriesFor({ ...history, '2020-08': [10, 20] }) };

    it('says so once', async () => {
      await nights.night(december, both);
      const run = await nights.night(turned, both);
      await nights.judge(run, both);
      await nights.night({ ...turned, asAt: '2020-12-22' }, both);
      const story = (await nights.story()).filter((one) => one.startsWith('restated'));
      expect(story).toEqual(['restated corrected 2020-08: restated across its target']);
    });

    it('says nothing within a batch, whose deliveries nobody reads one by one', async () => {
      const first = await nights.night(december, both);
      const second = await nights.aggregated(turned, both);
      await nights.inTransaction((tx) => tx.sql`update vigil.run set slot = ${first.slot} where id = ${second.run}`);
      await nights.judge({ ...second, slot: first.slot }, both);
      expect(await nights.story()).toEqual([opened]);
    });
  });

  describe('closes, and says why, an alert', () => {
    it.each<[string, Asked, string]>([
      ['whose target was withdrawn', { ...missed, targets: [] }, 'target-missed withdrawn 2020-11: target withdrawn'],
      ['whose rule was switched off', only('restated'), '[target-missed withdrawn 2020-11: rule switched off]'],
      [
        'that nobody watches any more',
        { ...missed, targets: [], indicators: ['icpc-rate'] },
        '[target-missed withdrawn 2020-11: no longer watched]',
      ],
    ])('%s', async (_which, asked, closing) => {
      await nights.night(december, missed);
      await nights.tellAll();
      await nights.night({ ...december, asAt: '2020-12-21' }, asked);
      expect(await nights.story()).toEqual([opened, closing]);
      expect((await nights.inTransaction(standingAlerts)).map(({ state }) => state)).toEqual(['recovered']);
    });
  });

  it('leaves alone what waits for an extract that never arrived', async () => {
    const asked = only('value-missing');
    await nights.night({ ...december, source: 'conferences' }, asked);
    await nights.inTransaction((tx) =>
      openNotice(tx, { source: 'conferences', kind: 'never-arrived', words: 'It never arrived.' }),
    );
    await nights.night({ asAt: '2021-02-20', source: 'visits', visits: [] }, asked);
    expect(await nights.story()).toEqual([]);
    await nights.inTransaction((tx) => closeNotices(tx, { source: 'conferences', kinds: ['never-arrived'] }));
    await nights.night({ asAt: '2021-02-21', source: 'visits', visits: [] }, asked);
    expect(await nights.story()).toEqual(['value-missing opened 2021-01: no value for a complete period']);
  });

  it('judges a member by a target of its own, and by no other', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => {
      const team = index % 2 === 0 ? 'North' : 'South';
      return enquiry(`child ${index}`, index < 5 ? '2020-10-01' : '2020-11-10', '2020-11-15', team);
    });
    const asked = { ...missed, targets: [{ atLeast: 80 }, { atLeast: 95, member: 'North' }] };
    await nights.night({ asAt: '2020-12-20', plans: [], enquiries: rows }, asked);
    expect(await nights.story()).toEqual(['target-missed (North) opened 2020-11: target missed']);
  });

  it('counts the open cases of the month that is running', async () => {
    const late = Array.from({ length: 2 }, (_, index) => enquiry(`late ${index}`, '2020-12-01', null));
    const due = Array.from({ length: 5 }, (_, index) => enquiry(`due ${index}`, '2021-01-04', null));
    const asked = only('about-to-miss');
    await nights.night({ ...january, enquiries: [...january.enquiries, ...late, ...due] }, asked);
    expect(await nights.story()).toEqual(['about-to-miss opened 2021-01: about to miss its target']);
    expect(await nights.words()).toMatch(
      /^2 .* past .* 5 fall due by Wednesday 27 January 2021: January 2021 will miss/u,
    );
  });
});
