import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, type OwnVigil } from './own-vigil.ts';

const november = { '2020-10': { held: 4, inTime: 4 }, '2020-11': { held: 4, inTime: 3 } };

/** What people read, on one line. */
async function explained(own: OwnVigil, ...args: readonly string[]): Promise<string> {
  return (await own.vigil('explain', ...args)).out.replaceAll(/\s+/gu, ' ');
}

describe('vigil explain', () => {
  let own: OwnVigil;
  let runs: readonly { readonly id: string }[];
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2020-12-01', { 'section_47_enquiries.csv': enquiriesCsv(november) });
    await own.deliver('2021-01-04', {
      // A conference of November is recorded late, one of December is of no use, and a row is set aside.
      'section_47_enquiries.csv': enquiriesCsv(
        { ...november, '2020-11': { held: 5, inTime: 3 }, '2020-12': { held: 4, inTime: 1 } },
        ['CHILD-U,01/12/2020,a) Yes,10/12/2020', 'CHILD-X,31/02/2020,b) No,'],
      ),
    });
    ({ runs } = await own.json<{ runs: typeof runs }>('run'));
  });
  afterAll(() => own.drop());

  it('says what a figure counts, how it stands, and what it rests on', async () => {
    const text = await explained(own, 'CP3-QL', '2020-12');
    expect(text).toContain('within 15 working days (CP3-QL): December 2020, as at 4 January 2021');
    expect(text).toContain('What it counts Of the children whose initial child protection conference was held');
    expect(text).toContain('25 % (1 of 4 children), computed from the records.');
    expect(text).toContain('So few cases make a percentage swing by chance');
    expect(text).toContain('It is provisional');
    expect(text).toContain('The first delivery after 15 January 2021, 10 working days after the end of the month');
    expect(text).toContain('The target in force is at least 70 %, from 1 April 2019. Red: it misses the target');
    expect(text).toContain('Decrease from the month before, which had 60 % (3 of 5 children): worse.');
    expect(text).toContain('4 children count, and 1 of them do what the figure asks. 1 is left out:');
    expect(text).toContain('- 1: conference deemed unnecessary');
    expect(text).toContain('section_47_enquiries as at 4 January 2021: section_47_enquiries.csv of casework, 15 rows');
    expect(text).toContain('1 (6.7 %) in quarantine');
    expect(text).toContain('Working days are those of the calendar england-and-wales/2026-11');
    expect(text).not.toContain('CHILD');
  });

  it('names what is behind a version that differs, by pseudonym', async () => {
    const text = await explained(own, 'icpc-timeliness', '2020-11');
    expect(text).toContain('It was 75 % (3 of 4 children) when it was first published, and has changed once since.');
    expect(text).toMatch(/2: 60 % \(3 of 5 children\).*something was recorded late, against version 1/u);
    expect(text).toMatch(/- [0-9a-f]{8}-[0-9a-f]{4} added, 28 November 2020/u);
    const facts = await own.json<{ versions: readonly unknown[] }>('explain', 'icpc-timeliness', '2020-11');
    expect(facts).toMatchObject({
      versions: [
        { version: 1, reason: null, records: [] },
        { version: 2, reason: 'late recording', differsFrom: 1, records: [{ change: 'added', before: null }] },
      ],
    });
  });

  it('tells an earlier state as it was', async () => {
    const [first] = runs;
    for (const state of [
      ['--as-at', '2020-12-01'],
      ['--known-at', first!.id],
    ]) {
      const text = await explained(own, 'icpc-timeliness', '2020-11', ...state);
      expect(text).toContain('November 2020, as at 1 December 2020');
      expect(text).toContain('75 % (3 of 4 children), computed from the records. ');
      expect(text).not.toContain('60 %');
    }
  });

  it('says what bank holidays have to do with it, when asked', async () => {
    const text = await explained(own, 'icpc-timeliness', '2020-12', '--without-bank-holidays');
    expect(text).toContain('With bank holidays counted as working days, as some reports have it, it would be 25 %');
    expect(await explained(own, 'icpc-rate', '2020-12', '--without-bank-holidays')).toContain(
      'It counts no working days: bank holidays make no difference to it.',
    );
    expect(await explained(own, 'icpc-timeliness', '2020-12')).not.toContain('With bank holidays counted');
  });

  it('says which alert is open on it, and what was answered', async () => {
    const alerts = await own.json<readonly { id: string; rule: string }[]>('alerts');
    const id = alerts.find(({ rule }) => rule === 'target-missed')!.id.slice(0, 8);
    expect(await explained(own, 'icpc-timeliness', '2020-12')).toContain(
      `Target missed (${id}): open, since December 2020.`,
    );
    await own.vigil('acknowledge', id, '--comment', 'seen', '--response', 'two more chairs', '--due', '2021-02-26');
    expect(await explained(own, 'icpc-timeliness', '2020-12')).toMatch(
      /acknowledged, since December 2020\. "seen" \(\S+@\S+\)\. Response: two more chairs\. Due: 26 February 2021\./u,
    );
    expect(await explained(own, 'icpc-timeliness', '2020-10')).not.toContain('Target missed');
  });

  it('says of a rate what it is per 10,000 of', async () => {
    const text = await explained(own, 'icpc-rate', '2020-12');
    expect(text).toContain('It is per 10,000 of the 50,900 children aged 0 to 17 of 2020.');
  });

  it.each([
    [['icpc-timeliness', '2019-01'], 1, 'for 2019-01 as at 2021-01-04. It has figures of'],
    [['icpc-timeliness', '2020-12', '--member', 'Moon'], 1, '(Moon) for 2020-12'],
    [['staff-turnover', '2020-12'], 1, 'It has none at all then.'],
    [['icpc-timelines', '2020-12'], 2, 'The nearest are icpc-timeliness'],
    [['icpc-timeliness', 'December'], 2, 'Expected a month such as 2020-12'],
  ])('has nothing to say of %s', async (args, exit, complaint) => {
    expect(await own.vigil('explain', ...args)).toMatchObject({
      exit,
      out: '',
      err: expect.stringContaining(complaint),
    });
  });

  it('does not rest an earlier state on files that came later, a correction of the same date among them', async () => {
    const [first] = runs;
    await own.deliver('2020-12-01', {
      'section_47_enquiries.csv': enquiriesCsv({ ...november, '2020-11': { held: 4, inTime: 2 } }),
    });
    await own.vigil('run');
    const { files } = await own.json<{ files: readonly unknown[] }>(
      'explain',
      'icpc-timeliness',
      '2020-11',
      '--known-at',
      first!.id,
    );
    expect(files).toHaveLength(1);
  });
});

