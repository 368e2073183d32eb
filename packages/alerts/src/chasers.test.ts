import { addDays, englandAndWales, lastCompletePeriod, type IsoDate, type Period } from '@vigil/calendar';
import { describe, expect, it } from 'vitest';
import { chasedFrom, chasersOn, monthsChased, type ChasedContributor } from './chasers.ts';
import { owedBy } from './owed.ts';

const calendar = englandAndWales;
const hr: ChasedContributor = {
  id: 'hr',
  name: 'HR',
  email: 'hr@example.gov.uk',
  indicators: ['staff-turnover', 'agency'],
  due: 5,
  remind: 2,
};
const send: ChasedContributor = { ...hr, id: 'send', email: 'send@example.gov.uk', indicators: ['ehca'], due: 10 };

interface Circumstances {
  readonly contributors?: readonly ChasedContributor[];
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Days on which the machine is off. */
  readonly off?: (day: IsoDate) => boolean;
  /** From when on which months are signed off. */
  readonly signedOff?: Readonly<Record<Period, IsoDate>>;
  readonly months?: (today: IsoDate) => readonly Period[];
}

const lastMonth = (today: IsoDate): readonly Period[] => [lastCompletePeriod(today)];

/** Day after day, who is written to and about what, as the ledger would have it. */
function days({
  contributors = [hr],
  from,
  to,
  off = () => false,
  signedOff = {},
  months = lastMonth,
}: Circumstances): readonly string[] {
  const chased = new Map<string, IsoDate>();
  const told: string[] = [];
  for (let today = from; today <= to; today = addDays(today, 1)) {
    if (off(today)) continue;
    const owed = months(today).flatMap((period) => {
      const isSignedOff = (signedOff[period] ?? '9999') <= today;
      const forms = new Set(isSignedOff ? contributors.map(({ id }) => id) : []);
      return owedBy(contributors, period, { today, calendar, reported: new Set(), signedOff: forms });
    });
    for (const { email, months: about } of chasersOn(today, owed, { calendar, chased })) {
      chased.set(email.toLowerCase(), today);
      told.push(
        `${today} ${email.split('@')[0]}: ${about.map(({ contributor, period, reason, late }) => `${contributor.id} ${period} ${reason}${late > 0 ? ` ${late}` : ''}`).join(', ')}`,
      );
    }
  }
  return told;
}

