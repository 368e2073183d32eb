import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ruleNames } from '@vigil/alerts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockedVigil, type ClockedVigil } from './clocked-vigil.ts';
import { openInbox, recipientOf, type Inbox } from './inbox.ts';
import { contacts, enquiries } from './small-delivery.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

const head = 'head.qa@example.gov.uk';

/** Told of a figure is that it misses its target, and nothing else. */
const onlyMisses = ruleNames
  .filter((rule) => rule !== 'target-missed')
  .map((rule) => `${rule}: off`)
  .join(', ');

/** Two sources, whose figures one head of service answers for. */
const config = `
authority: { code: "852", name: Testshire, population0to17: { 2018: 50400, 2019: 50700, 2020: 50900 } }
sources:
  - id: casework
    connector: { kind: folder, path: ./casework }
    settleSeconds: 0
    schedule: "15 2 * * *"
    guards: { neverArrived: false }
  - id: front-door
    connector: { kind: folder, path: ./front-door }
    settleSeconds: 0
    schedule: "30 3 * * *"
    guards: { neverArrived: false }
services:
  - id: quality-assurance
    name: Quality Assurance
    head: { title: Head of Service, email: ${head} }
    indicators: [icpc-timeliness, mash-decision-timeliness]
targets:
  icpc-timeliness: [ { atLeast: 70, tolerance: 5, from: 2019-04-01, judge: provisional } ]
  mash-decision-timeliness: [ { atLeast: 90, tolerance: 5, from: 2019-04-01, judge: provisional } ]
alerts: { defaults: { ${onlyMisses} } }
operators: [ { email: operators@example.gov.uk } ]
mail: { from: vigil@example.gov.uk }
`;

