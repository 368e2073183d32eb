import { randomUUID } from 'node:crypto';
import { addMonths, englandAndWales, firstDay, lastDay, type IsoDate, type Period } from '@vigil/calendar';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../runtime/src/catalogue.ts';
import { computeFigures, delivery, file, readCohort, type AuthorityDatabase, type Transaction } from '../src/index.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { childCalled, putRecords } from './records-by-hand.ts';

const catalogue = await loadCatalogue();
const calendarVersion = englandAndWales.version;

let own: OwnDatabase;
let authority: AuthorityDatabase;
let authorities = 0;
beforeAll(async () => {
  own = await ownDatabase();
});
afterAll(() => own.drop());
beforeEach(() => {
  authorities += 1;
  authority = own.database.forAuthority(`case ${authorities}`);
});

type Rows = Parameters<typeof putRecords>[2];
const put = (list: string, rows: Rows, from?: IsoDate): Promise<void> =>
  authority.transaction((tx) => putRecords(tx, list, rows, from));

const figures = (id: string, asAt: IsoDate, ...periods: Period[]) =>
  authority.transaction((tx) =>
    computeFigures(
      tx,
      catalogue.get(id),
      { asAt, periods, calendarVersion },
      periods.map(() => 10_000),
    ),
  );
const ofAll = async (id: string, asAt: IsoDate, period: Period) => {
  const [figure] = await figures(id, asAt, period);
  return figure;
};
const cases = (id: string, asAt: IsoDate, period: Period) =>
  authority.transaction((tx) => readCohort(tx, catalogue.get(id), { asAt, periods: [period], calendarVersion }));

describe('members', () => {
  const plan = (child: string, team: string | null) => ({
    child,
    start_date: '2018-01-10',
    gender: 'b) Female',
    date_of_birth: '2015-12-31',
    allocated_team: team,
  });

  it('are counted beside the whole, which counts every row', async () => {
    await put('child_protection_plans', [plan('A', 'North'), plan('B', 'South'), plan('C', null)]);
    const told = await figures('cp-plan-2-years-plus', '2021-01-04', '2020-12');
    expect(told.map(({ member, numerator }) => [member, numerator])).toEqual([
      [null, '3'],
      ['5 to 9', '3'],
      ['Female', '3'],
      ['North', '1'],
      ['South', '1'],
    ]);
  });

  it('are none of a rate, since the population is known of the whole alone', async () => {
    await put('child_protection_plans', [plan('A', 'North')]);
    await tell('cpp-rate', 'South');
    expect(await figures('cpp-rate', '2021-01-04', '2020-12')).toMatchObject([{ member: null, numerator: '1' }]);
  });

  it('have no figure of a month in which they have no case, unless they had one before', async () => {
    await put('child_protection_plans', [plan('A', 'North')]);
    const south = async () =>
      (await figures('cp-plan-2-years-plus', '2021-01-04', '2020-12')).find((one) => one.member === 'South');
    expect(await south()).toBeUndefined();
    await tell('cp-plan-2-years-plus', 'South');
    expect(await south()).toMatchObject({ numerator: '0', value: '0' });
  });

  it('are not said to have nobody where the list comes without the column that tells them', async () => {
    await put('child_protection_plans', [{ ...plan('A', 'North'), gender: null }]);
    for (const member of ['Female', 'South']) await tell('cp-plan-2-years-plus', member);
    await authority.transaction((tx) =>
      putFile(tx, 'child_protection_plans', '2021-01-04', ['Child Protection Plan End Date', 'Allocated Team']),
    );
    const told = await figures('cp-plan-2-years-plus', '2021-01-04', '2020-12');
    expect(told.find(({ member }) => member === 'South')).toMatchObject({ numerator: '0', text: null });
    expect(told.find(({ member }) => member === 'Female')).toMatchObject({
      numerator: null,
      value: null,
      text: 'not delivered: Gender',
    });
  });

  it('lose their value with the whole, where that is not delivered', async () => {
    await tell('cp-plan-2-years-plus', 'Female');
    await authority.transaction((tx) => putFile(tx, 'child_protection_plans', '2021-01-04', ['Gender']));
    const text = 'not delivered: Child Protection Plan End Date';
    expect(await figures('cp-plan-2-years-plus', '2021-01-04', '2020-12')).toMatchObject([
      { member: null, value: null, text },
      { member: 'Female', value: null, text },
    ]);
  });
});

