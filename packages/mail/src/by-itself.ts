import type { OutgoingMail } from './outgoing.ts';

/** The HTML of a mail to be looked at by itself: its pictures within it, as no mail program is there to find them. */
export function htmlByItself({ html, attachments = [] }: Pick<OutgoingMail, 'html' | 'attachments'>): string {
  return attachments.reduce(
    (page, { cid, contentType, base64 }) => page.replaceAll(`cid:${cid}`, `data:${contentType};base64,${base64}`),
    html,
  );
}
