import { addDays, subtractMonthsFromDate, todayIn, type IsoDate } from '@vigil/calendar';
import { purgeLandedFiles, type Purge, type RetentionRule } from '@vigil/database';
import { knownLists } from '@vigil/extracts';
import { recordFailure } from '@vigil/pipeline';
import type { App } from '@vigil/queue';
import type { AuthorityConfig, Span } from '@vigil/runtime';
import type { IngestConfig, IngestDeps } from './app.ts';

const sweepEveryMilliseconds = 60 * 60_000;

export interface Retention extends App {
  /** One sweep: purges what has been kept for as long as vigil.yaml says. Null where another process is at it. */
  sweep(): Promise<Purge>;
}

/**
 * Purges landed files when they have been kept for as long as the authority wants them: at the start and every hour, by
 * one process at a time.
 */
export function createRetention(
  { authorities }: IngestConfig,
  deps: Pick<IngestDeps, 'database' | 'landing' | 'clock' | 'log'>,
): Retention {
  const log = deps.log.child({ service: 'retention' });
  let timer: NodeJS.Timeout | null = null;
  let sweeping: Promise<void> = Promise.resolve();

  const sweep = async (): Promise<Purge> => {
    const rules = authorities.flatMap((authority) => rulesOf(authority, deps.clock()));
    if (rules.length === 0) return { files: 0, addresses: [] };
    const purged = await purgeLandedFiles(deps.database, rules, (address) => deps.landing.remove(address));
    if (purged !== null && purged.files > 0) log.info({ files: purged.files }, 'landed files purged');
    return purged;
  };
  const sweepQuietly = async (): Promise<void> => {
    try {
      await sweep();
    } catch (error) {
      log.error({ kind: recordFailure(error).kind }, 'the sweep of landed files failed; the next one makes up for it');
    }
  };

  return {
    name: 'retention',
    sweep,
    start: async () => {
      sweeping = sweepQuietly();
      timer = setInterval(() => {
        sweeping = sweeping.then(sweepQuietly);
      }, sweepEveryMilliseconds).unref();
    },
    stop: async () => {
      if (timer !== null) clearInterval(timer);
      await sweeping;
    },
  };
}

/** What an authority wants purged, a source and list each; what it keeps is not among them. */
export function rulesOf({ code, sources }: AuthorityConfig, now: Date): readonly RetentionRule[] {
  return sources.flatMap(({ id: source, retention, timeZone }) => {
    const today = todayIn(timeZone, now);
    return [...knownLists.keys()].flatMap((list) => {
      const own = retention.lists.get(list);
      const span = own === undefined ? retention.landedFiles : own;
      return span === null ? [] : [{ authority: code, source, list, landedBefore: earlier(today, span) }];
    });
  });
}

function earlier(day: IsoDate, span: Span): IsoDate {
  return 'months' in span ? subtractMonthsFromDate(day, span.months) : addDays(day, -span.days);
}