describe('what cannot be told', () => {
  it('has no value until the list reaches back twelve months, numerator and denominator all the same', async () => {
    await put('referrals', [
      { child: 'A', date_of_referral: '2019-11-01', no_further_action: false },
      { child: 'A', date_of_referral: '2020-10-05', no_further_action: false },
      { child: 'B', date_of_referral: '2020-10-06', no_further_action: false },
      { child: 'A', date_of_referral: '2020-11-05', no_further_action: false },
    ]);
    expect(await ofAll('re-referrals-percent', '2021-01-04', '2020-10')).toMatchObject({
      numerator: '1',
      denominator: '2',
      value: null,
      text: 'insufficient history',
    });
    expect(await ofAll('re-referrals-percent', '2021-01-04', '2020-11')).toMatchObject({
      value: '100.0000',
      text: null,
    });
    expect(await ofAll('re-referrals-number', '2021-01-04', '2020-10')).toMatchObject({ numerator: '1', value: null });
  });

  it('has no cases', async () => {
    expect(await ofAll('icpc-timeliness', '2021-01-04', '2020-12')).toMatchObject({
      numerator: '0',
      denominator: '0',
      value: null,
      text: 'no cases',
    });
  });

  it('is not delivered, where the newest file of the list came without the column', async () => {
    await put('contacts', [{ child: 'A', date_of_contact: '2020-12-02' }]);
    const deliver = (asAt: IsoDate, columns: string[] | null) =>
      authority.transaction((tx) => putFile(tx, 'contacts', asAt, columns));
    await deliver('2020-12-01', ['Child Unique ID', 'Date of Contact', 'Date of Decision']);
    expect(await ofAll('mash-decision-timeliness', '2021-01-04', '2020-12')).toMatchObject({ text: 'no cases' });
    await deliver('2021-01-04', ['Child Unique ID', 'Date of Contact']);
    expect(await figures('mash-decision-timeliness', '2021-01-04', '2020-12')).toEqual([
      {
        period: '2020-12',
        member: null,
        numerator: null,
        denominator: null,
        value: null,
        text: 'not delivered: Date of Decision',
      },
    ]);
    // Before that it was there, and what is counted without it still is.
    expect(await ofAll('mash-decision-timeliness', '2021-01-03', '2020-12')).toMatchObject({ text: 'no cases' });
    expect(await ofAll('contacts-number', '2021-01-04', '2020-12')).toMatchObject({ value: '1' });
    // Files that were read before columns were on record lack none.
    await deliver('2021-01-05', null);
    expect(await ofAll('mash-decision-timeliness', '2021-01-05', '2020-12')).toMatchObject({ text: 'no cases' });
  });

  it('is told of the last complete month alone, where the list holds the present position', async () => {
    await put('care_leavers', [
      {
        child: 'A',
        date_of_birth: '2000-12-31',
        in_touch: 'a) Yes',
        activity_status: 'F1: Full time in higher education',
      },
    ]);
    const told = await figures('care-leavers-eet-19-21', '2021-01-04', '2020-10', '2020-11', '2020-12');
    expect(told).toMatchObject([{ period: '2020-12', member: null, numerator: '1', denominator: '1' }]);
  });
});

