import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillIn, headOf, lineOf, rowOf, sendBack, signOff, type Rows } from './filled-forms.ts';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

const contributors = `
collect: { folder: ./forms, settleSeconds: 0 }
contributors:
  - { id: hr, name: Human Resources, email: hr@example.gov.uk, indicators: [staff-turnover, agency-staff-number] }
  - { id: send, name: SEND team, email: send@example.gov.uk, indicators: [ehca-20-weeks], due: 10 }
`;

const history = [
  'Indicator,Period,Value,Numerator,Denominator,Member,Source,Note',
  'staff-turnover,2020-10,12.5,,,,HR by mail,',
  'staff-turnover,2020-11,13,,,,HR by mail,Two leavers.',
  'staff-turnover,2020-11,4,1,25,PACT,HR by mail,',
  'ehca-20-weeks,2020-11,75,3,4,,CHAT,',
  '',
].join('\r\n');

let own: OwnVigil;
beforeAll(async () => {
  own = await ownVigil();
  await own.configure(`${testshire()}${contributors}`);
  await own.deliver('2021-01-04', {
    'section_47_enquiries.csv': enquiriesCsv({ '2020-12': { held: 20, inTime: 12 } }),
    'reported_figures.csv': history,
  });
  own.env['VIGIL_NOW'] = '2021-01-06';
});
afterAll(() => own.drop());

const hrForm = 'hr December 2020 as at 2021-01-01.xlsx';

const figures = async (indicator: string) =>
  (await own.json<readonly Record<string, unknown>[]>('snapshots', '--indicator', indicator)).map(
    ({ period, member, value, numerator, denominator, origin, reason }) => ({
      period,
      member,
      value,
      numerator,
      denominator,
      origin,
      reason,
    }),
  );
const found = async () =>
  (await own.json<readonly Record<string, unknown>[]>('findings')).map(({ line, column, rule, value, message }) => ({
    line,
    column,
    rule,
    value,
    message,
  }));

