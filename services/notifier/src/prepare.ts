import { randomUUID } from 'node:crypto';
import { composeDigests, type AlertReason, type Digest, type DigestItem } from '@vigil/alerts';
import {
  markTold,
  prepareNotification,
  readSeries,
  standingCalendar,
  untoldEvents,
  type Alert,
  type AlertEvent,
  type Run,
  type Series,
  type Transaction,
} from '@vigil/database';
import { missesRunning } from '@vigil/indicators';
import { domainOf, messageIdFor, renderDigest } from '@vigil/mail';
import type { StageJob } from '@vigil/queue';
import type { AuthorityConfig } from '@vigil/runtime';
import type { NotifierDeps } from './app.ts';

interface News {
  readonly alert: Alert;
  /** The newest event of the alert, which is told. */
  readonly event: AlertEvent;
  /** Ids of all its untold events: the older ones are told with the newest. */
  readonly events: readonly string[];
}

/**
 * Freezes what is to be told into the ledger: the newest news of each alert, one digest a person. Preparing and
 * marking as told are one transaction, so that news is told once or still to be told, never both.
 */
export async function prepareDigests(
  tx: Transaction,
  run: Run,
  authority: AuthorityConfig,
  deps: Pick<NotifierDeps, 'catalogue'>,
  log: StageJob<'notify'>['log'],
): Promise<void> {
  const news = newsOf(await untoldEvents(tx));
  if (news.length === 0) return;
  const definitions = news.flatMap(({ alert }) => deps.catalogue.find(alert.indicator) ?? []);
  const series = await readSeries(tx, [...new Set(definitions)], {
    asAt: run.asAt,
    calendar: await standingCalendar(tx),
    targets: authority.targets,
  });
  const items = new Map<DigestItem, News>();
  for (const one of news) {
    const own = series.find(
      ({ definition, member }) => definition.id === one.alert.indicator && member === one.alert.member,
    );
    if (own) items.set(itemOf(one, own), one);
  }
  const { digests, unaddressed } = composeDigests({
    authority: { code: authority.code, name: authority.name },
    services: authority.services,
    items: [...items.keys()],
  });
  for (const digest of digests) await prepare(tx, run, authority, digest, items);
  for (const { definition } of unaddressed) {
    log.warn({ indicator: definition.id }, 'nobody is told: no service in vigil.yaml has this indicator');
  }
}

function newsOf(untold: readonly { event: AlertEvent; alert: Alert }[]): readonly News[] {
  const byAlert = new Map<string, { event: AlertEvent; alert: Alert }[]>();
  for (const one of untold) byAlert.set(one.alert.id, [...(byAlert.get(one.alert.id) ?? []), one]);
  return [...byAlert.values()].map((own) => {
    const { alert, event } = own.at(-1)!;
    return {
      alert,
      event: firstTold(own) ? { ...event, kind: 'opened' } : event,
      events: own.map((one) => one.event.id),
    };
  });
}

/** An alert that nobody has heard of yet is new to its reader, though it may have continued in the meantime. */
function firstTold(own: readonly { event: AlertEvent }[]): boolean {
  return own.length > 1 && own[0]!.event.kind === 'opened' && own.at(-1)!.event.kind === 'continued';
}

function itemOf({ event }: News, { definition, judged, asAt, quarantinedShare }: Series): DigestItem {
  return {
    kind: event.kind,
    reason: event.reason as AlertReason,
    definition,
    series: judged,
    period: event.period,
    missesRunning: event.kind === 'recovered' ? 0 : missesRunning(judged, event.period),
    asAt: asAt ?? event.period,
    quarantinedShare,
  };
}

async function prepare(
  tx: Transaction,
  run: Run,
  authority: AuthorityConfig,
  digest: Digest,
  items: ReadonlyMap<DigestItem, News>,
): Promise<void> {
  const id = randomUUID();
  const { from, replyTo, publicUrl } = authority.mail;
  if (from === null) throw new Error(`vigil.yaml of ${authority.name} names services, but no mail.from to write from.`);
  const answer = replyTo ?? authority.operators[0]?.email;
  const mail = renderDigest(digest, {
    messageId: messageIdFor({ authority: authority.code, notificationId: id, domain: domainOf('From', from) }),
    from,
    ...(answer !== undefined && { replyTo: answer }),
    ...(publicUrl !== null && { publicUrl }),
  });
  await prepareNotification(tx, {
    id,
    run: run.id,
    recipient: mail.to,
    messageId: mail.messageId,
    sender: mail.from,
    replyTo: mail.replyTo ?? null,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: mail.headers,
  });
  await markTold(
    tx,
    digest.items.flatMap((item) => items.get(item)?.events ?? []),
    id,
  );
}
