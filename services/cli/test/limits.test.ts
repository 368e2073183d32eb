import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, type OwnVigil } from './own-vigil.ts';

/** Conferences of southampton-2020 by month: held, and in time. */
const conferences = {
  '2019-12': { held: 81, inTime: 56 },
  '2020-01': { held: 15, inTime: 4 },
  '2020-02': { held: 25, inTime: 15 },
  '2020-03': { held: 46, inTime: 28 },
  '2020-04': { held: 25, inTime: 17 },
  '2020-05': { held: 51, inTime: 46 },
  '2020-06': { held: 36, inTime: 34 },
  '2020-07': { held: 41, inTime: 28 },
  '2020-08': { held: 25, inTime: 18 },
  '2020-09': { held: 31, inTime: 24 },
  '2020-10': { held: 43, inTime: 15 },
  '2020-11': { held: 61, inTime: 35 },
  '2020-12': { held: 51, inTime: 14 },
};

interface Placed {
  readonly cause: { readonly direction: string } | null;
}
interface Document {
  readonly inWords: string;
  readonly xmr: object;
  readonly rebase: object | null;
  readonly points: readonly { readonly period: string; readonly xmr: Placed | null; readonly p: Placed | null }[];
}

const why = ['--reason', 'a second conference chair since May'] as const;

describe('the control limits of thirteen months', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2021-01-04', { 'section_47_enquiries.csv': enquiriesCsv(conferences) });
    await own.vigil('run');
  });
  afterAll(() => own.drop());

  const limits = () => own.json<Document>('limits', 'icpc-timeliness');
  const rebase = (...args: readonly string[]) => own.vigil('rebase', 'icpc-timeliness', ...args);

  it('are given as a whole for machines', async () => {
    const found = await limits();
    expect(found).toMatchObject({
      indicator: 'icpc-timeliness',
      member: null,
      unit: 'percent',
      asAt: '2021-01-04',
      inWords:
        'common cause, but unstable: months differ by more than chance; the target is hit and missed (limits 9 to 100)',
      variation: 'common-cause',
      assurance: 'hit-and-miss',
      unstable: true,
      target: 70,
      xmr: { kind: 'XmR', months: 13, trial: false },
      p: { kind: 'p', months: 13 },
    });
    expect(found.points.filter(({ xmr }) => xmr?.cause)).toEqual([]);
    expect(found.points.flatMap(({ period, p }) => (p?.cause ? `${period} ${p.cause.direction}` : []))).toEqual([
      '2020-05 high',
      '2020-06 high',
      '2020-10 low',
      '2020-12 low',
    ]);
  });

  it('are a table for people, with both charts and what they say', async () => {
    const { out, err } = await own.vigil('limits', 'CP3-QL');
    expect(out.split('\n')[0]).toMatch(
      /Month +Value +XmR limits +Special cause +Limits by cohort +By more than chance/,
    );
    expect(out.replaceAll('\u00A0', ' ')).toMatch(/Dec 2020 +27 % +provisional +9 % to 100 % +43 % to 83 % +lower\n/);
    expect(err).toContain('Nothing says that the process changed');
    expect(err).toContain('It is unstable');
    const csv = await own.vigil('limits', 'icpc-timeliness', '--format', 'csv');
    expect(csv.out.split('\n')[0]).toBe(
      'period,value,provisional,from,counted,mean,lower,upper,cause,variation,pMean,pLower,pUpper,pCause,pVariation',
    );
  });

  it('begin anew only for a reason, with a month and a series that there are', async () => {
    expect(await rebase('2020-05')).toMatchObject({ exit: 2, err: expect.stringContaining('--reason') });
    expect(await rebase('May', ...why)).toMatchObject({ exit: 2, err: expect.stringContaining('2020-12') });
    expect(await rebase('2018-01', ...why)).toMatchObject({ exit: 2, err: expect.stringContaining('no figure for') });
    expect(await rebase('2020-05', '--member', 'North', ...why)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('no figures for North'),
    });
    expect(await own.vigil('limits', 'icpc')).toMatchObject({ exit: 2, err: expect.stringContaining('nearest') });
    expect(await rebase('2020-05', '--withdraw', ...why)).toMatchObject({ exit: 1 });
    expect((await limits()).rebase).toBeNull();
  });

  it('begin anew with the month of a rebase, as trial limits', async () => {
    const { exit, err } = await rebase('2020-05', ...why);
    expect(exit).toBe(0);
    expect(err).toContain('On record; the limits begin anew with May 2020. Now: ');
    expect(err).toContain('trial limits');
    expect(await limits()).toMatchObject({
      xmr: { from: '2020-05', beginning: 'rebase', months: 8, trial: true },
      rebase: { period: '2020-05', why: 'a second conference chair since May' },
    });
    expect((await own.vigil('limits', 'icpc-timeliness')).err).toContain('a second conference chair since May');
    expect(await rebase('2020-05', ...why)).toMatchObject({ exit: 1, err: expect.stringContaining('already') });
  });

  it('go on across the month once that is withdrawn', async () => {
    const { exit, err } = await rebase('2020-05', '--withdraw', '--reason', 'the chair left after a month');
    expect(exit).toBe(0);
    expect(err).toContain('Withdrawn; the limits go on across May 2020. Now: common cause');
    expect((await limits()).xmr).toMatchObject({ from: '2019-12', months: 13 });
  });
});
