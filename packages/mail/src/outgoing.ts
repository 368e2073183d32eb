/** A picture that the HTML shows as `<img src="cid:…">`. */
export interface MailAttachment {
  /** Without angle brackets, e.g. `icpc-timeliness@vigil`. */
  cid: string;
  /** What it is called when somebody saves it, e.g. `icpc-timeliness.png`. */
  filename: string;
  contentType: 'image/png';
  base64: string;
}

/**
 * A mail as it is frozen in the ledger: everything that is sent, and nothing that the way of sending decides. Plain
 * JSON, so that what comes back from the database is what went in.
 */
export interface OutgoingMail {
  /** With its angle brackets, e.g. `<digest.852.7f3a@example.gov.uk>`; the same on every attempt. */
  messageId: string;
  /** One mailbox, with or without a display name. */
  from: string;
  /** One mailbox. Vigil writes to one person at a time. */
  to: string;
  replyTo?: string;
  subject: string;
  text: string;
  html: string;
  /** Pictures of the HTML; the text says the same without them. */
  attachments?: readonly MailAttachment[];
  headers: Readonly<Record<string, string>>;
  /** The Date header, as an instant in ISO 8601; the time of sending where it is not given. */
  date?: string;
}

/** What is known of a mail after an attempt to send it. Every outcome is final for that attempt. */
export type DeliveryOutcome =
  /** The server, or the directory, has taken responsibility for the mail. */
  | { outcome: 'accepted'; response: string }
  /** Certain that nothing was delivered; `permanent` when the same attempt would be refused again (SMTP 5xx). */
  | { outcome: 'refused'; permanent: boolean; about: RefusedFor; reason: string }
  /** The message was on its way when the connection was lost: delivered or not, nobody can tell from here. */
  | { outcome: 'uncertain'; reason: string };

/**
 * Whose matter a refusal is. One about the recipient or the message is this mail's alone, and others may go; one about
 * the server (not there, TLS, login, sender, relaying, shutting down) would meet every other mail as well.
 */
export type RefusedFor = 'recipient' | 'message' | 'server';

/** Where an authority's mail may go: `mail` of its configuration. */
export interface MailPolicy {
  /** In lower case; null: anywhere. */
  readonly allowedDomains: readonly string[] | null;
}

export interface MailTransport {
  /**
   * Resolves when the server may be given another mail (`mail.ratePerMinute`). To be awaited before a mail is entered
   * in the ledger as on its way: a crash while waiting must not look like one while sending.
   */
  turn(): Promise<void>;
  /** Never throws: whatever goes wrong is an outcome. An address outside the policy is refused, whoever asks. */
  send(mail: OutgoingMail, policy: MailPolicy): Promise<DeliveryOutcome>;
  /** What became of a mail whose sender crashed in between; `unknown` where the transport cannot look. */
  settle(messageId: string): Promise<'delivered' | 'not-delivered' | 'unknown'>;
  /** Whether mail could be sent now: connects and logs in, and sends nothing. Never throws. */
  verify(): Promise<{ ok: true } | { ok: false; problem: string }>;
  /** Where mail goes, for people: no credentials. */
  describe(): string;
  /** Takes no more mail, gives what is on its way a little time for its answer, and closes every connection. */
  close(): Promise<void>;
}
