import type { Period } from '@vigil/calendar';
import { remarksFor, type FigureInForm, type WordInForm } from '@vigil/commentary';
import {
  newestDelivery,
  readSeries,
  readScorecardContext,
  readWords,
  standingCalendar,
  type Transaction,
} from '@vigil/database';
import { lastCompletePeriod } from '@vigil/calendar';
import { monthsWithFigures, placeOf, scorecard, type ScorecardRow, type ScorecardSeries } from '@vigil/indicators';
import { suggestedRemark } from '@vigil/pack';
import type { Session } from '../../session.ts';
import { CommandFailed } from '../../wrong-use.ts';
import { noFigures, stateAskedFor } from '../asked-for.ts';

/** What is said of a month, with what would be carried over as a draft. */
export async function wordsOf(tx: Transaction, period: Period): Promise<readonly WordInForm[]> {
  return remarksFor(await readWords(tx, period), period);
}

/**
 * The month that is meant: the one that was named, or the newest complete one that has figures.
 *
 * @throws {CommandFailed} where none was named and there is none
 */
export async function periodMeant(tx: Transaction, session: Session, named: Period | undefined): Promise<Period> {
  if (named !== undefined) return named;
  const { asAt } = await stateAskedFor(tx, session, {});
  const newest = monthsWithFigures(await seriesAsAt(tx, session, asAt), lastCompletePeriod(asAt)).at(-1);
  if (newest === undefined) throw new CommandFailed(noFigures(undefined, { months: [], asAt }));
  return newest;
}

/** The figures of a month as the scorecard has them, in its order; none where nothing was published yet. */
export async function figuresOf(tx: Transaction, session: Session, period: Period): Promise<readonly FigureInForm[]> {
  const asAt = (await newestDelivery(tx))?.asAt;
  if (asAt === undefined) return [];
  const { authority, installation } = session;
  const series = await seriesAsAt(tx, session, asAt);
  const context = await readScorecardContext(tx, { period, asAt, catalogue: installation.catalogue, authority });
  return scorecard(series, period, context)
    .flatMap(({ rows }) => rows)
    .flatMap((row) => figureIn(row, series, period) ?? []);
}

/** Null where the indicator has no figure of that month. */
function figureIn(row: ScorecardRow, series: readonly ScorecardSeries[], period: Period): FigureInForm | null {
  const { definition, current, change, target } = row;
  const one = series.find((own) => own.definition.id === definition.id && own.member === null);
  if (one === undefined) return null;
  return {
    indicator: definition.id,
    heading: definition.heading,
    place: placeOf(row),
    value: current === null ? '' : (row.months.at(-1)?.shown ?? ''),
    target: target ?? '',
    change:
      change === null ? '' : change.verdict === 'neutral' ? change.direction : `${change.direction}, ${change.verdict}`,
    suggestion: suggestedRemark(definition, one.judged, period) ?? '',
  };
}

async function seriesAsAt(tx: Transaction, { authority, installation }: Session, asAt: string) {
  const { targets } = authority;
  return readSeries(tx, installation.catalogue.all(), { asAt, calendar: await standingCalendar(tx), targets });
}
