import { join } from 'node:path';
import { fileTransport, smtpTransport, type MailTransport } from '@vigil/mail';
import type { MailConfig, Settings } from '@vigil/runtime';

/**
 * Where mail goes: to the server of SMTP_URL, else it is caught as files. All authorities have one server: it is given
 * no more mails a minute than the strictest of them says.
 */
export function openTransport(
  settings: Pick<Settings, 'smtpUrl' | 'dataDirectory'> & {
    readonly authorities: readonly { readonly mail: Pick<MailConfig, 'ratePerMinute'> }[];
  },
): MailTransport {
  if (settings.smtpUrl === null) return fileTransport(mailDirectory(settings));
  const rates = settings.authorities.flatMap(({ mail }) => mail.ratePerMinute ?? []);
  return smtpTransport(settings.smtpUrl, { ratePerMinute: rates.length === 0 ? null : Math.min(...rates) });
}

/** Where mail is caught when there is no SMTP_URL. */
export function mailDirectory({ dataDirectory }: Pick<Settings, 'dataDirectory'>): string {
  return join(dataDirectory, 'mail');
}
