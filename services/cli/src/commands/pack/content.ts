import { lastCompletePeriod, type IsoDate, type Period } from '@vigil/calendar';
import { remarksFor } from '@vigil/commentary';
import {
  readOwed,
  readQuality,
  readRemarks,
  readReportedSources,
  readScorecardContext,
  readSeries,
  standingCalendar,
  type ListQuality,
  type Series,
  type Transaction,
} from '@vigil/database';
import { inPackOrder, monthsWithFigures } from '@vigil/indicators';
import type { MadeOf, PackContent, PackSeries } from '@vigil/pack';
import type { Session } from '../../session.ts';
import { CommandFailed } from '../../wrong-use.ts';
import { noFigures, stateAskedFor } from '../asked-for.ts';
import { ownVersion } from '../own-version.ts';

export interface PackQuestion {
  /** Without it, the newest complete month that has figures. */
  readonly period?: Period;
  readonly asAt?: IsoDate;
  readonly knownAt?: string;
}

/**
 * All that a pack of a month is made of, as it stood.
 *
 * @throws {CommandFailed} where nothing was published by then, or the month has no figures
 */
export async function readPackContent(tx: Transaction, session: Session, question: PackQuestion): Promise<PackContent> {
  const { authority, installation } = session;
  const { catalogue } = installation;
  const { asAt, knownAt } = await stateAskedFor(tx, session, question);
  const known = { ...(knownAt && { knownAt }) };
  const calendar = await standingCalendar(tx);
  const series = await readSeries(tx, catalogue.all(), { asAt, ...known, calendar, targets: authority.targets });
  const months = monthsWithFigures(series, lastCompletePeriod(asAt));
  const period = question.period ?? months.at(-1);
  if (period === undefined || !months.includes(period)) throw new CommandFailed(noFigures(period, { months, asAt }));

  const { published, ...context } = await readScorecardContext(tx, { period, asAt, ...known, catalogue, authority });
  const definitions = catalogue.all().filter(({ companionOf }) => companionOf === null);
  const { lists } = await readQuality(tx, asAt, knownAt);
  const now = installation.configuration.now();
  const owed = await readOwedFigures(tx, authority, definitions, series, { period, asAt, now });
  const remarks = await readRemarks(tx, period, knownAt ?? undefined);
  return {
    authority,
    period,
    asAt,
    knownAt,
    series: series.map(packSeries),
    definitions: definitions.toSorted(inPackOrder),
    targets: authority.targets,
    context,
    benchmarks: published,
    reportedFrom: await readReportedSources(tx, period, asAt, authority.contributors),
    remarks: remarksFor(remarks, period),
    services: authority.services,
    quality: { lists, owed },
    madeOf: { deliveries: deliveriesOf(lists), calendarVersion: calendar.version, version: await ownVersion() },
  };
}

function packSeries({ snapshots, ...series }: Series): PackSeries {
  return {
    ...series,
    snapshots,
    versions: new Map(
      [...snapshots].map(([period, { asAt, version, definitionVersion }]) => [
        period,
        { asAt, version, definitionVersion },
      ]),
    ),
  };
}

/** What no extract gives and nobody has reported for the month, whose it is and by when it was due. */
async function readOwedFigures(
  tx: Transaction,
  authority: Session['authority'],
  definitions: PackContent['definitions'],
  series: readonly Series[],
  { period, asAt, now }: { readonly period: Period; readonly asAt: IsoDate; readonly now: Date },
): Promise<PackContent['quality']['owed']> {
  const there = new Set(
    series.flatMap(({ definition, judged }) =>
      judged.some(({ figure }) => figure.period === period) ? [definition.id] : [],
    ),
  );
  const owed = new Map((await readOwed(tx, authority, period, { now, asAt })).map((one) => [one.indicator, one]));
  return definitions
    .filter(({ id, lists }) => lists.length === 0 && !there.has(id))
    .map(({ id }) => {
      const { contributor, due = null } = owed.get(id) ?? {};
      return { indicator: id, period, who: contributor?.name ?? null, due };
    });
}

/** The newest published delivery of each source. */
function deliveriesOf(lists: readonly ListQuality[]): MadeOf['deliveries'] {
  const newest = new Map<string, IsoDate>();
  for (const { source, asAt } of lists) {
    const known = newest.get(source);
    if (known === undefined || known < asAt) newest.set(source, asAt);
  }
  return [...newest].map(([source, asAt]) => ({ source, asAt }));
}
