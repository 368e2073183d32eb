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
  headers: Readonly<Record<string, string>>;
  /** The Date header, as an instant in ISO 8601; the time of sending where it is not given. */
  date?: string;
}

/** What is known of a mail after an attempt to send it. Every outcome is final for that attempt. */
export type DeliveryOutcome =
  /** The server, or the directory, has taken responsibility for the mail. */
  | { outcome: 'accepted'; response: string }
  /** Certain that nothing was delivered; `permanent` when the same mail would be refused again (SMTP 5xx). */
  | { outcome: 'refused'; permanent: boolean; reason: string }
  /** The message was on its way when the connection was lost: delivered or not, nobody can tell from here. */
  | { outcome: 'uncertain'; reason: string };

export interface MailTransport {
  /** Never throws: whatever goes wrong is an outcome. */
  send(mail: OutgoingMail): Promise<DeliveryOutcome>;
  /** What became of a mail whose sender crashed in between; `unknown` where the transport cannot look. */
  settle(messageId: string): Promise<'delivered' | 'not-delivered' | 'unknown'>;
  /** Whether mail could be sent now: connects and logs in, and sends nothing. Never throws. */
  verify(): Promise<{ ok: true } | { ok: false; problem: string }>;
  /** Where mail goes, for people: no credentials. */
  describe(): string;
  close(): Promise<void>;
}