describe('the rules of indicators.md', () => {
  it('a plan of 29 February is two years old on 1 March', async () => {
    await put('child_protection_plans', [{ child: 'A', start_date: '2016-02-29' }]);
    expect(await ofAll('cp-plan-2-years-plus', '2019-01-04', '2018-02')).toMatchObject({ value: '0' });
    expect(await ofAll('cp-plan-2-years-plus', '2019-01-04', '2018-03')).toMatchObject({ value: '1' });
  });

  it('a referral of 29 February looks back to 28 February, and never at its own day', async () => {
    await put('referrals', [
      { child: 'old', date_of_referral: '2018-01-01', no_further_action: false },
      { child: 'A', date_of_referral: '2019-02-28', no_further_action: false },
      { child: 'A', date_of_referral: '2020-02-29', referral_source: 'one', no_further_action: false },
      { child: 'A', date_of_referral: '2020-02-29', referral_source: 'two', no_further_action: true },
      { child: 'B', date_of_referral: '2019-02-27', no_further_action: false },
      { child: 'B', date_of_referral: '2020-02-29', no_further_action: false },
    ]);
    expect(await ofAll('re-referrals-percent', '2021-01-04', '2020-02')).toMatchObject({
      numerator: '1',
      denominator: '2',
    });
    expect(await ofAll('referrals-nfa-percent', '2021-01-04', '2020-02')).toMatchObject({
      numerator: '1',
      denominator: '2',
    });
    expect((await cases('cin-referral-rate', '2021-01-04', '2020-02')).map(({ exclusion }) => exclusion)).toEqual([
      null,
      null,
      'another referral of the child on the same day is counted',
    ]);
  });

  it('short breaks and young people of 18 are not looked after, and the cohort says why', async () => {
    const care = { start_date: '2019-01-01', date_of_birth: '2010-01-01', legal_status: 'C2: FCO' };
    await put('children_looked_after', [
      { child: 'A', ...care },
      { child: 'B', ...care, legal_status: 'V4: Short term breaks, agreements recorded' },
      { child: 'C', ...care, date_of_birth: '2002-12-31' },
      { child: 'D', ...care, date_of_birth: '2003-01-01' },
      { child: 'E', ...care, end_date: '2020-12-31' },
    ]);
    const found = await cases('lac-total', '2021-01-04', '2020-12');
    expect(Object.fromEntries(found.map(({ subject, exclusion }) => [subject, exclusion]))).toEqual({
      [childCalled('A')]: null,
      [childCalled('B')]: 'short breaks only',
      [childCalled('C')]: 'aged 18 or over',
      [childCalled('D')]: null,
    });
    expect(await ofAll('leaving-care-adopted', '2021-01-04', '2020-12')).toMatchObject({ denominator: '1' });
  });

  it('a young person who is looked after and on the list of care leavers counts once', async () => {
    await put('children_looked_after', [
      { child: 'A', start_date: '2019-01-01', date_of_birth: '2004-01-01', legal_status: 'C2: FCO' },
    ]);
    await put('care_leavers', [
      { child: 'A', date_of_birth: '2004-01-01', in_touch: 'a) Yes' },
      { child: 'B', date_of_birth: '2001-01-01', in_touch: 'b) No' },
      { child: 'C', date_of_birth: '2001-01-01', in_touch: 'c) Died' },
    ]);
    await put('plans', [{ child: 'A', plan_type: 'Pathway plan', date_authorised: '2020-12-31' }]);
    expect(await ofAll('pathway-plans-authorised', '2021-01-04', '2020-12')).toMatchObject({
      numerator: '1',
      denominator: '2',
    });
  });

  it('a visit is in time within its frequency, 42 days unless another is recorded, or in the first week of care', async () => {
    const care = { date_of_birth: '2010-01-01', legal_status: 'C2: FCO', start_date: '2019-01-01' };
    await put('children_looked_after', [
      { child: 'on the 42nd day', ...care },
      { child: 'on the 43rd day', ...care },
      { child: 'within 90 days', ...care, visiting_frequency: 90 },
      { child: 'a week in care', ...care, start_date: '2020-12-24' },
      { child: 'eight days in care', ...care, start_date: '2020-12-23' },
    ]);
    await put('looked_after_visits', [
      { child: 'on the 42nd day', visit_date: '2020-11-19' },
      { child: 'on the 43rd day', visit_date: '2020-11-18' },
      { child: 'within 90 days', visit_date: '2020-10-02' },
    ]);
    const found = await cases('lac-visits-timeliness', '2021-01-04', '2020-12');
    const inTime = new Set(found.filter((one) => one.in_numerator).map(({ subject }) => subject));
    expect(inTime).toEqual(new Set(['on the 42nd day', 'within 90 days', 'a week in care'].map(childCalled)));
  });
});

