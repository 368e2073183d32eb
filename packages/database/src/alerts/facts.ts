import { rulesFor, shownMonth, type AlertsConfig, type Facts } from '@vigil/alerts';
import type { Calendar, IsoDate } from '@vigil/calendar';
import {
  besideNeighbours,
  judgedPeriod,
  type Benchmark,
  type Catalogue,
  type IndicatorDefinition,
  type Target,
} from '@vigil/indicators';
import type { ComparedAuthority } from '../benchmarks/compared.ts';
import { readBenchmarks } from '../benchmarks/in-words.ts';
import type { Transaction } from '../database.ts';
import { readLimits } from '../figures/limits.ts';
import { readSeries, type Series } from '../figures/series.ts';
import { openCases, runningMonths } from './open-cases.ts';
import { readTurned } from './turned.ts';

/** Whose figures are watched, and what is asked of them. */
export interface WatchedAuthority extends ComparedAuthority {
  readonly targets: ReadonlyMap<string, readonly Target[]>;
  readonly services: readonly { readonly indicators: readonly string[] }[];
  readonly alerts: AlertsConfig;
}

export interface FactsQuestion {
  readonly catalogue: Catalogue;
  readonly authority: WatchedAuthority;
  readonly asAt: IsoDate;
  readonly calendar: Calendar;
  /** The run whose figures are judged now; null: none, so that nothing has turned, and no extract is waited for. */
  readonly run: string | null;
}

/**
 * Everything that rules look at, of every figure that is watched: of the indicators that a service has, that have a
 * target or rules of their own; as a whole, and of members for which there is a target.
 */
export async function readFacts(tx: Transaction, question: FactsQuestion): Promise<readonly Facts[]> {
  const { catalogue, authority, asAt, calendar, run } = question;
  const { targets } = authority;
  const watched = watchedIndicators(authority);
  const wanted = catalogue
    .all()
    .filter(({ id, companionOf }) => watched.has(id) || (companionOf && watched.has(companionOf.indicator)));
  const all = await readSeries(tx, wanted, { asAt, calendar, targets });
  const series = all.filter(
    ({ definition, member }) =>
      watched.has(definition.id) &&
      (member === null || targets.get(definition.id)?.some((target) => target.member === member)),
  );
  const limits = await readLimits(tx, series);
  const benchmarks = await benchmarksOf(tx, question, series);
  const open = new Map(
    series.flatMap((one) => {
      const found = openCases(one, all, calendar);
      return found ? [[one, found] as const] : [];
    }),
  );
  const mayMiss = [...open].filter(
    ([{ definition }]) => targets.has(definition.id) && rulesFor(authority.alerts, definition.id)['about-to-miss'],
  );
  const days = new Map(mayMiss.map(([one, { asAt: day }]) => [one, day]));
  const running = await runningMonths(tx, catalogue, calendar, days);
  const turned = run === null ? null : await readTurned(tx, series, run, { calendar, targets });
  const missing = run === null ? null : await listsThatNeverArrived(tx);
  return series.map((one) => ({
    definition: one.definition,
    member: one.member,
    asAt,
    series: one.judged,
    limits: limits.get(one) ?? null,
    benchmark: benchmarks.get(one) ?? null,
    neighbours: besideOthers(one, benchmarks.get(one)),
    open: open.get(one)?.open ?? null,
    running: running.get(one) ?? null,
    turned: turned?.get(one) ?? [],
    quarantinedShare: one.quarantinedShare,
    arrived: !listsOf(one.definition).some((list) => missing?.has(list)),
  }));
}

function watchedIndicators({ services, targets, alerts }: WatchedAuthority): ReadonlySet<string> {
  return new Set([
    ...services.flatMap(({ indicators }) => indicators),
    ...targets.keys(),
    ...Object.keys(alerts.indicators),
  ]);
}

function listsOf({ lists }: IndicatorDefinition): readonly string[] {
  return lists.length > 0 ? lists : ['reported_figures'];
}

/** What the month of each series that is before its readers is compared with. */
async function benchmarksOf(
  tx: Transaction,
  { authority, catalogue }: FactsQuestion,
  series: readonly Series[],
): Promise<ReadonlyMap<Series, Benchmark>> {
  const found = new Map<Series, Benchmark>();
  const byYear = new Map<string, Awaited<ReturnType<typeof readBenchmarks>>>();
  for (const one of series) {
    const period = shownMonth(one.judged)?.figure.period;
    if (period === undefined) continue;
    const year = period.slice(0, 4);
    if (!byYear.has(year)) byYear.set(year, await readBenchmarks(tx, authority, catalogue, period));
    const benchmark = byYear.get(year)?.(one.definition);
    if (benchmark) found.set(one, benchmark);
  }
  return found;
}

/** How the judged month lies beside those of the statistical neighbours, who have no members. */
function besideOthers({ definition, member, judged }: Series, benchmark: Benchmark | undefined): Facts['neighbours'] {
  const period = judgedPeriod(judged)?.figure.period;
  if (member !== null || period === undefined || !benchmark?.neighbours) return null;
  return besideNeighbours(definition, judged, period, benchmark.neighbours);
}

/** Lists whose source, the one that delivered them last, owes a delivery: there is more to know of them. */
async function listsThatNeverArrived(tx: Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ list: string }[]>`
    with owing as (
      select source from vigil.notice
      where authority = ${tx.authority} and kind = 'never-arrived' and until is null
    ),
    newest as (
      select distinct on (file.list) file.list, delivery.source
      from vigil.file join vigil.delivery on delivery.id = file.delivery
      where file.authority = ${tx.authority} and delivery.state = 'published' and exists (select from owing)
      order by file.list, delivery.as_at desc, delivery.published_at desc
    )
    select list from newest where source in (select source from owing)`;
  return new Set(rows.map(({ list }) => list));
}
