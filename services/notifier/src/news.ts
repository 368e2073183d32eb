import {
  digestItem,
  figureKey,
  newestNews,
  shownMonth,
  type DigestItem,
  type DigestNews,
  type Facts,
  type Response,
} from '@vigil/alerts';
import { todayIn, timeZoneOfEngland } from '@vigil/calendar';
import {
  acknowledgements,
  newestDelivery,
  readFacts,
  standingCalendar,
  type Acknowledgement,
  type Alert,
  type AlertEvent,
  type Transaction,
} from '@vigil/database';
import type { AuthorityConfig } from '@vigil/runtime';
import type { NotifierDeps } from './app.ts';

/** An event that is to be told, and the alert it happened to. */
export interface Untold {
  readonly event: AlertEvent;
  readonly alert: Alert;
}

/** One figure's news as a block of the mail, and what of the record it tells. */
export interface FigureNews {
  readonly item: DigestItem;
  /** Ids of all its untold events: of a rule the older ones are told with the newest. */
  readonly events: readonly string[];
}

/** The facts of an authority as at its newest delivery; none before anything is published. */
export async function standingFacts(
  tx: Transaction,
  authority: AuthorityConfig,
  { catalogue }: Pick<NotifierDeps, 'catalogue'>,
): Promise<readonly Facts[]> {
  const newest = await newestDelivery(tx);
  if (newest === null) return [];
  const calendar = await standingCalendar(tx);
  return readFacts(tx, { catalogue, authority, asAt: newest.asAt, calendar, run: null });
}

/**
 * Gathers what is untold by figure, with all that it takes to say so in full.
 *
 * @returns `lost` are figures (as `figureKey` has them) of which nothing could be shown: nobody watches them any more
 */
export async function gatherNews(
  tx: Transaction,
  untold: readonly Untold[],
  facts: readonly Facts[],
): Promise<{ readonly news: readonly FigureNews[]; readonly lost: readonly string[] }> {
  const answers = await responses(
    tx,
    untold.map(({ alert }) => alert.id),
  );
  const byFigure = groupBy(untold, ({ alert }) => figureKey(alert.indicator, alert.member));
  const news: FigureNews[] = [];
  const lost: string[] = [];
  for (const [figure, own] of byFigure) {
    const known = facts.find(({ definition, member }) => figureKey(definition.id, member) === figure);
    if (!known || !shownMonth(known.series)) {
      lost.push(figure);
      continue;
    }
    const item = digestItem({
      facts: known,
      news: [...groupBy(own, ({ alert }) => alert.rule).values()].map(newsOf),
      response: lastOf(own.flatMap(({ alert }) => answers.get(alert.id) ?? [])),
    });
    news.push({ item, events: own.map(({ event }) => event.id) });
  }
  return { news, lost };
}

function groupBy(untold: readonly Untold[], keyOf: (one: Untold) => string): ReadonlyMap<string, readonly Untold[]> {
  const groups = new Map<string, Untold[]>();
  for (const one of untold) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** What a rule has to say: where its alert has ended and another begun since, that of the new one. */
function newsOf(untold: readonly Untold[]): DigestNews {
  const { alert } = untold.at(-1)!;
  return newestNews(
    alert,
    untold.map(({ event }) => event),
  )!;
}

/** What was last answered to each of these alerts. */
export async function responses(tx: Transaction, alerts: readonly string[]): Promise<ReadonlyMap<string, Response>> {
  const last = await acknowledgements(tx, [...new Set(alerts)]);
  return new Map([...last].map(([alert, said]) => [alert, toResponse(said)]));
}

function toResponse({ comment, response, owner, due, actor, createdAt }: Acknowledgement): Response {
  return { comment: response ?? comment, owner, due, by: actor, at: todayIn(timeZoneOfEngland, createdAt) };
}

function lastOf(said: readonly Response[]): Response | null {
  return said.reduce<Response | null>((last, one) => (last === null || one.at >= last.at ? one : last), null);
}
