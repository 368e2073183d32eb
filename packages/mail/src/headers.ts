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

/**
 * The Message-ID of a notification: the same for every attempt, so that a mail sent twice is seen to be one.
 * `domain` is the sender's.
 * @throws Error where the authority, the id or the domain holds anything that a Message-ID may not
 */
export function messageIdFor(parts: { authority: string; notificationId: string; domain: string }): string {
  for (const [part, text] of Object.entries(parts)) {
    if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(text)) {
      throw new Error(`a Message-ID cannot hold ${part} "${oneLine(text)}": letters, digits, dots and hyphens only`);
    }
  }
  return `<digest.${parts.authority}.${parts.notificationId}@${parts.domain}>`;
}
