import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openInbox, recipientOf, type Inbox } from './inbox.ts';
import { smallConfig, writeSmallDelivery } from './small-delivery.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

const head = 'head.qa@example.gov.uk';
const deputy = 'deputy.qa@example.gov.uk';
const operators = 'operators@example.gov.uk';
const config = smallConfig('./extracts').replace(
  '\n    indicators:',
  `\n    deputies: [{ title: Deputy, email: ${deputy} }]\n    indicators:`,
);

interface Ran {
  readonly notifications: Readonly<Record<'sent' | 'uncertain' | 'failed' | 'operators', number>>;
}

interface Mail {
  readonly id: string;
  readonly recipient: string;
  readonly kind: string;
  readonly state: string;
}

const recipients = ({ mails }: Inbox) => mails.map(recipientOf).toSorted();

describe('of two mails', () => {
  let inbox: Inbox;
  let vigil: VigilUnderTest;
  afterEach(async () => {
    await vigil.dispose();
    await inbox.close();
  });
  const night = async (options: Parameters<typeof openInbox>[0]) => {
    inbox = await openInbox(options);
    vigil = await newVigil({ config, smtpUrl: inbox.url });
    vigil.env['VIGIL_NOW'] = '2021-01-04T05:00:00Z';
    await writeSmallDelivery(join(vigil.directory, 'extracts'), '2021-01-04');
    const { code, out } = await vigil.vigil('run', '--format', 'json');
    return { code, ...(JSON.parse(out) as Ran) };
  };
  const ledger = () => vigil.json<Mail[]>('notifications');

  it('one that is refused for good keeps nobody from theirs, and operators hear of it in the same run', async () => {
    let refuses = true;
    const { code, notifications } = await night({ onRecipient: (to) => (refuses && to === deputy ? 550 : null) });
    expect(code).toBe(1);
    expect(notifications).toMatchObject({ sent: 1, uncertain: 0, failed: 1, operators: 1 });
    expect(recipients(inbox)).toEqual([head, operators]);
    expect(inbox.mails.at(-1)?.text).toContain(deputy);
    expect(await vigil.json('failed')).toEqual([]);

    // It is not tried again by itself.
    expect(await vigil.json<Ran>('run')).toMatchObject({ notifications: { sent: 0, failed: 0, operators: 0 } });
    expect(inbox.mails).toHaveLength(2);
    refuses = false;
    const refused = (await ledger()).find(({ state }) => state === 'refused')!;
    const resend = await vigil.vigil('notifications', 'resend', refused.id, '--reason', 'the mailbox is there now');
    expect(resend).toMatchObject({ code: 0 });
    expect(recipients(inbox)).toEqual([deputy, head, operators]);
  });

  it('one that is put off is sent within the run, once the server takes it', async () => {
    let asked = 0;
    const { code, notifications } = await night({
      onRecipient: (to) => {
        if (to !== deputy) return null;
        asked += 1;
        return asked === 1 ? 451 : null;
      },
    });
    expect(code).toBe(0);
    expect(notifications).toMatchObject({ sent: 2, failed: 0, operators: 0 });
    expect(recipients(inbox)).toEqual([deputy, head]);
  });

  it('one that is put off for long is left to the next run, which sends it', async () => {
    let putsOff = true;
    const { code, notifications } = await night({ onRecipient: (to) => (putsOff && to === deputy ? 451 : null) });
    expect(code).toBe(1);
    expect(notifications).toMatchObject({ sent: 1, failed: 1 });
    expect(await vigil.json('failed')).toMatchObject([{ stage: 'notify', kind: 'mail-not-sent' }]);
    putsOff = false;
    expect(await vigil.json<Ran>('run')).toMatchObject({ notifications: { sent: 1, failed: 0 } });
    expect(recipients(inbox)).toEqual([deputy, head]);
    expect(await vigil.json('failed')).toEqual([]);
  });
});
