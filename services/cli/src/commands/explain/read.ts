import { lastDay, withoutBankHolidays, type Calendar, type Period } from '@vigil/calendar';
import {
  computeFigures,
  filesBehind,
  listStates,
  listVersions,
  publishWorkingDays,
  readCohort,
  readRebases,
  readSeries,
  recordsBehind,
  restrictedAmong,
  standingCalendar,
  toFigure,
  type RecordBehind,
  type Series,
  type Snapshot,
  type Transaction,
} from '@vigil/database';
import {
  describeTarget,
  displayAverage,
  displayYearToDate,
  isSmallCohort,
  judge,
  judgedValue,
  limitsInSentences,
  limitsOf,
  pooledYear,
  type Figure,
  type IndicatorDefinition,
} from '@vigil/indicators';
import type { Session } from '../../session.ts';
import { CommandFailed } from '../../wrong-use.ts';
import type { State } from '../asked-for.ts';
import { openAlerts } from './alerts.ts';
import { readComparison } from './comparison.ts';
import type { CohortCounts, Explanation, ShownFigure, Version } from './facts.ts';
import { shownFigure } from './shown-figure.ts';

export interface Question {
  readonly definition: IndicatorDefinition;
  readonly period: Period;
  readonly member: string | null;
  readonly state: State;
  readonly withoutBankHolidays: boolean;
}

interface Asked extends Question {
  readonly tx: Transaction;
  readonly session: Session;
  readonly calendar: Calendar;
  readonly series: Series;
}

/**
 * Gathers all that there is to say of a figure.
 *
 * @throws {CommandFailed} where it has none in that month, as at that date
 */
export async function readExplanation(tx: Transaction, session: Session, question: Question): Promise<Explanation> {
  const { definition, period, member, state } = question;
  const calendar = await standingCalendar(tx);
  const known = state.knownAt === null ? {} : { knownAt: state.knownAt };
  const all = await readSeries(tx, [definition], {
    asAt: state.asAt,
    ...known,
    calendar,
    targets: session.authority.targets,
  });
  const series = all.find((one) => one.member === member);
  const place = series?.judged.findIndex(({ figure }) => figure.period === period) ?? -1;
  if (!series || place === -1) throw noFigure(question, all);
  const judged = series.judged[place]!;
  const snapshot = series.snapshots.get(period)!;
  const asked: Asked = { ...question, tx, session, calendar, series };
  const { figure, target, rag, change } = judged;
  const shown = shownFigure(definition, figure, target);
  const previous = series.judged[place - 1];
  const files = await readFiles(asked, snapshot);
  const read = files.reduce((sum, file) => sum + file.read, 0);
  const asAt = series.asAts.get(period)!;
  const { id, code, title, heading, meaning, counts, section, service, unit } = definition;
  return {
    indicator: { id, code, title, heading, meaning, counts, section, service, unit },
    period,
    member,
    asAt,
    knownAt: state.knownAt?.toISOString() ?? null,
    figure: {
      ...shown,
      status: figure.status,
      settlesAfter:
        definition.companionOf === null ? calendar.addWorkingDays(lastDay(period), definition.settleWorkingDays) : null,
      settleWorkingDays: definition.settleWorkingDays,
      small: isSmallCohort(definition, figure),
      pooled: isSmallCohort(definition, figure) ? pooledInWords(asked) : null,
    },
    target: target && {
      words: describeTarget(target, unit),
      from: target.from,
      yearToDate: displayYearToDate(definition, judged),
    },
    judgement: { rag, reason: judge(definition, judgedValue(definition, judged), target).reason },
    change:
      change && previous ? { ...change, previous: shownFigure(definition, previous.figure, previous.target) } : null,
    cohort: figure.origin === 'computed' ? await countCohort(asked, snapshot, shown) : null,
    files,
    basis: {
      definitionVersion: snapshot.definitionVersion,
      calendar: countsWorkingDays(definition) ? calendarOf(asked, snapshot) : null,
      population:
        unit === 'rate per 10,000' && figure.denominator !== null && figure.origin === 'computed'
          ? { children: figure.denominator, year: snapshot.populationYear ?? Number(period.slice(0, 4)) }
          : null,
      quarantinedShare: read === 0 ? null : files.reduce((sum, file) => sum + file.quarantined, 0) / read,
    },
    versions: await readVersions(asked, figure.origin),
    otherOrigin: await readOtherOrigin(asked, figure.origin),
    breaks: breaksIn(series),
    limits: await readLimits(asked, place),
    comparison: await readComparison(tx, session.authority, series, period),
    companions: await readCompanions(asked),
    alerts: await openAlerts(tx, question),
    withoutBankHolidays: question.withoutBankHolidays ? await computeWithout(asked, snapshot, figure) : null,
  };
}

