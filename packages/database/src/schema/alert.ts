import { sql } from 'drizzle-orm';
import { bigint, boolean, date, doublePrecision, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { AlertReason, AlertState, EventKind, RuleName } from '@vigil/alerts';
import { authorityColumn, createdAt, idColumn, instant, vigil } from './vigil.ts';

/**
 * What a rule has to say of a figure, a row each time it begins anew. Of an indicator, member and rule one stands at
 * most; what was there before has recovered.
 */
export const alert = vigil.table(
  'alert',
  {
    id: idColumn(),
    /** In the order in which they began: the domain's clock may stand still. */
    number: bigint('number', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    authority: authorityColumn(),
    indicator: text('indicator').notNull(),
    /** Null for the whole. */
    member: text('member'),
    rule: text('rule').$type<RuleName>().notNull(),
    state: text('state').$type<AlertState>().notNull().default('open'),
    /** The period in which it opened; null while it is pending, and where it came to nothing. */
    openedPeriod: text('opened_period'),
    /** The last period it was judged on, and the last one that somebody was told of. */
    lastPeriod: text('last_period').notNull(),
    toldPeriod: text('told_period'),
    /** What it opened on, in the rule's own measure: it clears by another threshold. */
    level: doublePrecision('level'),
    /** When it opened; while it is pending, when it began to be. */
    openedAt: instant('opened_at')
      .notNull()
      .default(sql`now()`),
    recoveredAt: instant('recovered_at'),
  },
  (table) => [
    uniqueIndex('alert_standing')
      .on(table.authority, table.indicator, sql`coalesce(${table.member}, '')`, table.rule)
      .where(sql`${table.state} <> 'recovered'`),
  ],
);

/** What happened to an alert, when and why. The row is the reason why nobody is written to twice. */
export const alertEvent = vigil.table(
  'alert_event',
  {
    id: idColumn(),
    /** In the order in which things happened. */
    number: bigint('number', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    authority: authorityColumn(),
    alert: uuid('alert').notNull(),
    kind: text('kind').$type<EventKind>().notNull(),
    period: text('period').notNull(),
    /** Of a correction, how often its figure had been published: the next one is another event. */
    revision: integer('revision').notNull().default(0),
    reason: text('reason').$type<AlertReason>().notNull(),
    /** As the mail says it, without child-level data. */
    words: text('words').notNull().default(''),
    /** Whether it is for the mail at all. */
    tell: boolean('tell').notNull().default(true),
    /** The run whose figures were judged; null where somebody said so. */
    run: uuid('run'),
    /** The notification that told it, or a newer one that made it old news. */
    toldIn: uuid('told_in'),
    createdAt: createdAt(),
  },
  (table) => [
    // Answers may be as many as people give.
    uniqueIndex('alert_event_once')
      .on(table.alert, table.kind, table.period, table.reason, table.revision)
      .where(sql`${table.kind} <> 'acknowledged'`),
    index('alert_event_untold')
      .on(table.authority)
      .where(sql`${table.tell} and ${table.toldIn} is null`),
  ],
);

/** What somebody answered to an alert. Rows are only ever added: the last one is the response that is shown. */
export const acknowledgement = vigil.table(
  'acknowledgement',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    authority: authorityColumn(),
    alert: uuid('alert').notNull(),
    comment: text('comment').notNull(),
    /** What is being done about it, as the pack says it. */
    response: text('response'),
    /** Who does it, and by when. */
    owner: text('owner'),
    due: date('due', { mode: 'string' }),
    actor: text('actor').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('acknowledgement_alert').on(table.authority, table.alert)],
);

/**
 * Alerts that nobody is written to about until a day has passed: of a service, an indicator or a rule, or where several
 * of them meet. They are decided all the same.
 */
export const muteWindow = vigil.table(
  'mute_window',
  {
    id: idColumn(),
    authority: authorityColumn(),
    service: text('service'),
    indicator: text('indicator'),
    rule: text('rule').$type<RuleName>(),
    /** The last day. */
    until: date('until', { mode: 'string' }).notNull(),
    reason: text('reason').notNull(),
    actor: text('actor').notNull(),
    createdAt: createdAt(),
    endedAt: instant('ended_at'),
  },
  (table) => [index('mute_window_until').on(table.authority, table.until)],
);
