import { userInfo } from 'node:os';
import { openDatabase } from '@vigil/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

interface Line {
  readonly subject: string;
  readonly counts: string;
  readonly exclusion: string | null;
  readonly identifier?: string | null;
}

const me = userInfo().username;
const december = { '2020-12': { held: 3, inTime: 2 } };
const unnecessary = 'CHILD-U,01/12/2020,a) Yes,10/12/2020';

describe('the rows behind a figure', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2021-01-04', {
      'section_47_enquiries.csv': enquiriesCsv(december, [unnecessary]),
      'assessments.csv': [
        'Child Unique ID,Continuous Assessment Start Date,Continuous Assessment Date of Authorisation',
        'CHILD-O,01/10/2020,',
        'CHILD-P,04/01/2021,',
        'CHILD-Q,01/10/2020,01/11/2020',
      ].join('\r\n'),
    });
    await own.vigil('run');
  });
  afterAll(() => own.drop());

  const rows = (...args: readonly string[]) => own.json<readonly Line[]>('cohort', ...args);
  const audited = async () => {
    const database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
    const found = await database.acrossAuthorities(
      ({ sql }) => sql<Record<string, unknown>[]>`
        select actor, subject, reason, detail from vigil.audit where action = 'reveal' order by id`,
    );
    await database.close();
    return [...found];
  };

  it('are told by pseudonym, with what counts and why the rest does not', async () => {
    const lines = await rows('icpc-timeliness', '2020-12');
    expect(lines.map(({ counts, exclusion }) => [counts, exclusion])).toEqual([
      ['denominator only', null],
      ['numerator', null],
      ['numerator', null],
      ['left out', 'conference deemed unnecessary'],
    ]);
    expect(lines[0]).toEqual({
      subject: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}$/u),
      record: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}$/u),
      happened: '2020-12-28',
      members: [],
      counts: 'denominator only',
      exclusion: null,
    });
    const { out, err } = await own.vigil('cohort', 'icpc-timeliness', '2020-12');
    expect(err).toContain('December 2020, as at 4 January 2021: 2 of 3; 1 left out.');
    expect(out).toMatch(/Pseudonym\s+Day\s+Members\s+Counts\s+Left out because/u);
    expect(out).not.toContain('CHILD');
  });

  it('that are left out can be had alone', async () => {
    expect(await rows('CP3-QL', '2020-12', '--exclusions')).toMatchObject([{ counts: 'left out' }]);
  });

  it('of a companion are a list of work, by the day of the limit', async () => {
    const lines = await rows('single-assessment-timeliness-overdue');
    expect(lines).toMatchObject([{ counts: 'counted', happened: '2020-12-03' }]);
    expect(await own.vigil('cohort', 'single-assessment-timeliness-overdue', '2020-12')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('is a list of work as at 2021-01-04, and has no 2020-12'),
    });
  });

  it.each([
    [['staff-turnover', '2020-12'], 2, 'is reported, not computed'],
    [['icpc-timeliness'], 2, 'Which month of icpc-timeliness?'],
    [['contacts-number', '2020-12'], 1, 'there is no contacts as at 2021-01-04'],
    [['icpc-timeliness', '2020-12', '--reveal'], 2, '--reveal needs --reason'],
  ])('are not there for %s', async (args, exit, complaint) => {
    expect(await own.vigil('cohort', ...args)).toMatchObject({ exit, err: expect.stringContaining(complaint) });
  });

  describe('with identifiers', () => {
    const reveal = ['cohort', 'icpc-timeliness', '2020-12', '--reveal', '--reason', 'to chair a review'] as const;

    it('are refused to whom vigil.yaml does not name, and it says what to write', async () => {
      const { exit, out, err } = await own.vigil(...reveal);
      expect({ exit, out }).toEqual({ exit: 1, out: '' });
      expect(err).toContain(`reveal: [ "${me}" ]`);
      expect(await audited()).toEqual([]);
    });

    it('are given to whom it names, on record without saying which', async () => {
      await own.configure(`${testshire()}reveal: [ "${me}" ]\n`);
      const lines = await own.json<readonly Line[]>(...reveal);
      expect(new Set(lines.map(({ identifier }) => identifier))).toEqual(
        new Set(['CHILD-2020-12-0', 'CHILD-2020-12-1', 'CHILD-2020-12-2', 'CHILD-U']),
      );
      const records = await audited();
      expect(records).toEqual([
        {
          actor: expect.stringMatching(new RegExp(`^${me}@`, 'u')),
          subject: 'icpc-timeliness 2020-12',
          reason: 'to chair a review',
          detail: { asAt: '2021-01-04', rows: 4 },
        },
      ]);
      expect(JSON.stringify(records)).not.toContain('CHILD');
    });

    it('that were delivered before they were kept are not known, until the next delivery is read', async () => {
      const database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
      await database.acrossAuthorities(async ({ sql }) => {
        await sql`delete from identity.block`;
        await sql`update vigil.file set reading = 'as it was read then'`;
      });
      await database.close();
      const { exit, out, err } = await own.vigil(...reveal);
      expect(exit).toBe(0);
      expect(out).toContain('not known yet');
      expect(err).toContain('4 of 4 identifiers are not known yet');
      await own.deliver('2021-01-05', {
        'section_47_enquiries.csv': enquiriesCsv(december, [unnecessary, 'CHILD-N,04/01/2021,b) No,']),
      });
      await own.vigil('run');
      const lines = await own.json<readonly Line[]>(...reveal);
      expect(lines.filter(({ identifier }) => identifier === null)).toEqual([]);
    });
  });
});