function noFigure({ definition, period, member, state }: Question, all: readonly Series[]): CommandFailed {
  const members = all.flatMap((one) => one.member ?? []);
  const months = (all.find((one) => one.member === member)?.judged ?? []).map(({ figure }) => figure.period);
  const there =
    member !== null && !members.includes(member)
      ? `It has ${members.length === 0 ? 'no members' : `the members ${members.join(', ')}`}.`
      : months.length === 0
        ? 'It has none at all then.'
        : `It has figures of ${months[0]} to ${months.at(-1)}.`;
  const whose = member === null ? '' : ` (${member})`;
  return new CommandFailed(
    `There is no figure of ${definition.id}${whose} for ${period} as at ${state.asAt}. ${there}`,
  );
}

/** Whether its rule counts working days. */
function countsWorkingDays({ cohort }: IndicatorDefinition): boolean {
  return cohort !== null && /\bworking_day\b/u.test(cohort);
}

async function readFiles({ tx, definition, state, series, period }: Asked, { origin }: Snapshot) {
  const lists = origin === 'computed' ? definition.lists : ['reported_figures'];
  const states = await listStates(tx, state.asAt, state.knownAt ?? undefined);
  const found = lists.flatMap((list) => states.get(list) ?? []);
  return found.length === 0 || !series.asAts.has(period) ? [] : filesBehind(tx, found, state.knownAt ?? undefined);
}

/** The calendar of working days behind a figure: a newer one has computed it again, unless it is history. */
function calendarOf({ state, calendar }: Asked, { calendarVersion }: Snapshot): string {
  return state.knownAt === null ? calendar.version : calendarVersion;
}

async function countCohort(asked: Asked, snapshot: Snapshot, shown: ShownFigure): Promise<CohortCounts> {
  const { tx, definition, period, member, series } = asked;
  const rows = await readCohort(tx, definition, {
    asAt: series.asAts.get(period)!,
    periods: [period],
    calendarVersion: calendarOf(asked, snapshot),
  });
  const own = rows.filter(({ members }) => member === null || members.includes(member));
  const reasons = new Map<string, number>();
  for (const { exclusion } of own) if (exclusion !== null) reasons.set(exclusion, (reasons.get(exclusion) ?? 0) + 1);
  const counted = own.filter(({ exclusion }) => exclusion === null);
  const inNumerator = counted.filter((row) => row.in_numerator).length;
  const denominator = definition.unit === 'percent' ? counted.length : shown.denominator;
  return {
    counted: counted.length,
    inNumerator,
    leftOut: [...reasons]
      .map(([reason, number]) => ({ reason, rows: number }))
      .toSorted((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1)),
    // A figure without a count of its own (a column was not delivered) has nothing to agree with.
    agrees: shown.numerator === null || (shown.numerator === inNumerator && shown.denominator === denominator),
  };
}

/** All versions up to the state that is asked for, with the records behind each that differs because of its records. */
async function readVersions(
  { tx, definition, period, member, state, calendar }: Asked,
  origin: Snapshot['origin'],
): Promise<readonly Version[]> {
  const found = await listVersions(tx, {
    indicators: [definition.id],
    period,
    origin,
    asAt: state.asAt,
    ...(state.knownAt && { knownAt: state.knownAt }),
  });
  const own = found.filter((one) => one.member === member);
  const versions: Version[] = [];
  for (const one of own) {
    const before = own.find(({ version }) => version === one.differsFrom);
    const { version, asAt, createdAt, definitionVersion, calendarVersion, populationYear } = one;
    versions.push({
      ...shownFigure(definition, toFigure(definition, one, asAt, calendar), null),
      version,
      asAt,
      publishedAt: createdAt.toISOString(),
      definitionVersion,
      calendarVersion,
      populationYear,
      reason: one.reason,
      differsFrom: one.differsFrom,
      afterSettling: one.afterSettling,
      records: before ? await readRecords(tx, definition, before, one) : [],
    });
  }
  return versions;
}

const ofRecords: ReadonlySet<unknown> = new Set(['late recording', 'deletion', 'correction']);