describe('who owes figures is written to', () => {
  it('two working days before they are due, on the first working day after, and then every five', () => {
    expect(days({ from: '2021-01-01', to: '2021-01-31' })).toEqual([
      '2021-01-06 hr: hr 2020-12 reminder',
      '2021-01-11 hr: hr 2020-12 overdue 1',
      '2021-01-18 hr: hr 2020-12 overdue 6',
      '2021-01-25 hr: hr 2020-12 overdue 11',
    ]);
  });

  it('on working days alone: bank holidays are not counted, and nobody is written to on one', () => {
    // Good Friday is 2 April, Easter Monday 5 April.
    expect(days({ from: '2021-04-01', to: '2021-04-30' })).toEqual([
      '2021-04-07 hr: hr 2021-03 reminder',
      '2021-04-12 hr: hr 2021-03 overdue 1',
      '2021-04-19 hr: hr 2021-03 overdue 6',
      '2021-04-26 hr: hr 2021-03 overdue 11',
    ]);
    // The early May bank holiday is the 3rd: five working days after 26 April is 4 May.
    const march = () => ['2021-03'];
    expect(days({ from: '2021-04-26', to: '2021-05-04', months: march })).toEqual([
      '2021-04-26 hr: hr 2021-03 overdue 11',
      '2021-05-04 hr: hr 2021-03 overdue 16',
    ]);
  });

  it('no more once the form is signed off', () => {
    expect(days({ from: '2021-01-01', to: '2021-01-31', signedOff: { '2020-12': '2021-01-12' } })).toHaveLength(2);
    expect(days({ from: '2021-01-01', to: '2021-01-31', signedOff: { '2020-12': '2021-01-06' } })).toEqual([]);
  });

  it('without a reminder where there is to be none, and before a month is over of nothing', () => {
    const to = '2021-01-12';
    expect(days({ contributors: [{ ...hr, remind: null }], from: '2021-01-01', to })).toEqual([
      '2021-01-11 hr: hr 2020-12 overdue 1',
    ]);
    expect(days({ contributors: [{ ...hr, remind: 9 }], from: '2021-01-01', to })).toEqual([
      '2021-01-04 hr: hr 2020-12 reminder',
      '2021-01-11 hr: hr 2020-12 overdue 1',
    ]);
    expect(days({ contributors: [{ ...hr, due: 0 }], from: '2021-01-01', to: '2021-01-08' })).toEqual([
      '2021-01-04 hr: hr 2020-12 overdue 1',
    ]);
  });

  it('once for all days that were missed', () => {
    const january = { from: '2021-01-01', to: '2021-01-31' };
    expect(days({ ...january, off: (day) => day < '2021-01-20' })).toEqual([
      '2021-01-20 hr: hr 2020-12 overdue 8',
      '2021-01-27 hr: hr 2020-12 overdue 13',
    ]);
    // Reminded late, on the day on which it is due.
    expect(days({ ...january, to: '2021-01-11', off: (day) => day < '2021-01-08' })).toEqual([
      '2021-01-08 hr: hr 2020-12 reminder',
      '2021-01-11 hr: hr 2020-12 overdue 1',
    ]);
  });

  it('about an earlier month in the same mail as about the last', () => {
    const months = (today: IsoDate) => monthsChased(lastCompletePeriod(today), { everSentForm: false });
    expect(days({ from: '2021-01-01', to: '2021-01-15', months, signedOff: { '2020-12': '2021-01-12' } })).toEqual([
      '2021-01-04 hr: hr 2020-11 overdue 17',
      '2021-01-06 hr: hr 2020-11 overdue 19, hr 2020-12 reminder',
      '2021-01-11 hr: hr 2020-11 overdue 22, hr 2020-12 overdue 1',
    ]);
  });

  it('in one mail where several contributors have one address, whatever its case', () => {
    const both = [hr, { ...send, email: ' HR@example.gov.uk' }];
    expect(days({ contributors: both, from: '2021-01-01', to: '2021-01-26' })).toEqual([
      '2021-01-06 hr: hr 2020-12 reminder',
      '2021-01-11 hr: hr 2020-12 overdue 1',
      '2021-01-13 hr: hr 2020-12 overdue 3, send 2020-12 reminder',
      '2021-01-18 hr: hr 2020-12 overdue 6, send 2020-12 overdue 1',
      '2021-01-25 hr: hr 2020-12 overdue 11, send 2020-12 overdue 6',
    ]);
    expect(days({ contributors: [hr, send], from: '2021-01-11', to: '2021-01-13' })).toEqual([
      '2021-01-11 hr: hr 2020-12 overdue 1',
      '2021-01-13 send: send 2020-12 reminder',
    ]);
  });

  it('about the figures that are missing, not about those that are there', () => {
    const facts = { today: '2021-01-11', calendar, reported: new Set(['agency']), signedOff: new Set<string>() };
    const [chaser] = chasersOn('2021-01-11', owedBy([hr], '2020-12', facts), { calendar, chased: new Map() });
    expect(chaser?.months).toEqual([
      {
        contributor: hr,
        period: '2020-12',
        due: '2021-01-08',
        reason: 'overdue',
        late: 1,
        indicators: ['staff-turnover'],
      },
    ]);
  });
});

describe('months are chased', () => {
  it('while the newest form shows them; two of them, of somebody who never sent one', () => {
    const months = monthsChased('2020-12', { everSentForm: true });
    expect([months.length, months.at(0), months.at(-1)]).toEqual([13, '2019-12', '2020-12']);
    expect(monthsChased('2020-12', { everSentForm: false })).toEqual(['2020-11', '2020-12']);
  });

  it('from their reminder on, or from the day after they were due', () => {
    expect(chasedFrom(hr, '2020-12', calendar)).toBe('2021-01-06');
    expect(chasedFrom({ ...hr, remind: null }, '2020-12', calendar)).toBe('2021-01-11');
  });
});
