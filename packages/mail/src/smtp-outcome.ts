import type { NodemailerError } from 'nodemailer';

import type { DeliveryOutcome } from './outgoing.ts';
import { describeServer, type SmtpServer } from './smtp-url.ts';

/**
 * What a failed attempt means. A server that said no (4xx, 5xx) has not taken the mail, whenever it said so, and a
 * connection lost before the message began cannot have carried it. Only silence after that is uncertain: the server
 * may have taken the message before its word was lost (RFC 5321, 4.5.3.2.6).
 */
export function failedOutcome(error: NodemailerError, messageBegan: boolean, server: SmtpServer): DeliveryOutcome {
  const code = error.responseCode ?? 0;
  const saidNo = code >= 400 && code < 600;
  if (messageBegan && !saidNo) {
    return {
      outcome: 'uncertain',
      reason: `${describeServer(server)} was given the message but its answer never came (${error.message})`,
    };
  }
  return { outcome: 'refused', permanent: error.permanent ?? false, reason: reasonOf(error, server) };
}

/** What the server said or did, and what to do about it. */
export function reasonOf(error: NodemailerError, server: SmtpServer): string {
  const advice = adviceFor(error, server);
  return `${describeServer(server)}${at(error)}: ${error.message}${advice === '' ? '' : `. ${advice}`}`;
}

function at({ command }: NodemailerError): string {
  if (command === undefined || command === 'API' || command === 'CONN') return '';
  return ` at ${command}`;
}

function adviceFor(error: NodemailerError, server: SmtpServer): string {
  const cause = error.originalCode ?? error.code ?? '';
  if (cause === 'ECONNREFUSED') return 'Nothing listens there: check host and port in SMTP_URL';
  if (cause === 'EDNS' || cause === 'ENOTFOUND') return 'The name is not known: check the host in SMTP_URL';
  if (cause === 'ETIMEDOUT') return 'Check host and port in SMTP_URL, and that no firewall is in between';
  if (cause === 'ERR_SSL_WRONG_VERSION_NUMBER' && server.secure) {
    return 'The port does not begin with TLS: use smtp:// in SMTP_URL, or the port for smtps (often 465)';
  }
  if (/CERT|SIGNATURE|ISSUER/.test(cause)) {
    return (
      'The certificate is not trusted here: point NODE_EXTRA_CA_CERTS at a PEM file with the CA that issued it; ' +
      'or, within a network you trust, add ?tls.rejectUnauthorized=false to SMTP_URL'
    );
  }
  if (error.responseCode === 530) return 'The server wants a login: smtp://user:password@host in SMTP_URL';
  if (error.code === 'EAUTH') return 'Check user and password in SMTP_URL (special characters percent-encoded)';
  return '';
}