const data = new URL('../../../../shared/data/southampton-2020/extracts/', import.meta.url);
const dataIsThere = existsSync(data);

describe.skipIf(!dataIsThere)(
  `southampton-2020${dataIsThere ? '' : ' (skipped: ../shared/data/southampton-2020 is not there)'}`,
  () => {
    let own: OwnVigil;
    beforeAll(async () => {
      own = await ownVigil();
      const list = 'section_47_enquiries.csv';
      for (const asAt of ['2020-12-01', '2021-01-04']) {
        await own.deliver(asAt, { [list]: readFileSync(new URL(`${asAt}/${list}`, data), 'utf8') });
      }
      await own.vigil('run');
    });
    afterAll(() => own.drop());

    it('moves from 34 of 51 to 46 of 51 in May 2020 once bank holidays are counted', async () => {
      const text = await explained(own, 'icpc-timeliness', '2020-05', '--without-bank-holidays');
      expect(text).toContain('it would be 67 % (34 of 51 children). As it should be, it is 90 % (46 of 51 children).');
    });

    it('names the seven conferences of November that arrived late', async () => {
      const facts = await own.json<{ versions: readonly { records: readonly { change: string }[] }[] }>(
        'explain',
        'icpc-timeliness',
        '2020-11',
      );
      const [, restated] = facts.versions;
      expect(restated).toMatchObject({ numerator: 35, denominator: 61, reason: 'late recording' });
      expect(restated!.records.map(({ change }) => change)).toEqual(Array.from({ length: 7 }, () => 'added'));
    });
  },
);
