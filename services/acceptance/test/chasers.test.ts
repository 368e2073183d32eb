import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillIn, sendBack, signOff } from '../../cli/test/filled-forms.ts';
import { clockedVigil, type ClockedVigil } from './clocked-vigil.ts';
import { openInbox, recipientOf, type Inbox } from './inbox.ts';
import { enquiries } from './small-delivery.ts';

const head = 'head.qa@example.gov.uk';
const hr = 'hr@example.gov.uk';

/** Figures of February 2021 are due on 25 March. */
const config = `
authority: { code: "852", name: Testshire, population0to17: { 2018: 50400, 2019: 50700, 2020: 50900 } }
sources:
  - id: casework
    connector: { kind: folder, path: ./casework }
    settleSeconds: 0
    schedule: "15 2 * * *"
    guards: { neverArrived: false }
collect: { settleSeconds: 0 }
contributors:
  - { id: hr, name: Human Resources, email: ${hr}, indicators: [staff-turnover], due: 19 }
services:
  - id: quality-assurance
    name: Quality Assurance
    head: { title: Head of Service, email: ${head} }
    indicators: [icpc-timeliness]
targets:
  icpc-timeliness: [ { atLeast: 70, tolerance: 5, from: 2019-04-01, judge: provisional } ]
mail: { from: vigil@example.gov.uk }
`;

describe('by a schedule, who owes figures', () => {
  let inbox: Inbox;
  let vigil: ClockedVigil;
  beforeAll(async () => {
    inbox = await openInbox();
    vigil = await clockedVigil({ config, smtpUrl: inbox.url });
    // From here on the schedules are followed.
    await vigil.at('2021-03-22T06:00:00Z');
  });
  afterAll(async () => {
    await vigil.dispose();
    await inbox.close();
  });

  const writtenTo = () => inbox.mails.map(recipientOf);

  it('is reminded at the hour by which people are written to, though nothing was delivered', async () => {
    for (const time of ['02:15:10', '06:00:10', '06:59:00']) await vigil.at(`2021-03-23T${time}Z`);
    expect(writtenTo()).toEqual([]);
    await vigil.at('2021-03-23T07:00:00Z');
    expect(writtenTo()).toEqual([hr]);
    await vigil.at('2021-03-23T07:01:00Z');
    await vigil.at('2021-03-24T07:00:00Z');
    expect(writtenTo()).toEqual([hr]);
  });

  it('is chased at that hour also when the digest of the day went out before', async () => {
    await vigil.at('2021-03-26T02:15:10Z');
    const folder = join(vigil.directory, 'casework', '2021-03-26');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'section_47_enquiries.csv'), enquiries('2021-03-26'));
    await vigil.at('2021-03-26T02:17:00Z');
    expect(writtenTo()).toEqual([hr, head]);
    await vigil.at('2021-03-26T07:00:00Z');
    expect(writtenTo()).toEqual([hr, head, hr]);
  });

  it('hears nothing in the morning after a form came', async () => {
    expect((await vigil.vigil('collect', 'write', '--period', '2021-02', '--out', 'to-send')).code).toBe(0);
    await sendBack(vigil, 'hr February 2021 as at 2021-03-01.xlsx', 'hr', (rows) => {
      fillIn(rows, { 'staff-turnover': { 'Feb 2021': '12 of 80' } });
      signOff(rows);
    });
    // The form is read at six by the clocks of England, which are in summer time now.
    await vigil.at('2021-04-06T05:00:10Z');
    await vigil.at('2021-04-06T06:00:00Z');
    expect(writtenTo().filter((one) => one === hr)).toHaveLength(2);
  });
});
