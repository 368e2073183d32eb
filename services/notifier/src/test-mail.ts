import { randomUUID } from 'node:crypto';
import { moveNotification, type AuthorityDatabase } from '@vigil/database';
import { renderTestMail, type DeliveryOutcome, type MailTransport } from '@vigil/mail';
import type { AuthorityConfig } from '@vigil/runtime';
import { enter, envelopeFor } from './freeze.ts';

/**
 * Sends one mail by hand, to see whether mail arrives. It is in the ledger once the server has taken it: while it is on
 * its way there is nothing that anybody would have to settle.
 *
 * @throws Error where vigil.yaml has nobody to write from, or the address is none
 */
export async function sendTestMail(
  database: AuthorityDatabase,
  authority: AuthorityConfig,
  { to, actor }: { readonly to: string; readonly actor: string },
  transport: MailTransport,
): Promise<DeliveryOutcome> {
  const id = randomUUID();
  const { domain: _, ...envelope } = envelopeFor(authority, 'test', id);
  const mail = renderTestMail({ authority, recipient: { email: to }, actor }, envelope);
  await transport.turn();
  const outcome = await transport.send(mail, authority.mail);
  if (outcome.outcome === 'accepted') {
    await database.transaction(async (tx) => {
      await enter(tx, id, { kind: 'test', slot: null, day: null }, mail);
      await moveNotification(tx, id, { from: ['prepared'], to: 'accepted', response: outcome.response });
    });
  }
  return outcome;
}
