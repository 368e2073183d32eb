import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { authorityColumn, createdAt, idColumn, instant, vigil } from './vigil.ts';

/**
 * `digest`: a head of service's news; `weekly`: the director's summary; `chaser`: figures that a contributor owes;
 * `operators`: what is wrong with Vigil or its sources; `test`: sent by hand to see whether mail arrives.
 */
export type NotificationKind = 'digest' | 'weekly' | 'chaser' | 'operators' | 'test';

/**
 * What ends a state: `prepared` when the mail is handed over; `sending` when the server answers;
 * a crash in between makes it `uncertain`, until an operator settles it; `accepted` (by the
 * server, or confirmed by an operator who knows that it arrived) and `refused` (for good) are ends.
 */
export type NotificationState = 'prepared' | 'sending' | 'accepted' | 'uncertain' | 'refused';

/** A picture that a mail carries with it, as @vigil/mail takes it. */
export interface FrozenPicture {
  readonly cid: string;
  readonly filename: string;
  readonly contentType: 'image/png';
  readonly base64: string;
}

/** The mail ledger. The content is frozen when it is prepared. */
export const notification = vigil.table(
  'notification',
  {
    id: idColumn(),
    authority: authorityColumn(),
    kind: text('kind').$type<NotificationKind>().notNull().default('digest'),
    /** The slot it was prepared in; null for a test, and for mails of before there were digest slots. */
    slot: uuid('slot'),
    /** The run that led to it, of mails of before there were digest slots. */
    run: uuid('run'),
    /** The working day that a digest, weekly summary or chaser belongs to: a person has one a day. */
    day: date('day', { mode: 'string' }),
    recipient: text('recipient').notNull(),
    messageId: text('message_id').notNull().unique(),
    sender: text('sender').notNull(),
    replyTo: text('reply_to'),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html').notNull(),
    headers: jsonb('headers').$type<Readonly<Record<string, string>>>().notNull(),
    attachments: jsonb('attachments').$type<readonly FrozenPicture[]>().notNull().default([]),
    state: text('state').$type<NotificationState>().notNull().default('prepared'),
    /** The claim of the notify stage that is sending it. */
    fence: integer('fence'),
    response: text('response'),
    createdAt: createdAt(),
    sendingAt: instant('sending_at'),
    settledAt: instant('settled_at'),
  },
  (table) => [
    uniqueIndex('notification_day')
      .on(table.authority, table.kind, sql`lower(${table.recipient})`, table.day)
      .where(sql`${table.kind} in ('digest', 'weekly', 'chaser')`),
    uniqueIndex('notification_slot')
      .on(table.authority, sql`lower(${table.recipient})`, table.slot)
      .where(sql`${table.kind} = 'operators'`),
    index('notification_state').on(table.authority, table.state),
  ],
);

/** What is told once, by a key of its own: matters of operators, and weeks that the director has had summed up. */
export const told = vigil.table(
  'told',
  {
    authority: authorityColumn(),
    key: text('key').notNull(),
    toldAt: instant('told_at')
      .notNull()
      .default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.authority, table.key] })],
);
