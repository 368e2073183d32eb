import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockedVigil, type ClockedVigil } from './clocked-vigil.ts';
import { openInbox, recipientOf, type Inbox } from './inbox.ts';
import { smallConfig, writeSmallDelivery } from './small-delivery.ts';
import { newVigil } from './vigil.ts';

const operators = 'operators@example.gov.uk';
const director = 'director@example.gov.uk';
const head = 'head.qa@example.gov.uk';

const scheduled = smallConfig('./extracts').replace(
  'settleSeconds: 0',
  'settleSeconds: 0\n    schedule: "15 2 * * *"\n    guards: { neverArrived: false }',
);

const recipients = ({ mails }: Inbox) => mails.map(recipientOf);

async function deliverNonsense({ directory }: ClockedVigil, asAt: string): Promise<void> {
  const folder = join(directory, 'extracts', asAt);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'contacts.csv'), `Child Unique ID\r\n${asAt}\r\n`);
}

describe('operators', () => {
  let inbox: Inbox;
  let vigil: ClockedVigil;
  const night = (day: string) => vigil.at(`${day}T02:15:10Z`);
  beforeAll(async () => {
    inbox = await openInbox();
    vigil = await clockedVigil({ config: scheduled, smtpUrl: inbox.url });
    await vigil.at('2021-01-08T12:00:00Z');
  });
  afterAll(async () => {
    await vigil.dispose();
    await inbox.close();
  });

  it('are told on any day, of a failed run on a Saturday', async () => {
    await deliverNonsense(vigil, '2021-01-09');
    await night('2021-01-09');
    expect(recipients(inbox)).toEqual([operators]);
    expect(inbox.mails[0]?.text).toContain('contacts.csv');
  });

  it('are not told of it again', async () => {
    await vigil.at('2021-01-09T12:00:00Z');
    await night('2021-01-10');
    expect(inbox.mails).toHaveLength(1);
  });

  it('are told all that is open when something is new', async () => {
    await deliverNonsense(vigil, '2021-01-11');
    await night('2021-01-11');
    // The slot of the night before, in which nothing came, has yet to see that it is over.
    await vigil.at('2021-01-11T07:00:00Z');
    expect(recipients(inbox)).toEqual([operators, operators]);
    const text = inbox.mails[1]?.text?.replaceAll(/\s+/gu, ' ');
    expect(text).toContain('validate of casework as at 2021-01-11, and 1 more with the same cause');
  });
});

describe('news that nobody answers for', () => {
  it('is told to operators, once', async () => {
    const inbox = await openInbox();
    const config = scheduled.replace('[icpc-timeliness]', '[icpc-rate]');
    const vigil = await clockedVigil({ config, smtpUrl: inbox.url });
    await vigil.at('2021-01-11T12:00:00Z');
    await writeSmallDelivery(join(vigil.directory, 'extracts'), '2021-01-12');
    await vigil.at('2021-01-12T02:15:10Z');
    expect(recipients(inbox)).toEqual([operators]);
    expect(inbox.mails[0]?.text).toContain('icpc-timeliness');
    await vigil.at('2021-01-13T02:15:10Z');
    expect(inbox.mails).toHaveLength(1);
    await vigil.dispose();
    await inbox.close();
  });
});

describe('the director', () => {
  it('hears of the week on its first working day, with the digest or without one, and once', async () => {
    const inbox = await openInbox();
    const config = `${scheduled}director: { title: Director, email: ${director} }\n`;
    const vigil = await clockedVigil({ config, smtpUrl: inbox.url });
    await vigil.at('2021-03-30T12:00:00Z');
    await writeSmallDelivery(join(vigil.directory, 'extracts'), '2021-03-31');
    await vigil.at('2021-03-31T02:15:10Z');
    // The week of the first delivery has nothing before it, but an alert stands.
    expect(recipients(inbox).toSorted()).toEqual([director, head]);
    for (const day of ['2021-04-01', '2021-04-05']) {
      await vigil.at(`${day}T02:15:10Z`);
      await vigil.at(`${day}T07:00:00Z`);
    }
    expect(inbox.mails).toHaveLength(2);
    // Easter Monday is over.
    await vigil.at('2021-04-06T07:00:00Z');
    expect(recipients(inbox).slice(2)).toEqual([director]);
    await vigil.at('2021-04-07T07:00:00Z');
    expect(inbox.mails).toHaveLength(3);
    await vigil.dispose();
    await inbox.close();
  });

  it('hears of it from a night run by hand, where no scheduler runs', async () => {
    const inbox = await openInbox();
    const config = `${smallConfig('./extracts')}director: { title: Director, email: ${director} }\n`;
    const vigil = await newVigil({ config, smtpUrl: inbox.url });
    const mailed = async () => (await vigil.json<{ notifications: unknown }>('run')).notifications;
    vigil.env['VIGIL_NOW'] = '2021-01-04T06:00:00Z';
    await writeSmallDelivery(join(vigil.directory, 'extracts'), '2021-01-04');
    expect(await mailed()).toMatchObject({ sent: 1, weekly: 1 });
    expect(await mailed()).toMatchObject({ sent: 0, weekly: 0 });
    vigil.env['VIGIL_NOW'] = '2021-01-11T06:00:00Z';
    expect(await mailed()).toMatchObject({ sent: 0, weekly: 1 });
    expect(recipients(inbox).slice(2)).toEqual([director]);
    await vigil.dispose();
    await inbox.close();
  });
});
