import { join } from 'node:path';
import { addDays, type IsoDate } from '@vigil/calendar';
import type { ParsedMail } from 'mailparser';
import { describe, expect, it, vi } from 'vitest';
import { clockedVigil, type ClockedVigil } from './clocked-vigil.ts';
import { deliverYear, type InTime } from './council-year.ts';
import { openInbox, recipientOf, type Inbox } from './inbox.ts';

/** A year is lived through in each test, beside the other two. */
vi.setConfig({ testTimeout: 240_000 });

const config = `
authority: { code: "852", name: Testshire, population0to17: { 2018: 50400, 2019: 50700, 2020: 50900, 2021: 51000 } }
sources:
  - id: casework
    connector: { kind: folder, path: ./extracts }
    settleSeconds: 0
    schedule: "15 2 * * 1"
    expectedBy: "06:00"
    guards: { neverArrived: false }
services:
  - id: quality-assurance
    name: Quality Assurance
    head: { title: Head of Service, email: head.qa@example.gov.uk }
    deputies: [ { title: Deputy Head, email: deputy.qa@example.gov.uk } ]
    indicators: [icpc-timeliness]
  - id: mash
    name: MASH
    head: { title: Head of MASH, email: head.mash@example.gov.uk }
    indicators: [mash-decision-timeliness]
targets:
  icpc-timeliness: [ { atLeast: 80, tolerance: 5, from: 2019-04-01, judge: provisional } ]
  mash-decision-timeliness: [ { atLeast: 80, tolerance: 5, from: 2019-04-01 } ]
operators: [ { email: operators@example.gov.uk } ]
mail: { from: vigil@example.gov.uk }
`;

/** Conferences in time, of twenty a month: as first recorded, and as put right later. */
const conferences: InTime = {
  '2020-03': 11,
  '2020-04': 10,
  '2020-05': 10,
  '2020-07': 15,
  '2020-08': 9,
  '2020-10': 8,
  '2020-12': 6,
  '2021-01': 7,
};
const corrected: InTime = { ...conferences, '2020-08': 17 };
/** MASH is judged on months that have settled. */
const decisions: InTime = { '2020-05': 9 };

interface Night {
  readonly day: IsoDate;
  /** The conferences of the months, as they are delivered as at the day. */
  readonly delivered: InTime;
  /** What somebody says in the afternoon before. */
  readonly said?: (vigil: ClockedVigil) => Promise<void>;
}

/** Thirteen deliveries of a month each, and one that corrects. */
const year: readonly Night[] = [
  { day: '2020-02-03', delivered: conferences },
  { day: '2020-03-02', delivered: conferences },
  { day: '2020-04-06', delivered: conferences },
  { day: '2020-05-04', delivered: conferences },
  { day: '2020-06-01', delivered: conferences, said: acknowledges },
  { day: '2020-07-06', delivered: conferences },
  { day: '2020-08-03', delivered: conferences },
  { day: '2020-09-07', delivered: conferences },
  { day: '2020-09-14', delivered: corrected },
  { day: '2020-10-05', delivered: corrected },
  { day: '2020-11-02', delivered: corrected, said: mutes },
  { day: '2020-12-07', delivered: corrected },
  { day: '2021-01-04', delivered: corrected },
  { day: '2021-02-01', delivered: corrected },
];

/** Who is told what, on which day; to the deputy goes what goes to the head. */
const told: readonly (readonly [IsoDate, string, string])[] = [
  ['2020-04-06', 'qa', 'Target missed · first month'],
  ['2020-05-04', 'qa', 'Target missed · second month running'],
  // June: acknowledged, and no worse.
  ['2020-07-06', 'qa', 'Back on target'],
  // May, once it has settled.
  ['2020-07-06', 'mash', 'Target missed · first month'],
  ['2020-08-03', 'mash', 'Back on target'],
  // August: July is within tolerance.
  ['2020-09-07', 'qa', 'Target missed · first time since May 2020'],
  ['2020-09-14', 'qa', 'Correction · Back on target'],
  // November: muted; December: back on target, which nobody had heard that it was not.
  ['2021-01-04', 'qa', 'Target missed · first time since October 2020'],
  ['2021-02-01', 'qa', 'Target missed · second month running'],
];

const toPeople = told
  .flatMap(([day, service, news]) =>
    (service === 'qa' ? ['deputy.qa', 'head.qa'] : ['head.mash']).map((name) => `${day} ${name}: ${news}`),
  )
  .toSorted();

