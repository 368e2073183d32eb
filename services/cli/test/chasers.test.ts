import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo, openInbox, type Inbox } from '../../acceptance/test/inbox.ts';
import { fillIn, sendBack, signOff } from './filled-forms.ts';
import { ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

/** Of February 2021 due on 25 March, a week before Good Friday. */
const contributors = `
collect: { settleSeconds: 0 }
contributors:
  - { id: hr, name: Human Resources, email: hr@example.gov.uk, indicators: [staff-turnover, agency-staff-number], due: 19 }
operators: [ { email: operators@example.gov.uk } ]
`;

const january = [
  'Indicator,Period,Value,Numerator,Denominator,Member,Source,Note',
  'staff-turnover,2021-01,12.5,,,,HR by mail,',
  'agency-staff-number,2021-01,3,,,,HR by mail,',
  'agency-staff-number,2021-02,4,,,,HR by mail,',
  '',
].join('\r\n');

interface Night {
  readonly notifications: Readonly<Record<'sent' | 'operators' | 'failed' | 'chasers', number>>;
}

let own: OwnVigil;
let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
  own = await ownVigil();
  await own.configure(`${testshire()}${contributors}`);
  await own.deliver('2021-03-22', { 'reported_figures.csv': january });
  own.env['SMTP_URL'] = inbox.url;
});
afterAll(async () => {
  await own.drop();
  await inbox.close();
});

const chasersOn = async (day: string): Promise<number> => {
  own.env['VIGIL_NOW'] = day;
  return (await own.json<Night>('run')).notifications.chasers;
};
const lastChasers = async () =>
  (
    await own.json<{ indicator: string; state: string; lastChaser: string | null }[]>('collect', '--period', '2021-02')
  ).map(({ indicator, state, lastChaser }) => [indicator, state, lastChaser]);
const words = (index: number) => mailsTo(inbox, 'hr@example.gov.uk')[index]?.text?.replaceAll(/\s+/gu, ' ');

describe('whoever owes figures', () => {
  it('is left in peace until two working days before they are due', async () => {
    expect(await chasersOn('2021-03-22')).toBe(0);
    expect(await lastChasers()).toEqual([
      ['staff-turnover', 'owed', null],
      ['agency-staff-number', 'there', null],
    ]);
  });

  it('is shown beforehand what they would be written', async () => {
    own.env['VIGIL_NOW'] = '2021-03-23';
    const { out } = await own.vigil('mail', 'preview', '--out', 'mails');
    expect(out).toContain('hr@example.gov.uk  Figures of February 2021 are due');
    const name = 'chaser-2021-03-23-hr@example.gov.uk';
    expect(await readdir(join(own.directory, 'mails'))).toEqual([`${name}.eml`, `${name}.html`, `${name}.txt`]);
    expect(await readFile(join(own.directory, 'mails', `${name}.txt`), 'utf8')).toContain('Due on 25 March 2021');
    expect(inbox.mails).toEqual([]);
  });

  it('is reminded, once, on a day on which nothing is delivered', async () => {
    expect(await chasersOn('2021-03-23')).toBe(1);
    expect(await chasersOn('2021-03-23')).toBe(0);
    const [mail] = mailsTo(inbox, 'hr@example.gov.uk');
    expect(mail).toMatchObject({
      subject: 'Figures of February 2021 are due',
      from: { value: [{ address: 'vigil@example.gov.uk' }] },
      replyTo: { value: [{ address: 'operators@example.gov.uk' }] },
    });
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(words(0)).toContain(`hr February 2021 as at 2021-03-01.xlsx`);
    expect(words(0)).toContain(join(own.directory, 'forms/hr'));
    // What a list has reported is not asked for.
    expect(words(0)).toMatch(/February 2021: Human Resources -+ - [^-]*[Tt]urnover[^-]* Form:/u);
    expect((await own.vigil('collect', '--period', '2021-02')).out).toMatch(/owed +2021-03-23$/mu);
  });

  it('is chased on the first working day after, and again after five, over Easter', async () => {
    expect(await chasersOn('2021-03-26')).toBe(1);
    expect(words(1)).toContain('Overdue · was due on 25 March 2021, 1 working day ago');
    // On Good Friday it would be five working days, were it one.
    expect(await chasersOn('2021-04-02')).toBe(0);
    expect(await chasersOn('2021-04-06')).toBe(1);
    expect(words(2)).toContain('6 working days ago');
    expect(await lastChasers()).toContainEqual(['staff-turnover', 'overdue', '2021-04-06']);
    expect(await own.json('notifications')).toMatchObject(
      ['2021-04-06', '2021-03-26', '2021-03-23'].map((day) => ({ kind: 'chaser', day, state: 'accepted' })),
    );
  });

  it('hears no more once the form is in, though one of its figures is left empty', async () => {
    await own.vigil('collect', 'write', '--period', '2021-02', '--out', 'to-send');
    await sendBack(own, 'hr February 2021 as at 2021-03-01.xlsx', 'hr', (rows) => {
      fillIn(rows, { 'agency-staff-number': { 'Feb 2021': 5 } });
      signOff(rows);
    });
    expect(await chasersOn('2021-04-13')).toBe(0);
    expect(await lastChasers()).toEqual([
      ['staff-turnover', 'left empty', null],
      ['agency-staff-number', 'there', null],
    ]);
    expect(inbox.mails).toHaveLength(3);
  });
});
