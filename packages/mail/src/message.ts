import MailComposer from 'nodemailer/lib/mail-composer';

import { assertExtraHeader, assertMessageId, domainOf, formatMailbox, mailbox, withoutControls } from './headers.ts';
import type { DeliveryOutcome, MailAttachment, MailPolicy, OutgoingMail } from './outgoing.ts';

const pngSignature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export interface ComposedMessage {
  envelope: { from: string; to: string[] };
  bytes: Buffer;
}

/** The mail as a transport hands it over, or why no transport may: what is wrong with it, or where it would go. */
export async function prepareMessage(
  mail: OutgoingMail,
  { allowedDomains }: MailPolicy,
): Promise<{ message: ComposedMessage } | { refusal: DeliveryOutcome }> {
  const refusal = (about: 'recipient' | 'message', reason: string) => ({
    refusal: { outcome: 'refused' as const, permanent: true, about, reason },
  });
  try {
    const message = await composeMessage(mail);
    const domain = domainOf('To', mail.to);
    if (allowedDomains === null || allowedDomains.includes(domain)) return { message };
    return refusal('recipient', `${domain} is not among mail.allowedDomains (${allowedDomains.join(', ')})`);
  } catch (error) {
    return refusal('message', (error as Error).message);
  }
}

/**
 * The mail as the bytes of an e-mail (RFC 5322) and its envelope: multipart/alternative of the text and the HTML, which
 * with pictures is a multipart/related of its own.
 * @throws Error where an address is not one mailbox, or a header holds a control character
 */
export async function composeMessage(mail: OutgoingMail): Promise<ComposedMessage> {
  const from = mailbox('From', mail.from);
  const to = mailbox('To', mail.to);
  assertMessageId(mail.messageId);
  for (const [name, value] of Object.entries(mail.headers)) assertExtraHeader(name, value);
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
    attachments: pictures(mail.attachments ?? []),
    headers: { ...mail.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const envelope = node.getEnvelope();
  return { envelope: { from: envelope.from || from.address, to: [...envelope.to] }, bytes: await node.build() };
}

/** @throws Error where a name could reach beyond its header, two pictures share a cid, or one is no PNG */
function pictures(attachments: readonly MailAttachment[]) {
  const cids = new Set<string>();
  return attachments.map(({ cid, filename, contentType, base64 }) => {
    if (!/^[A-Za-z0-9][A-Za-z0-9.@_-]*$/.test(cid)) throw new Error(`"${cid}" is no name for a picture of a mail`);
    if (cids.has(cid)) throw new Error(`two pictures of the mail are called "${cid}"`);
    cids.add(cid);
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*\.png$/.test(filename)) {
      throw new Error(`the picture ${cid} wants a file name such as icpc-timeliness.png, got "${filename}"`);
    }
    const content = Buffer.from(base64, 'base64');
    if (!content.subarray(0, pngSignature.length).equals(pngSignature)) {
      throw new Error(`the picture ${cid} is no PNG in base64`);
    }
    return { cid, filename, contentType, content, contentDisposition: 'inline' as const };
  });
}