describe('companions', () => {
  const overdueAndDue = async (id: string, asAt: IsoDate) =>
    Promise.all(['overdue', 'due'].map(async (kind) => (await figures(`${id}-${kind}`, asAt))[0]?.value));

  it('are of the month of the as-at date, whichever are asked for', async () => {
    const [overdue] = await figures('mash-decision-timeliness-overdue', '2021-01-04', '2020-11', '2020-12');
    expect(overdue).toMatchObject({ period: '2021-01', value: '0', text: null });
  });

  it('a contact is due on the next working day, and overdue after it', async () => {
    // Thursday 24 December 2020; the next working day is Tuesday 29 December, after Christmas and its substitute day.
    await put('contacts', [
      { child: 'A', date_of_contact: '2020-12-24' },
      { child: 'B', date_of_contact: '2020-12-24', date_of_decision: '2020-12-24' },
    ]);
    expect(await overdueAndDue('mash-decision-timeliness', '2020-12-29')).toEqual(['0', '1']);
    expect(await overdueAndDue('mash-decision-timeliness', '2020-12-30')).toEqual(['1', '0']);
  });

  it('an assessment is due soon from 5 working days before its limit', async () => {
    // 45 working days after Thursday 1 October 2020: Thursday 3 December.
    await put('assessments', [{ child: 'A', start_date: '2020-10-01' }]);
    expect(await overdueAndDue('single-assessment-timeliness', '2020-11-25')).toEqual(['0', '0']);
    expect(await overdueAndDue('single-assessment-timeliness', '2020-11-26')).toEqual(['0', '1']);
    expect(await overdueAndDue('single-assessment-timeliness', '2020-12-03')).toEqual(['0', '1']);
    expect(await overdueAndDue('single-assessment-timeliness', '2020-12-04')).toEqual(['1', '0']);
  });

  it('an enquiry of the last 60 working days waits for its conference, unless none is needed or a plan has begun', async () => {
    const discussed = { strategy_discussion_date: '2020-11-02' };
    await put('section_47_enquiries', [
      { child: 'waits', ...discussed },
      { child: 'not needed', ...discussed, conference_unnecessary: true },
      { child: 'held', ...discussed, conference_date: '2020-11-20' },
      { child: 'on a plan', ...discussed },
      { child: 'on a plan before', ...discussed },
      { child: 'long ago', strategy_discussion_date: '2020-07-01' },
    ]);
    await put('child_protection_plans', [
      { child: 'on a plan', start_date: '2020-11-02' },
      { child: 'on a plan before', start_date: '2020-11-01' },
    ]);
    expect(await overdueAndDue('icpc-timeliness', '2020-11-23')).toEqual(['0', '2']);
    expect(await overdueAndDue('icpc-timeliness', '2020-11-24')).toEqual(['2', '0']);
    const rows = await cases('icpc-timeliness-overdue', '2020-11-24', '2020-11');
    expect(Object.fromEntries(rows.map(({ subject, exclusion }) => [subject, exclusion]))).toEqual({
      [childCalled('waits')]: null,
      [childCalled('on a plan before')]: null,
      [childCalled('on a plan')]: 'a child protection plan has begun since',
    });
  });

  it('a child on a plan is to be seen 15 working days after it was, or after the plan began', async () => {
    await put('child_protection_plans', [
      { child: 'seen', start_date: '2020-01-01' },
      { child: 'not seen', start_date: '2020-11-02' },
      { child: 'of another authority', start_date: '2020-01-01', temporary_from_other_authority: true },
    ]);
    await put('child_protection_visits', [
      { child: 'seen', visit_date: '2020-11-09', child_seen: true },
      { child: 'seen', visit_date: '2020-11-20', child_seen: false },
    ]);
    // 15 working days after 2 November: the 23rd; after the 9th: the 30th.
    expect(await overdueAndDue('cpp-visits-15-working-days', '2020-11-23')).toEqual(['0', '2']);
    expect(await overdueAndDue('cpp-visits-15-working-days', '2020-11-24')).toEqual(['1', '1']);
    expect(await overdueAndDue('cpp-visits-15-working-days', '2020-12-01')).toEqual(['2', '0']);
  });

  it('a looked-after child is to be visited by its frequency, or in the first week', async () => {
    const care = { date_of_birth: '2010-01-01', legal_status: 'C2: FCO' };
    await put('children_looked_after', [
      { child: 'A', ...care, start_date: '2019-01-01', visiting_frequency: 28 },
      { child: 'B', ...care, start_date: '2020-12-01' },
    ]);
    await put('looked_after_visits', [{ child: 'A', visit_date: '2020-11-10' }]);
    // Limits: Tuesday 8 December for both.
    expect(await overdueAndDue('lac-visits-timeliness', '2020-12-08')).toEqual(['0', '2']);
    expect(await overdueAndDue('lac-visits-timeliness', '2020-12-09')).toEqual(['2', '0']);
  });
});

