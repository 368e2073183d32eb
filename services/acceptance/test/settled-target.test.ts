import { expect, it } from 'vitest';
import { mailsTo, openInbox } from './inbox.ts';
import { configFor, expectedOf, extractsOf, sharedDataMissing, whereSharedData } from './shared-data.ts';
import { newVigil } from './vigil.ts';

it.skipIf(sharedDataMissing)(
  `a target that waits for months to settle is judged by November, and December is named as provisional${whereSharedData}`,
  async () => {
    const inbox = await openInbox();
    const { population0to17 } = await expectedOf('southampton-2020', '2021-01-04');
    const config = configFor(population0to17).replace(', judge: provisional', '');
    const vigil = await newVigil({ config, smtpUrl: inbox.url });
    expect(await vigil.vigil('run', '--extracts', extractsOf('southampton-2020'))).toMatchObject({ code: 0 });
    const mails = mailsTo(inbox, 'head.qa@example.gov.uk');
    expect(mails.map(({ subject }) => subject)).toEqual([
      '57 %, target 84 %: Initial child protection conferences held within 15 working days (November 2020)',
    ]);
    const text = mails[0]?.text?.replaceAll(/\s+/gu, ' ');
    expect(text).toContain('57 % in November 2020: 35 of 61 children');
    expect(text).toContain('fifth month running');
    expect(text).toContain('December 2020, provisional: 27 %, 14 of 51 children; target missed');
    expect(await vigil.json('alerts')).toContainEqual(
      expect.objectContaining({
        indicator: 'icpc-timeliness',
        rule: 'target-missed',
        period: '2020-11',
        state: 'open',
      }),
    );
    await vigil.dispose();
    await inbox.close();
  },
  120_000,
);
