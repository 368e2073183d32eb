import addressparser from 'nodemailer/lib/addressparser';

// Line ends and other control characters would begin a header of their own; the bidirectional ones make a name
// read as another.
const control = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const controls = new RegExp(control, 'gu');

/** Text from the configuration, made fit for a header or a heading: one line, no control characters. */
export function oneLine(text: string): string {
  return text.replace(controls, ' ').replace(/\s+/g, ' ').trim();
}

/**
 * The text as it is.
 * @throws Error naming the header where it holds a control character, which could smuggle in another header
 */
export function withoutControls(header: string, text: string): string {
  if (control.test(text)) {
    throw new Error(`the ${header} header holds a control character or line end: ${JSON.stringify(text)}`);
  }
  return text;
}

export interface Mailbox {
  name: string;
  address: string;
}

/**
 * Reads exactly one mailbox: `head.qa@example.gov.uk` or `Quality Assurance <head.qa@example.gov.uk>`.
 * @throws Error where there is none, more than one, or something that is not an address
 */
export function mailbox(header: string, text: string): Mailbox {
  const found = addressparser(withoutControls(header, text), { flatten: true });
  const [only] = found;
  if (found.length !== 1 || only === undefined || !/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(only.address)) {
    throw new Error(`the ${header} header wants one e-mail address such as head@example.gov.uk, got "${text}"`);
  }
  return { name: only.name, address: only.address };
}

/** A mailbox as header text, its name quoted. */
export function formatMailbox({ name, address }: Mailbox): string {
  return name === '' ? address : `"${oneLine(name).replaceAll(/["\\]/g, '\\$&')}" <${address}>`;
}

/** The part after the @ of a mailbox. */
export function domainOf(header: string, text: string): string {
  const { address } = mailbox(header, text);
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

export interface MessageIdParts {
  authority: string;
  notificationId: string;
  /** The sender's. */
  domain: string;
  kind?: 'digest' | 'weekly' | 'chaser' | 'operators' | 'test';
}

/**
 * The Message-ID of a notification: the same for every attempt, so that a mail sent twice is seen to be one.
 * @throws Error where the authority, the id or the domain holds anything that a Message-ID may not
 */
export function messageIdFor({ authority, notificationId, domain, kind = 'digest' }: MessageIdParts): string {
  return messageId(kind, { authority, notificationId, domain });
}

/**
 * What every mail about an alert names among its `References`, so that mail programs keep them together. No mail has
 * it as its own Message-ID.
 * @throws Error where a part holds anything that a Message-ID may not
 */
export function threadIdFor(parts: { authority: string; alert: string; domain: string }): string {
  return messageId('alert', parts);
}

function messageId(kind: string, { domain, ...parts }: Readonly<Record<string, string>> & { domain: string }): string {
  for (const [part, text] of Object.entries({ ...parts, domain })) {
    if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(text)) {
      throw new Error(`a Message-ID cannot hold ${part} "${oneLine(text)}": letters, digits, dots and hyphens only`);
    }
  }
  return `<${[kind, ...Object.values(parts)].join('.')}@${domain}>`;
}

const oneId = String.raw`<[^\s<>@]+@[^\s<>@]+>`;

/** @throws Error where the text is not one message id, as in a Message-ID header */
export function assertMessageId(text: string): void {
  if (!new RegExp(`^${oneId}$`).test(text)) {
    throw new Error(`the Message-ID header wants the form <something@domain>, got "${oneLine(text)}"`);
  }
}

/** Headers that a mail makes of its own parts; one of these slipped in would send it elsewhere or read as another. */
const ownHeaders = /^(from|sender|to|cc|bcc|reply-to|subject|date|message-id|mime-version|resent-.*|content-.*)$/i;

/**
 * @throws Error where it is no header, one that is made of the mail's own parts, or could carry another one; and where
 *   what refers to other mails are no message ids
 */
export function assertExtraHeader(name: string, value: string): void {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw new Error(`"${oneLine(name)}" is no name for a mail header`);
  if (ownHeaders.test(name)) throw new Error(`the ${name} header is made of the mail itself and cannot be given`);
  withoutControls(name, value);
  if (/^(references|in-reply-to)$/i.test(name) && !new RegExp(`^${oneId}( ${oneId})*$`).test(value)) {
    throw new Error(`the ${name} header wants message ids such as <something@domain>, got "${value}"`);
  }
}