async function acknowledges(vigil: ClockedVigil): Promise<void> {
  const open = await vigil.json<{ id: string; indicator: string }[]>('alerts');
  for (const { id } of open.filter(({ indicator }) => indicator === 'icpc-timeliness')) {
    expect(await vigil.vigil('acknowledge', id, '--comment', 'two more chairs from July')).toMatchObject({ code: 0 });
  }
}

async function mutes(vigil: ClockedVigil): Promise<void> {
  const window = ['--indicator', 'icpc-timeliness', '--until', '2020-12-07', '--reason', 'the chairs have moved house'];
  expect(await vigil.vigil('mute', ...window)).toMatchObject({ code: 0 });
}

/** 'head.qa: Target missed · first time since June 2020': what the blocks of a mail are headed by. */
function inShort(mail: ParsedMail): string {
  const heads = [...(mail.text ?? '').matchAll(/^(.+)\n.+\n-{5,}$/gmu)].map(([, news]) => news);
  return `${recipientOf(mail).split('@')[0]}: ${heads.join(' | ')}`;
}

interface Year {
  readonly nights?: readonly Night[];
  readonly inbox?: Inbox;
  /** What is done in a night: unless said otherwise what the schedule does. */
  readonly night?: (vigil: ClockedVigil, day: IsoDate, deliver: () => Promise<void>) => Promise<void>;
}

/** Lives through the year, and gives the mails that came, each with the day on which it came. */
async function live({ nights = year, inbox: given, night = asScheduled }: Year = {}): Promise<readonly string[]> {
  const inbox = given ?? (await openInbox());
  const vigil = await clockedVigil({ config, smtpUrl: inbox.url });
  const mails: string[] = [];
  let seen = 0;
  const note = (day: IsoDate): void => {
    mails.push(
      ...inbox.mails
        .slice(seen)
        .map((mail) => `${day} ${inShort(mail)}`)
        .toSorted(),
    );
    seen = inbox.mails.length;
  };
  await vigil.at('2020-01-27T12:00:00Z');
  for (const { day, delivered, said } of nights) {
    const eve = addDays(day, -1);
    await vigil.at(`${eve}T14:00:00Z`);
    await said?.(vigil);
    note(eve);
    await night(vigil, day, () =>
      deliverYear(join(vigil.directory, 'extracts'), day, { conferences: delivered, decisions }),
    );
    note(day);
  }
  await vigil.dispose();
  await inbox.close();
  return mails;
}

async function asScheduled(vigil: ClockedVigil, day: IsoDate, deliver: () => Promise<void>): Promise<void> {
  await deliver();
  await vigil.at(`${day}T02:15:10Z`);
  await vigil.at(`${day}T07:00:10Z`);
}

describe.concurrent('a year of nights', () => {
  it('tells each person what the table says, on the day it says, and nothing else', async () => {
    expect(await live()).toEqual(toPeople);
  });

  it('tells the same where deliveries come in the morning, every night runs three times, and the mail server puts off', async () => {
    const putOff = new Set<string>();
    let today = '';
    const inbox = await openInbox({
      onRecipient: (address) => {
        const first = !putOff.has(`${today} ${address}`);
        putOff.add(`${today} ${address}`);
        return first ? 451 : null;
      },
    });
    const mails = await live({
      inbox,
      night: async (vigil, day, deliver) => {
        today = day;
        await vigil.at(`${day}T02:15:10Z`);
        await deliver();
        await vigil.at(`${day}T09:30:00Z`);
        await vigil.at(`${day}T09:31:00Z`);
        expect(await vigil.vigil('run')).toMatchObject({ code: 0 });
        await vigil.at(`${day}T12:00:00Z`);
      },
    });
    expect(mails).toEqual(toPeople);
  });

  it('tells nobody of what was put right before it could be told, nor twice what a lost connection left uncertain', async () => {
    const inbox: Inbox = await openInbox({ onMail: () => inbox.cut() });
    const mails = await live({
      inbox,
      night: async (vigil, day, deliver) => {
        await deliver();
        // That night Vigil was not running.
        if (day === '2020-09-07') return;
        await vigil.at(`${day}T02:15:10Z`);
        await vigil.at(`${day}T07:00:10Z`);
      },
    });
    const heard = toPeople.filter((mail) => !mail.startsWith('2020-09'));
    expect(mails.filter((mail) => !mail.includes(' operators:'))).toEqual(heard);
    expect(mails.find((mail) => mail.includes(' operators:'))).toContain('Mail uncertain');
  });
});
