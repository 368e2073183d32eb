import type { NodemailerError } from 'nodemailer';

import type { DeliveryOutcome, RefusedFor } from './outgoing.ts';
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
  const about = refusedFor(error);
  // A message over the size that the server announces is refused here, before the server could.
  const permanent = error.permanent ?? (about === 'message' && !saidNo);
  return { outcome: 'refused', permanent, about, reason: reasonOf(error, server) };
}

/**
 * Whose matter it is, by the command that was answered (RFC 5321) and the enhanced status code (RFC 3463). Servers often
 * save their objections to the client or the sender until the first RCPT TO: those are 5.7.x (policy) and 5.1.7, 5.1.8
 * (sender), or name relaying, the sender or the client. 4xx at RCPT TO is greylisting or a full mailbox.
 */
function refusedFor({ command, code, responseCode, response = '' }: NodemailerError): RefusedFor {
  if (responseCode === 421) return 'server';
  if (command === 'RCPT TO') {
    if (responseCode === undefined || responseCode < 500) return 'recipient';
    const [, status] = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
    const objectsToUs =
      status === undefined ? /\b(relay|sender|client|authenticat)/i.test(response) : /^5\.(7\.|1\.[78]$)/.test(status);
    return objectsToUs ? 'server' : 'recipient';
  }
  if (code === 'EMESSAGE' || command === 'DATA' || responseCode === 552) return 'message';
  return 'server';
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
      'The certificate is not trusted here: add ?caFile=/path/to/ca.pem to SMTP_URL, with the authority that issued it ' +
      '(or NODE_EXTRA_CA_CERTS for all of Vigil); or, within a network you trust, ?tls.rejectUnauthorized=false'
    );
  }
  if (error.code === 'ETLS' && server.requireTLS) {
    return (
      'The server offers no TLS, and a password does not travel in clear: use a port that has it; or, within a ' +
      'network you trust, add ?ignoreTLS=true to SMTP_URL'
    );
  }
  if (error.responseCode === 530) return 'The server wants a login: smtp://user:password@host in SMTP_URL';
  if (error.code === 'EAUTH') return 'Check user and password in SMTP_URL (special characters percent-encoded)';
  return '';
}