async function readRecords(tx: Transaction, definition: IndicatorDefinition, before: Snapshot, now: Snapshot) {
  if (definition.cohort === null || !ofRecords.has(now.reason) || before.asAt === now.asAt) return [];
  const records = await recordsBehind(tx, definition, now.period, before.asAt, now.asAt, now.calendarVersion);
  const { member } = now;
  return withoutRestricted(
    tx,
    member === null
      ? records
      : records.filter(({ before: was, now: is }) => was?.members.includes(member) || is?.members.includes(member)),
  );
}

/** Of a record that is shown to few nothing is told but that there is one, and how it counts. */
async function withoutRestricted(tx: Transaction, records: readonly RecordBehind[]): Promise<readonly RecordBehind[]> {
  const restricted = await restrictedAmong(
    tx,
    records.flatMap(({ subject }) => subject ?? []),
  );
  const place = (one: RecordBehind['now']) => one && { ...one, happened: null, members: [] };
  return records.map((one) =>
    one.subject !== null && restricted.has(one.subject)
      ? { ...one, record: 'restricted', subject: null, before: place(one.before), now: place(one.now) }
      : one,
  );
}

async function readOtherOrigin(
  { tx, definition, period, member, state, calendar }: Asked,
  origin: Snapshot['origin'],
): Promise<ShownFigure | null> {
  const [other] = await readSeries(tx, [definition], {
    asAt: state.asAt,
    ...(state.knownAt && { knownAt: state.knownAt }),
    origin: origin === 'computed' ? 'reported' : 'computed',
    calendar,
    targets: new Map(),
  }).then((all) => all.filter((one) => one.member === member));
  const found = other?.judged.find(({ figure }) => figure.period === period);
  return found ? shownFigure(definition, found.figure, null) : null;
}

function breaksIn({ judged }: Series): Explanation['breaks'] {
  return judged.flatMap(({ figure }, index) => {
    const before = judged[index - 1]?.figure;
    return before && before.origin !== figure.origin
      ? [{ period: figure.period, from: before.origin, to: figure.origin }]
      : [];
  });
}

/** What the series up to the month says. */
async function readLimits({ tx, definition, member, series, state }: Asked, place: number): Promise<readonly string[]> {
  if (definition.companionOf !== null) return [];
  const upTo = series.judged.slice(0, place + 1);
  const rebases = await readRebases(tx, [definition.id], state.knownAt ?? undefined);
  return limitsInSentences(
    limitsOf(
      definition,
      upTo.map(({ figure }) => figure),
      upTo.at(-1)!.target,
      rebases.filter((one) => one.member === member),
    ),
  );
}

function pooledInWords({ definition, series, period }: Asked): Explanation['figure']['pooled'] {
  const pooled = pooledYear(definition, series.judged, period);
  if (pooled === null) return null;
  const { value, numerator, denominator, months } = pooled;
  const of = `${numerator.toLocaleString('en-GB')} of ${denominator.toLocaleString('en-GB')}`;
  return { shown: `${displayAverage(definition, value)} (${of})`, months };
}

/** Of the day that is asked for; of an earlier month they say nothing, and are still what is to be done. */
async function readCompanions({
  tx,
  session,
  definition,
  member,
  state,
  calendar,
}: Asked): Promise<Explanation['companions']> {
  const own = session.installation.catalogue
    .all()
    .filter(({ companionOf }) => companionOf?.indicator === definition.id);
  const all = await readSeries(tx, own, {
    asAt: state.asAt,
    ...(state.knownAt && { knownAt: state.knownAt }),
    calendar,
    targets: new Map(),
  });
  return all.flatMap(({ definition: { id, meaning }, member: of, judged, asAts }) => {
    const last = judged.at(-1);
    if (of !== member || !last || asAts.get(last.figure.period) === undefined) return [];
    return [{ id, meaning, count: last.figure.numerator ?? last.figure.value, text: last.figure.text }];
  });
}

async function computeWithout(
  { tx, definition, period, member, series, calendar }: Asked,
  snapshot: Snapshot,
  figure: Figure,
): Promise<ShownFigure> {
  const weekdays = withoutBankHolidays(calendar);
  if (figure.origin === 'reported' || !countsWorkingDays(definition)) return shownFigure(definition, figure, null);
  await publishWorkingDays(tx, weekdays);
  const question = { asAt: series.asAts.get(period)!, periods: [period], calendarVersion: weekdays.version };
  const computed = await computeFigures(tx, definition, question, [figure.denominator]);
  const found = computed.find((one) => one.member === member);
  return shownFigure(
    definition,
    toFigure(definition, { ...snapshot, ...(found ?? { value: null, text: 'no cases' }) }, question.asAt, calendar),
    null,
  );
}
