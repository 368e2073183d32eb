import MailComposer from 'nodemailer/lib/mail-composer';

import { formatMailbox, mailbox, withoutControls } from './headers.ts';
import type { OutgoingMail } from './outgoing.ts';

export interface ComposedMessage {
  envelope: { from: string; to: string[] };
  bytes: Buffer;
}

/**
 * The mail as the bytes of an e-mail (RFC 5322, multipart/alternative: text, then HTML) and its envelope.
 * @throws Error where an address is not one mailbox, or a header holds a control character
 */
export async function composeMessage(mail: OutgoingMail): Promise<ComposedMessage> {
  const from = mailbox('From', mail.from);
  const to = mailbox('To', mail.to);
  if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(mail.messageId)) {
    throw new Error(`the Message-ID wants the form <something@domain>, got "${mail.messageId}"`);
  }
  for (const [name, value] of Object.entries(mail.headers)) {
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw new Error(`"${name}" is no name for a mail header`);
    withoutControls(name, value);
  }
  if (mail.date !== undefined && Number.isNaN(Date.parse(mail.date))) {
    throw new Error(`the Date header wants an instant such as 2021-01-04T05:30:00Z, got "${mail.date}"`);
  }
  const node = new MailComposer({
    messageId: mail.messageId,
    from: formatMailbox(from),
    to: formatMailbox(to),
    ...(mail.replyTo === undefined ? {} : { replyTo: formatMailbox(mailbox('Reply-To', mail.replyTo)) }),
    ...(mail.date === undefined ? {} : { date: new Date(mail.date) }),
    subject: withoutControls('Subject', mail.subject),
    text: mail.text,
    html: mail.html,
    headers: { ...mail.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const envelope = node.getEnvelope();
  return { envelope: { from: envelope.from || from.address, to: [...envelope.to] }, bytes: await node.build() };
}
