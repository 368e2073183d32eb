import { addDays, subtractMonthsFromDate, todayIn, type IsoDate } from '@vigil/calendar';
import {
  purgeFound,
  purgeLandedFiles,
  purgeRecords,
  removeLeftovers,
  undone,
  type Database,
  type FoundRule,
  type OperatorsWord,
  type Purge,
  type PurgedRows,
  type RecordsRule,
  type RetentionRule,
  type Transaction,
} from '@vigil/database';
import { contracts, knownLists } from '@vigil/extracts';
import { recordFailure } from '@vigil/pipeline';
import type { App } from '@vigil/queue';
import type { AuthorityConfig, Span } from '@vigil/runtime';
import type { IngestConfig, IngestDeps } from './app.ts';

const sweepEveryMilliseconds = 60 * 60_000;

/** Who says so, of what goes by itself. */
const word: OperatorsWord = { actor: 'vigil', reason: 'retention in vigil.yaml' };

export interface Retention extends App {
  /** One sweep: purges what has been kept for as long as vigil.yaml says. Null where another process is at it. */
  sweep(): Promise<Purge>;
}

/**
 * Purges landed files, records, findings and quarantine when they have been kept for as long as the authority wants them:
 * at the start and every hour, by one process at a time.
 */
export function createRetention(
  { authorities }: IngestConfig,
  deps: Pick<IngestDeps, 'database' | 'landing' | 'clock' | 'log' | 'key'>,
): Retention {
  const log = deps.log.child({ service: 'retention' });
  let timer: NodeJS.Timeout | null = null;
  let sweeping: Promise<void> = Promise.resolve();

  const sweep = async (): Promise<Purge> => {
    await removeLeftovers(deps.database, (address) => deps.landing.remove(address));
    for (const authority of authorities) {
      for (const { list, what, rows } of await purgeRows(deps.database, authority, deps, word)) {
        log.info({ authority: authority.code, list, what, rows }, 'purged, as the retention says');
      }
    }
    const rules = authorities.flatMap((authority) => rulesOf(authority, deps.clock()));
    if (rules.length === 0) return { files: 0, addresses: [] };
    const purged = await purgeLandedFiles(deps.database, rules, (address) => deps.landing.remove(address), word);
    if (purged !== null && purged.files > 0) log.info({ files: purged.files }, 'landed files purged');
    return purged;
  };
  const sweepQuietly = async (): Promise<void> => {
    try {
      await sweep();
    } catch (error) {
      log.error({ kind: recordFailure(error).kind }, 'the sweep of the retention failed; the next one makes up for it');
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

/**
 * Purges records, findings and quarantine of an authority that have been kept for as long as it wants them.
 *
 * @param options.dryRun counts them and undoes it
 */
export async function purgeRows(
  database: Pick<Database, 'forAuthority'>,
  authority: AuthorityConfig,
  { clock, key }: Pick<IngestDeps, 'clock' | 'key'>,
  by: OperatorsWord,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<readonly PurgedRows[]> {
  const records = recordsRulesOf(authority, clock());
  const found = foundRulesOf(authority, clock());
  if (records.length + found.length === 0) return [];
  const purge = async (tx: Transaction): Promise<readonly PurgedRows[]> => {
    const purged = [...(await purgeRecords(tx, records, by, key('way back', authority.code)))];
    for (const rule of found) purged.push(...(await purgeFound(tx, rule, by)));
    return purged;
  };
  const { transaction } = database.forAuthority(authority.code);
  return dryRun ? undone(transaction, purge) : transaction(purge);
}

/** What an authority wants purged of its landed files, a source and list each; what it keeps is not among them. */
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

/** The same of its records. */
export function recordsRulesOf({ sources }: AuthorityConfig, now: Date): readonly RecordsRule[] {
  return sources.flatMap(({ id: source, retention, timeZone }) =>
    [...retention.records].flatMap(([list, span]) =>
      span === null ? [] : [{ source, list, endedBefore: earlier(todayIn(timeZone, now), span) }],
    ),
  );
}

/** The same of its findings and of what is set aside. */
export function foundRulesOf({ sources }: AuthorityConfig, now: Date): readonly FoundRule[] {
  return sources.flatMap(({ id: source, retention, timeZone }) =>
    (['findings', 'quarantine'] as const).flatMap((what) => {
      const span = retention[what];
      if (span === null) return [];
      const landedBefore = earlier(todayIn(timeZone, now), span);
      return [...contracts.keys()].map((list) => ({ source, list, what, landedBefore }));
    }),
  );
}

function earlier(day: IsoDate, span: Span): IsoDate {
  return 'months' in span ? subtractMonthsFromDate(day, span.months) : addDays(day, -span.days);
}
