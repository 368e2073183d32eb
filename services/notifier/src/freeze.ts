import { randomUUID } from 'node:crypto';
import type { IsoDate } from '@vigil/calendar';
import { prepareNotification, type Notification, type Transaction } from '@vigil/database';
import { domainOf, messageIdFor, type OutgoingMail } from '@vigil/mail';
import type { AuthorityConfig } from '@vigil/runtime';

/** What every mail of an authority begins with. */
export interface Envelope {
  readonly messageId: string;
  readonly from: string;
  readonly replyTo?: string;
  readonly publicUrl?: string;
  /** The sender's. */
  readonly domain: string;
}

/**
 * Renders a mail and freezes it in the ledger, from where it is sent.
 *
 * @returns its id; null when the person has theirs already
 * @throws Error where vigil.yaml has nobody to write from
 */
export async function freeze(
  tx: Transaction,
  authority: Pick<AuthorityConfig, 'code' | 'name' | 'mail' | 'operators'>,
  about: { readonly kind: Notification['kind']; readonly slot: string; readonly day: IsoDate | null },
  render: (envelope: Envelope) => Promise<OutgoingMail> | OutgoingMail,
): Promise<string | null> {
  const id = randomUUID();
  const rendered = await render(envelopeFor(authority, about.kind, id));
  return (await enter(tx, id, about, rendered)) ? id : null;
}

/** @throws Error where vigil.yaml has nobody to write from */
export function envelopeFor(
  { code, name, mail, operators }: Pick<AuthorityConfig, 'code' | 'name' | 'mail' | 'operators'>,
  kind: Notification['kind'],
  notificationId: string,
): Envelope {
  const { from, publicUrl } = mail;
  if (from === null) throw new Error(`vigil.yaml of ${name} names people to write to, but no mail.from to write from.`);
  const domain = domainOf('From', from);
  const replyTo = mail.replyTo ?? operators[0]?.email;
  return {
    messageId: messageIdFor({ authority: code, notificationId, domain, kind }),
    from,
    ...(replyTo !== undefined && { replyTo }),
    ...(publicUrl !== null && { publicUrl }),
    domain,
  };
}

/** @returns false when the person has theirs already */
export async function enter(
  tx: Transaction,
  id: string,
  about: { readonly kind: Notification['kind']; readonly slot: string | null; readonly day: IsoDate | null },
  mail: OutgoingMail,
): Promise<boolean> {
  return prepareNotification(tx, {
    id,
    ...about,
    recipient: mail.to,
    messageId: mail.messageId,
    sender: mail.from,
    replyTo: mail.replyTo ?? null,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: mail.headers,
    attachments: mail.attachments ?? [],
  });
}