describe('vigil collect', () => {
  it('writes a form for each contributor, the same bytes for the same figures, with what stands on record', async () => {
    expect(await own.vigil('run', '--source', 'casework')).toMatchObject({ exit: 0 });
    const wrote = await own.vigil('collect', 'write', '--period', '2020-12', '--out', 'to-send');
    expect(wrote).toMatchObject({
      exit: 0,
      err: expect.stringContaining('2 forms of December 2020 written') as string,
    });
    const before = await readFile(join(own.directory, 'to-send', hrForm));
    expect((await own.vigil('collect', 'write', '--period', '2020-12', '--out', 'to-send')).exit).toBe(2);
    await own.vigil('collect', 'write', '--period', '2020-12', '--out', 'to-send', '--force');
    expect(await readFile(join(own.directory, 'to-send', hrForm))).toEqual(before);

    const [sheet, definitions] = (await readXlsx(before)).sheets;
    const rows = sheet!.rows as Rows;
    expect(rows[0]![0]).toBe('Figures for December 2020: Human Resources');
    expect(rowOf(rows, 'Due by')[1]).toBe('8 January 2021');
    const head = headOf(rows);
    expect(head.filter((one) => /^\w{3} \d{4}$/u.test(String(one)))).toHaveLength(13);
    const at = (heading: string) => head.indexOf(heading);
    expect(lineOf(rows, 'staff-turnover')[at('Nov 2020')]).toBe('13');
    expect(lineOf(rows, 'staff-turnover')[at('Comments on earlier months')]).toBe('Nov 2020: Two leavers.');
    expect(lineOf(rows, 'staff-turnover', 'PACT')[at('Nov 2020')]).toBe('1/25');
    expect(definitions!.name).toBe('Definitions');
  });

  it('does not write where forms come back to, nor for somebody who is none', async () => {
    expect(await own.vigil('collect', 'write', '--out', 'forms/hr')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('where forms come back to') as string,
    });
    expect(await own.vigil('collect', 'write', '--contributor', 'hs')).toMatchObject({
      exit: 2,
      err: 'There is no contributor hs. Configured: hr, send.\n',
    });
  });

  it('leaves a night in peace in which nobody has sent a form', async () => {
    expect(await own.vigil('run')).toMatchObject({ exit: 0 });
  });

  it('says who owes what by when', async () => {
    expect(await own.json('collect', '--period', '2020-12')).toEqual([
      {
        contributor: 'hr',
        name: 'Human Resources',
        email: 'hr@example.gov.uk',
        indicator: 'staff-turnover',
        period: '2020-12',
        due: '2021-01-08',
        state: 'owed',
        // The runs above were on the day of the reminder.
        lastChaser: '2021-01-06',
      },
      expect.objectContaining({ indicator: 'agency-staff-number', state: 'owed' }),
      expect.objectContaining({ contributor: 'send', due: '2021-01-15', state: 'owed' }),
    ]);
    own.env['VIGIL_NOW'] = '2021-01-11';
    expect((await own.vigil('status')).out).toMatch(
      /Figures by people\n {2}OVERDUE since 8 January 2021: 2 figures of December 2020 from Human Resources/u,
    );
    expect((await own.vigil('collect', '--period', '2020-12')).out).toMatch(
      /^hr +staff-turnover +2020-12 +2021-01-08 +overdue +2021-01-06$/mu,
    );
    expect((await own.vigil('collect', '--period', '2020-11')).out).toMatch(/^send +ehca-20-weeks .* there$/mu);
  });

  it('holds back a form that nobody has signed off, and takes it once somebody has', async () => {
    await sendBack(own, hrForm, 'hr', (rows) => fillIn(rows, { 'agency-staff-number': { 'Dec 2020': '7' } }));
    expect(await own.vigil('run', '--source', 'hr')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('expected a name beside “Signed off by” and yes beside “Complete”') as string,
    });
    expect(await figures('agency-staff-number')).toEqual([]);
    expect(await found()).toEqual([
      expect.objectContaining({ rule: 'not-signed-off', line: null, column: null }) as unknown,
    ]);
  });

  it('takes what a person typed: numbers, parts of wholes, words, and corrections of earlier months', async () => {
    await sendBack(own, hrForm, 'hr', (rows) => {
      fillIn(rows, {
        'staff-turnover': { 'Dec 2020': '14 of 51', 'Oct 2020': '12%', 'Comment on Dec 2020': 'A bad month.' },
        'staff-turnover/PACT': { 'Dec 2020': 'data due Feb 2021' },
        'agency-staff-number': { 'Dec 2020': 7 },
      });
      signOff(rows);
    });
    expect(await own.vigil('run', '--source', 'hr')).toMatchObject({ exit: 0 });
    const turnover = await figures('staff-turnover');
    expect(turnover).toContainEqual(
      expect.objectContaining({ period: '2020-12', member: null, numerator: 14, denominator: 51, origin: 'reported' }),
    );
    expect(turnover.find(({ period, member }) => period === '2020-12' && member === null)!.value).toBeCloseTo(27.45, 2);
    expect(turnover).toContainEqual(expect.objectContaining({ period: '2020-12', member: 'PACT', value: null }));
    expect(turnover).toContainEqual(expect.objectContaining({ period: '2020-11', value: 13, reason: null }));
    expect(turnover).toContainEqual(expect.objectContaining({ period: '2020-10', value: 12, reason: 'reported anew' }));
    const { out } = await own.vigil('scorecard', '--period', '2020-12');
    expect(out).toContain('27.5');
    expect(await figures('agency-staff-number')).toEqual([
      expect.objectContaining({ period: '2020-12', value: 7, origin: 'reported' }),
    ]);
    expect((await own.json<{ state: string }[]>('collect', '--period', '2020-12')).map(({ state }) => state)).toEqual([
      'there',
      'there',
      'owed',
    ]);
  });

  it('finds what is no figure by row and month, and keeps the rest', async () => {
    const name = 'send December 2020 as at 2021-01-01.xlsx';
    await sendBack(own, name, 'send', (rows) => {
      fillIn(rows, { 'ehca-20-weeks': { 'Dec 2020': 'about 27', 'Nov 2020': '0.8', 'Oct 2020': 81 } });
      const idAt = headOf(rows).indexOf('Figure id');
      const added = lineOf(rows, 'ehca-20-weeks').map((cell, index) => (index === idAt ? 'lac-rate' : cell));
      added[headOf(rows).indexOf('Dec 2020')] = '5';
      added[headOf(rows).indexOf('Nov 2020')] = null;
      added[headOf(rows).indexOf('Oct 2020')] = null;
      headOf(rows).splice(4, 0, 'My notes');
      for (const row of rows.slice(rows.indexOf(headOf(rows)) + 1)) row.splice(4, 0, null);
      added.splice(4, 0, null);
      rows.push(added);
      signOff(rows);
    });
    const run = await own.vigil('run', '--source', 'send');
    expect(run.exit).toBe(0);
    const line = expect.any(Number) as number;
    expect((await found()).filter(({ rule }) => rule !== 'not-signed-off')).toEqual(
      expect.arrayContaining([
        {
          line,
          column: 'Dec 2020',
          rule: 'invalid-number',
          value: 'about 27',
          message: expect.stringContaining('a part of a whole (14/51)') as string,
        },
        expect.objectContaining({
          column: 'Nov 2020',
          value: '0.8',
          message: expect.stringContaining('write it with its sign') as string,
        }),
        expect.objectContaining({
          column: 'Figure id',
          rule: 'unknown-code',
          value: 'lac-rate',
          message: expect.stringContaining('no figure that send reports') as string,
        }),
        expect.objectContaining({ column: 'My notes', rule: 'unknown-column' }),
      ]),
    );
    expect(await figures('ehca-20-weeks')).toContainEqual(expect.objectContaining({ period: '2020-10', value: 81 }));
    expect(await own.json('collect', '--period', '2020-12')).toContainEqual(
      expect.objectContaining({ contributor: 'send', state: 'left empty' }),
    );
  });

  it('lets the pack say whose a missing figure is, and by when it was due', async () => {
    expect(await own.vigil('pack', '--period', '2020-12', '--out', 'pack.html')).toMatchObject({ exit: 0 });
    const pack = await readFile(join(own.directory, 'pack.html'), 'utf8');
    expect(pack).toMatch(/SEND team[^]{0,200}15 January 2021|15 January 2021[^]{0,200}SEND team/u);
  });

  it('lets a cell be corrected that was set aside, without another form', async () => {
    const why = ['--reason', 'asked the SEND team'];
    expect(await own.vigil('quarantine', 'export', '--out', 'rows.csv', ...why)).toMatchObject({ exit: 0 });
    const rows = await readFile(join(own.directory, 'rows.csv'), 'utf8');
    expect(rows).toMatch(/ehca-20-weeks,2020-12,about 27,/u);
    await writeFile(join(own.directory, 'rows.csv'), rows.replace('2020-12,about 27,,', '2020-12,27.5,14,51'));
    await own.vigil('quarantine', 'replay', '--corrected', 'rows.csv', ...why);
    expect(await figures('ehca-20-weeks')).toContainEqual(expect.objectContaining({ period: '2020-12', value: 27.5 }));
  });

  it('carries figures and comments into the form of the next month', async () => {
    own.env['VIGIL_NOW'] = '2021-02-02';
    await own.vigil('collect', 'write', '--contributor', 'hr', '--out', 'to-send');
    const name = 'hr January 2021 as at 2021-02-01.xlsx';
    const [sheet] = (await readXlsx(await readFile(join(own.directory, 'to-send', name)))).sheets;
    const rows = sheet!.rows as Rows;
    const at = (heading: string) => headOf(rows).indexOf(heading);
    expect(lineOf(rows, 'staff-turnover')[at('Dec 2020')]).toBe('14/51');
    expect(lineOf(rows, 'staff-turnover', 'PACT')[at('Dec 2020')]).toBe('data due Feb 2021');
    expect(lineOf(rows, 'staff-turnover')[at('Comments on earlier months')]).toBe(
      'Nov 2020: Two leavers.\nDec 2020: A bad month.',
    );
    // Sent back with nothing new but January, it restates nothing.
    await sendBack(own, name, 'hr', (filled) => {
      fillIn(filled, { 'agency-staff-number': { 'Jan 2021': 8 } });
      signOff(filled);
    });
    const before = await figures('staff-turnover');
    expect(await own.vigil('run', '--source', 'hr')).toMatchObject({ exit: 0 });
    expect(await figures('staff-turnover')).toEqual(before);
    expect(await figures('agency-staff-number')).toHaveLength(2);
  });

  it('refuses the form of another contributor', async () => {
    await sendBack(own, 'hr January 2021 as at 2021-02-01.xlsx', 'send', signOff);
    const { exit, err } = await own.vigil('run', '--source', 'send');
    expect(exit).toBe(1);
    expect(err).toContain('send’s is awaited here');
  });
});
