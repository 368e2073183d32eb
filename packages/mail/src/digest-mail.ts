import type { Digest } from '@vigil/alerts';

import { digestModel } from './digest-model.ts';
import { domainOf, formatMailbox, mailbox, oneLine } from './headers.ts';
import type { OutgoingMail } from './outgoing.ts';
import { digestHtml, digestText } from './templates.ts';

export interface DigestMailOptions {
  /** From `messageIdFor`: the same whenever this notification is rendered or sent. */
  messageId: string;
  /** `mail.from` of the configuration. Without a display name it gets "Vigil for <authority>". */
  from: string;
  /** Whom a reply reaches: `mail.replyTo`, or else the first operator. Without it the footer names nobody. */
  replyTo?: string;
  /** http(s) address of Vigil's pages. Without it the mail carries no link. */
  publicUrl?: string;
}

/**
 * The mail of a digest, ready to be frozen in the ledger. What it says comes from the digest alone: the same digest
 * gives the same mail, whenever it is rendered.
 * @throws Error where an address is not one mailbox, or `publicUrl` is no web address
 */
export function renderDigest(digest: Digest, options: DigestMailOptions): OutgoingMail {
  const { messageId, replyTo, publicUrl } = options;
  if (publicUrl !== undefined && !/^https?:$/.test(URL.canParse(publicUrl) ? new URL(publicUrl).protocol : '')) {
    throw new Error(`publicUrl is "${publicUrl}": expected an address such as https://vigil.example.gov.uk`);
  }
  const from = mailbox('From', options.from);
  const authority = oneLine(digest.authority.name);
  const model = digestModel(digest, {
    ...(replyTo === undefined ? {} : { replyTo: mailbox('Reply-To', replyTo).address }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
  return {
    messageId,
    from: formatMailbox(from.name === '' ? { ...from, name: `Vigil for ${authority}` } : from),
    to: mailbox('To', digest.recipient.email).address,
    ...(replyTo === undefined ? {} : { replyTo }),
    subject: model.subject,
    text: digestText(model),
    html: digestHtml(model),
    headers: {
      // RFC 3834: no vacation notice answers it; the second is how Exchange is told the same.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'List-Id': `<digest.${listLabel(digest.authority.code)}.${domainOf('From', options.from)}>`,
    },
  };
}

function listLabel(code: string): string {
  return code.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-');
}
