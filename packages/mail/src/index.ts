export { renderDigest } from './digest-mail.ts';
export type { DigestMailOptions } from './digest-mail.ts';
export { fileNameOf, fileTransport } from './file.ts';
export { domainOf, messageIdFor } from './headers.ts';
export type { DeliveryOutcome, MailTransport, OutgoingMail } from './outgoing.ts';
export { smtpTransport } from './smtp.ts';
export type { SmtpTimeouts } from './smtp.ts';
