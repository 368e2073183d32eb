import { domainOf, formatMailbox, mailbox, oneLine } from './headers.ts';
import type { MailAttachment, OutgoingMail } from './outgoing.ts';
import { inHtml, inText } from './templates.ts';

export interface LetterOptions {
  /** From `messageIdFor`: the same whenever this notification is rendered or sent. */
  messageId: string;
  /** `mail.from` of the configuration. Without a display name it gets "Vigil for <authority>". */
  from: string;
  /** Whom a reply reaches: `mail.replyTo`, or else the first operator. Without it the footer names nobody. */
  replyTo?: string;
  /** http(s) address of Vigil's pages. Without it the mail carries no link. */
  publicUrl?: string;
  /** Ids of the threads that the mail belongs to (`threadIdFor`). */
  references?: readonly string[];
}

/** What every mail says, whatever it is about. */
export interface LetterModel {
  readonly subject: string;
  readonly title: string;
  readonly introduction: string;
  readonly footer: readonly string[];
}

/** The names of the templates, and of the mailing list that a mail program sees. */
export type LetterKind = 'digest' | 'weekly' | 'chaser' | 'operators' | 'test';

/**
 * A mail, ready to be frozen in the ledger. What it says comes from the model and the options alone: the same give the
 * same mail, whenever it is rendered.
 * @throws Error where an address is not one mailbox, or `publicUrl` is no web address
 */
export function letter(
  kind: LetterKind,
  about: { authority: { code: string; name: string }; recipient: { email: string } },
  model: LetterModel,
  { messageId, from: sender, replyTo, publicUrl, references = [] }: LetterOptions,
  attachments: readonly MailAttachment[] = [],
): OutgoingMail {
  if (publicUrl !== undefined && !/^https?:$/.test(URL.canParse(publicUrl) ? new URL(publicUrl).protocol : '')) {
    throw new Error(`publicUrl is "${publicUrl}": expected an address such as https://vigil.example.gov.uk`);
  }
  const from = mailbox('From', sender);
  const answers = replyTo === undefined ? null : mailbox('Reply-To', replyTo).address;
  const mail = {
    ...model,
    footer: [...model.footer, ...(answers === null ? [] : [`Questions? Reply to this e-mail; it reaches ${answers}.`])],
    publicUrl: publicUrl ?? null,
  };
  return {
    messageId,
    from: formatMailbox(from.name === '' ? { ...from, name: `Vigil for ${oneLine(about.authority.name)}` } : from),
    to: mailbox('To', about.recipient.email).address,
    ...(replyTo === undefined ? {} : { replyTo }),
    subject: model.subject,
    text: inText(kind, mail),
    html: inHtml(kind, mail),
    ...(attachments.length === 0 ? {} : { attachments }),
    headers: {
      // RFC 3834: no vacation notice answers it; the second is how Exchange is told the same.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'List-Id': `<${kind}.${listLabel(about.authority.code)}.${domainOf('From', sender)}>`,
      ...(references.length === 0 ? {} : { References: references.join(' ') }),
    },
  };
}

function listLabel(code: string): string {
  return code.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-');
}