async function deliver(vigil: VigilUnderTest, source: string, asAt: string, files: Record<string, string>) {
  const folder = join(vigil.directory, source, asAt);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

/** One conference of four was in time in the last month; or all of them were. */
const conferencesLate = (asAt: string) => ({ 'section_47_enquiries.csv': enquiries(asAt) });
const conferencesInTime = (asAt: string) => ({ 'section_47_enquiries.csv': enquiries(asAt, 4) });
/** Decided on the 28th, whenever they came. */
const decisionsLate = (asAt: string) => ({
  'contacts.csv': contacts(asAt).replaceAll(/\d\d(\/\d\d\/\d{4},No further action)/gu, '28$1'),
});

const recipients = ({ mails }: Inbox) => mails.map(recipientOf);
const textOf = ({ mails }: Inbox, index: number) => mails[index]?.text?.replaceAll(/\s+/gu, ' ');

interface Ran {
  readonly runs: readonly unknown[];
  readonly notifications: Readonly<
    Record<'sent' | 'suppressed' | 'uncertain' | 'failed' | 'operators' | 'weekly' | 'chasers', number>
  >;
}

describe('a night run by hand', () => {
  let inbox: Inbox;
  let vigil: VigilUnderTest;
  beforeAll(async () => {
    inbox = await openInbox();
    vigil = await newVigil({ config, smtpUrl: inbox.url });
    vigil.env['VIGIL_NOW'] = '2021-01-04T05:00:00Z';
  });
  afterAll(async () => {
    await vigil.dispose();
    await inbox.close();
  });

  it('tells one person of two sources in one mail', async () => {
    await deliver(vigil, 'casework', '2021-01-04', conferencesLate('2021-01-04'));
    await deliver(vigil, 'front-door', '2021-01-04', decisionsLate('2021-01-04'));
    const { runs, notifications } = await vigil.json<Ran>('run');
    expect(runs).toHaveLength(2);
    expect(notifications).toEqual({
      sent: 1,
      suppressed: 0,
      uncertain: 0,
      failed: 0,
      operators: 0,
      weekly: 0,
      chasers: 0,
    });
    expect(recipients(inbox)).toEqual([head]);
    expect(textOf(inbox, 0)).toMatch(/Contacts decided .* conferences held/u);
  });

  it('tells nobody when it is run again', async () => {
    const { runs, notifications } = await vigil.json<Ran>('run');
    expect(runs).toEqual([]);
    expect(notifications).toMatchObject({ sent: 0, suppressed: 0 });
    expect(inbox.mails).toHaveLength(1);
  });

  it('leaves the news of a second delivery of the day to the next working day', async () => {
    await deliver(vigil, 'casework', '2021-01-05', conferencesInTime('2021-01-05'));
    const { runs, notifications } = await vigil.json<Ran>('run');
    expect(runs).toMatchObject([{ asAt: '2021-01-05', alerts: { recovered: 1 } }]);
    expect(notifications).toMatchObject({ sent: 0, suppressed: 1 });
    expect(inbox.mails).toHaveLength(1);

    vigil.env['VIGIL_NOW'] = '2021-01-05T05:00:00Z';
    expect((await vigil.json<Ran>('run')).notifications).toMatchObject({ sent: 1 });
    expect(recipients(inbox)).toEqual([head, head]);
    expect(textOf(inbox, 1)).toContain('back on target');
  });

  it('on a Saturday tells at once, in the digest of Monday', async () => {
    vigil.env['VIGIL_NOW'] = '2021-01-09T12:00:00Z';
    await deliver(vigil, 'casework', '2021-01-08', conferencesLate('2021-01-08'));
    expect((await vigil.json<Ran>('run')).notifications).toMatchObject({ sent: 1 });
    expect(await vigil.json('notifications')).toMatchObject([
      { day: '2021-01-11' },
      { day: '2021-01-05' },
      { day: '2021-01-04' },
    ]);
  });
});

describe('nights of a schedule', () => {
  let inbox: Inbox;
  let vigil: ClockedVigil;
  beforeAll(async () => {
    inbox = await openInbox();
    vigil = await clockedVigil({ config, smtpUrl: inbox.url });
    // From here on the schedules are followed.
    await vigil.at('2021-01-03T12:00:00Z');
  });
  afterAll(async () => {
    await vigil.dispose();
    await inbox.close();
  });

  it('wait for the last source of the night, and tell before the day begins', async () => {
    await deliver(vigil, 'casework', '2021-01-04', conferencesLate('2021-01-04'));
    await vigil.at('2021-01-04T02:15:10Z');
    expect(inbox.mails).toEqual([]);
    await deliver(vigil, 'front-door', '2021-01-04', decisionsLate('2021-01-04'));
    await vigil.at('2021-01-04T03:30:10Z');
    expect(recipients(inbox)).toEqual([head]);
    expect(textOf(inbox, 0)).toMatch(/Contacts decided .* conferences held/u);
  });

  it('leave what comes later in the day to the next working day, which needs no delivery for it', async () => {
    await deliver(vigil, 'casework', '2021-01-05', conferencesInTime('2021-01-05'));
    vigil.env['VIGIL_NOW'] = '2021-01-04T14:00:00Z';
    await vigil.at('2021-01-04T14:00:00Z');
    expect(await vigil.vigil('run', '--source', 'casework')).toMatchObject({ code: 0 });
    await vigil.at('2021-01-04T23:00:00Z');
    expect(inbox.mails).toHaveLength(1);
    // Neither source delivers, and nobody is kept waiting beyond the hour.
    await vigil.at('2021-01-05T02:15:10Z');
    await vigil.at('2021-01-05T03:30:10Z');
    expect(inbox.mails).toHaveLength(1);
    await vigil.at('2021-01-05T07:00:00Z');
    expect(recipients(inbox)[1]).toBe(head);
    expect(textOf(inbox, 1)).toContain('back on target');
  });

  it.each([
    ['a weekend', '2021-01-09', '2021-01-08', ['2021-01-10'], '2021-01-11'],
    ['Easter', '2021-04-02', '2021-04-01', ['2021-04-03', '2021-04-05'], '2021-04-06'],
  ])('over %s wait until the next working day', async (_, night, asAt, daysOff, workingDay) => {
    const before = inbox.mails.length;
    const worse = asAt === '2021-01-08';
    await deliver(vigil, 'casework', asAt, worse ? conferencesLate(asAt) : conferencesInTime(asAt));
    for (const day of [night, ...daysOff]) {
      await vigil.at(`${day}T02:15:10Z`);
      await vigil.at(`${day}T12:00:00Z`);
    }
    expect(inbox.mails).toHaveLength(before);
    await vigil.at(`${workingDay}T00:30:00Z`);
    expect(inbox.mails).toHaveLength(before);
    await vigil.at(`${workingDay}T07:00:00Z`);
    expect(inbox.mails).toHaveLength(before + 1);
    const [mail] = await vigil.json<{ day: string }[]>('notifications');
    expect(mail?.day).toBe(workingDay);
  });
});