it('plans open at the end of a month are those open before, and started, less those ended, whatever their dates', async () => {
  const day = fc.nat(200).map((days) => new Date(Date.UTC(2020, 5, 1 + days)).toISOString().slice(0, 10));
  const plans = fc.array(fc.record({ start_date: day, end_date: fc.option(day) }), { minLength: 1, maxLength: 25 });
  const months: Period[] = ['2020-06', '2020-07', '2020-08', '2020-09', '2020-10', '2020-11', '2020-12'];
  await fc.assert(
    fc.asyncProperty(plans, async (some) => {
      authorities += 1;
      authority = own.database.forAuthority(`case ${authorities}`);
      // A plan that ends before it starts is set aside; one that ends on its first day is never open at an end of day.
      const whole = some.filter((plan) => plan.end_date === null || plan.end_date > plan.start_date);
      await put(
        'child_protection_plans',
        whole.map((plan, index) => ({ child: String(index), ...plan })),
      );
      const told = await figures('cpp-rate', '2021-01-04', ...months);
      const open = new Map(told.filter((one) => one.member === null).map((one) => [one.period, Number(one.numerator)]));
      for (const period of months) {
        const within = (one: string | null) => one !== null && one >= firstDay(period) && one <= lastDay(period);
        const started = whole.filter((plan) => within(plan.start_date)).length;
        const ended = whole.filter((plan) => within(plan.end_date)).length;
        expect(open.get(period)).toBe((open.get(addMonths(period, -1)) ?? 0) + started - ended);
      }
    }),
    { numRuns: 10 },
  );
});

/** A figure of December 2020 that a member had as at 2 January. */
function tell(indicator: string, member: string): Promise<unknown> {
  return authority.transaction(
    (tx) => tx.sql`
      insert into vigil.snapshot ${tx.sql({
        authority: tx.authority,
        indicator,
        period: '2020-12',
        member,
        origin: 'computed',
        as_at: '2021-01-02',
        version: 1,
        numerator: 3,
        definition_version: 1,
        calendar_version: calendarVersion,
        deliveries: '{}',
        run: randomUUID(),
      })}`,
  );
}

/** A published file of a list, with these columns. */
async function putFile(tx: Transaction, list: string, asAt: IsoDate, columns: string[] | null): Promise<void> {
  const [published] = await tx.orm
    .insert(delivery)
    .values({
      authority: tx.authority,
      source: 'casework',
      asAt,
      location: asAt,
      fingerprint: asAt,
      state: 'published',
      publishedAt: new Date(`${asAt}T02:00:00Z`),
    })
    .returning();
  await tx.orm.insert(file).values({
    authority: tx.authority,
    delivery: published!.id,
    name: `${list}.csv`,
    list,
    bytes: 1,
    sha256: asAt,
    address: asAt,
    coverage: { kind: 'full' },
    state: 'validated',
    columns,
  });
}
