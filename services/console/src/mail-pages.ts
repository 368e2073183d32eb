import { readLedger, readNotification, type Notification, type NotificationState } from '@vigil/database';
import { htmlByItself } from '@vigil/mail';
import { mailHeaders } from './headers.ts';
import { instantsOf } from './instants.ts';
import type { Page } from './page.ts';
import { pageNotFound } from './problem.ts';
import type { Visit } from './visit.ts';

const shownMails = 100;

/** What has become of a mail, in the ledger's words. */
const mailStates: Readonly<Record<NotificationState, { readonly word: string; readonly tone: string }>> = {
  prepared: { word: 'Prepared', tone: 'blue' },
  sending: { word: 'Sending', tone: 'blue' },
  accepted: { word: 'Accepted', tone: 'green' },
  uncertain: { word: 'Uncertain', tone: 'yellow' },
  refused: { word: 'Refused', tone: 'red' },
};

/** The mail ledger. */
export async function ledgerPage(visit: Visit): Promise<Page> {
  const entries = await visit.database.transaction((tx) => readLedger(tx, { limit: shownMails }));
  const say = instantsOf(visit.authority);
  return {
    template: 'ledger',
    title: 'Mail',
    model: {
      shownMails,
      mails: entries.map(({ id, recipient, subject, state, response, createdAt }) => ({
        href: visit.url(`/mail/${id}`),
        recipient,
        subject,
        trouble: state === 'accepted' ? null : response,
        state: mailStates[state],
        preparedAt: say(createdAt),
      })),
    },
  };
}

/** One mail: its envelope, its HTML in a frame and its text. */
export async function mailPage(visit: Visit): Promise<Page> {
  const mail = await findMail(visit);
  const say = instantsOf(visit.authority);
  return {
    template: 'mail',
    title: mail.subject,
    model: {
      mail: {
        ...mail,
        state: mailStates[mail.state],
        preparedAt: say(mail.createdAt),
        settledAt: mail.settledAt && say(mail.settledAt),
      },
      htmlHref: visit.url(`/mail/${mail.id}/html`),
      textHref: visit.url(`/mail/${mail.id}/text`),
      ledgerHref: visit.url('/mail'),
    },
  };
}

/** The HTML of a mail by itself, under a policy that lets it do nothing. */
export async function mailDocument(visit: Visit): Promise<{ body: string; headers: Readonly<Record<string, string>> }> {
  return { body: htmlByItself(await findMail(visit)), headers: mailHeaders };
}

export async function mailText(visit: Visit): Promise<string> {
  return (await findMail(visit)).text;
}

async function findMail(visit: Visit): Promise<Notification> {
  const id = visit.params['id'] ?? '';
  const mail = isId(id) ? await visit.database.transaction((tx) => readNotification(tx, id)) : null;
  if (!mail) throw pageNotFound();
  return mail;
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
