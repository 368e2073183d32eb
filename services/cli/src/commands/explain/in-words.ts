import { dateName, periodName } from '@vigil/calendar';
import type { RecordBehind } from '@vigil/database';
import { shareInWords, type BesideNeighbours, type Unit } from '@vigil/indicators';
import { shortPseudonym } from '../short-pseudonym.ts';
import { alertInWords } from './alerts.ts';
import type { CohortCounts, Explanation, Version } from './facts.ts';

/** A part of an explanation: a heading and its sentences, a line or a paragraph each. */
export interface Part {
  readonly heading: string;
  readonly sentences: readonly string[];
}

/** More records than this behind a version are counted, not listed. */
const mostRecords = 20;

/**
 * An explanation in words that a director understands, part by part; a part that has nothing to say is left out.
 *
 * @param instant says a moment as the clock on the authority's wall has it
 */
export function explanationInWords(explained: Explanation, instant: (moment: Date) => string): readonly Part[] {
  return [
    { heading: 'What it counts', sentences: [explained.indicator.meaning] },
    { heading: 'The figure', sentences: theFigure(explained) },
    { heading: 'Who is counted', sentences: explained.cohort === null ? [] : theCohort(explained, explained.cohort) },
    { heading: 'What it rests on', sentences: theBasis(explained) },
    { heading: 'Versions', sentences: explained.versions.flatMap((one) => theVersion(one, instant)) },
    { heading: 'Compared with', sentences: theComparison(explained) },
    { heading: 'What the series says', sentences: [...theBreaks(explained), ...explained.limits] },
    { heading: 'Open cases', sentences: explained.companions.map(inCompanion) },
    { heading: 'Alerts', sentences: explained.alerts.map(alertInWords) },
    { heading: 'Without bank holidays', sentences: withoutBankHolidays(explained) },
  ].filter(({ sentences }) => sentences.length > 0);
}

/** 'Initial child protection conferences… (CP3-QL): December 2020, as at 4 January 2021'. */
export function titleOf({ indicator, period, member, asAt, knownAt }: Explanation): string {
  const code = indicator.code === null ? '' : ` (${indicator.code})`;
  const of = member === null ? '' : `, ${member}`;
  const known = knownAt === null ? '' : ', as it was known then';
  return `${indicator.heading}${code}${of}: ${periodName(period)}, as at ${dateName(asAt)}${known}`;
}

function theFigure({ figure, target, judgement, change, versions, otherOrigin }: Explanation): string[] {
  const how = figure.origin === 'computed' ? 'computed from the records' : 'reported, not computed from records';
  return [
    `${figure.shown}, ${how}.`,
    ...(figure.small
      ? [
          'So few cases make a percentage swing by chance.' +
            (figure.pooled === null
              ? ''
              : ` Over ${figure.pooled.months} months together it is ${figure.pooled.shown}.`),
        ]
      : []),
    standing(figure),
    ...restated(versions),
    target === null
      ? `It has no target in force; no colour.`
      : `The target in force is ${target.words}, from ${dateName(target.from)}. ` +
        `${colour[judgement.rag]}: ${target.yearToDate === null ? 'it' : `the year to date, ${target.yearToDate},`} ${judgement.reason}.`,
    change === null
      ? 'No change is taken: there is no figure of the month before that it could be taken from.'
      : `${change.direction} from the month before, which had ${change.previous.shown}${verdict[change.verdict]}.`,
    ...(otherOrigin === null
      ? []
      : [`The month was also ${otherOrigin.origin}, as ${otherOrigin.shown}; the computed figure stands.`]),
  ];
}

const colour = { green: 'Green', amber: 'Amber', red: 'Red', grey: 'No colour' } as const;
const verdict = { better: ': better', worse: ': worse', neutral: '' } as const;

function standing({ status, settlesAfter, settleWorkingDays }: Explanation['figure']): string {
  if (settlesAfter === null) return 'It speaks of that day alone, and stays provisional.';
  const day = `${dateName(settlesAfter)}, ${settleWorkingDays} working days after the end of the month`;
  return status === 'provisional'
    ? `It is provisional: what is recorded late may still change it. The first delivery after ${day}, makes it final.`
    : `It is final: the month had settled by ${day}. A change from now on is a restatement.`;
}

function restated(versions: readonly Version[]): string[] {
  const [first] = versions;
  const last = versions.at(-1);
  if (!first || !last || first === last) return [];
  const changes = versions.length - 1;
  return [
    `It was ${first.shown} when it was first published, and has changed ${changes === 1 ? 'once' : `${changes} times`} since.`,
  ];
}

function theCohort(
  { indicator, figure }: Explanation,
  { counted, inNumerator, leftOut, agrees }: CohortCounts,
): string[] {
  const what = indicator.counts ?? 'cases';
  const total = leftOut.reduce((sum, { rows }) => sum + rows, 0);
  return [
    indicator.unit === 'percent'
      ? `${counted} ${what} count, and ${inNumerator} of them do what the figure asks.`
      : `${inNumerator} ${what} are counted.`,
    total === 0 ? 'None is left out.' : `${total} ${total === 1 ? 'is' : 'are'} left out:`,
    ...leftOut.map(({ reason, rows }) => `- ${rows}: ${reason}`),
    ...(agrees
      ? []
      : [
          `These are the records as they are known now; the figure was published as ${figure.shown}, on records that ` +
            'have been corrected since.',
        ]),
  ];
}

function theBasis({ files, basis, figure }: Explanation): string[] {
  const { definitionVersion, calendar, population, quarantinedShare } = basis;
  return [
    ...files.map(
      ({ list, asAt, name, source, read, quarantined }) =>
        `- ${list} as at ${dateName(asAt)}: ${name} of ${source}, ${read.toLocaleString('en-GB')} rows, ` +
        `${quarantined === 0 ? 'none' : `${quarantined.toLocaleString('en-GB')} (${shareInWords(quarantined / read)})`} in quarantine`,
    ),
    ...(quarantinedShare === null || quarantinedShare === 0
      ? []
      : [`Rows in quarantine are not counted; vigil findings says what is wrong with them.`]),
    ...(figure.origin === 'computed' ? [`It is computed by version ${definitionVersion} of its definition.`] : []),
    ...(calendar === null
      ? []
      : [`Working days are those of the calendar ${calendar}: Monday to Friday, bank holidays left out.`]),
    ...(population === null
      ? []
      : [
          `It is per 10,000 of the ${population.children.toLocaleString('en-GB')} children aged 0 to 17 of ${population.year}.`,
        ]),
  ];
}

function theVersion(one: Version, instant: (moment: Date) => string): string[] {
  const { version, asAt, publishedAt, reason, differsFrom, afterSettling, records, shown, origin } = one;
  const because =
    reason === null
      ? `first ${origin}`
      : `${whatChanged(one)}${differsFrom === null ? '' : `, against version ${differsFrom}`}` +
        (afterSettling ? '; a restatement, since it was final' : '');
  const counts = (['added', 'removed', 'changed'] as const).flatMap((change) => {
    const count = records.filter((record) => record.change === change).length;
    return count === 0 ? [] : [`${count} ${change}`];
  });
  const behind = records.length === 0 ? '' : ` (records: ${counts.join(', ')})`;
  return [
    `- ${version}: ${shown}, as at ${dateName(asAt)}, published ${instant(new Date(publishedAt))}: ${because}${behind}`,
    ...records.slice(0, mostRecords).map(inRecord),
    ...(records.length > mostRecords
      ? [`  - and ${records.length - mostRecords} more; --format json names them all`]
      : []),
  ];
}

function inRecord({ subject, record, change, before, now }: RecordBehind): string {
  const { happened = null, exclusion = null, inNumerator = false } = now ?? before ?? {};
  const day = happened === null ? '' : `, ${dateName(happened)}`;
  const counts = exclusion === null ? (inNumerator ? ', in the numerator' : '') : `, left out: ${exclusion}`;
  return `  - ${shortPseudonym(subject ?? record)} ${change}${day}${counts}`;
}

function whatChanged({ reason, definitionVersion, calendarVersion, populationYear }: Version): string {
  switch (reason) {
    case null:
      return '';
    case 'definition':
      return `the definition changed, to version ${definitionVersion}`;
    case 'calendar':
      return `the calendar of working days changed, to ${calendarVersion}`;
    case 'population':
      return populationYear === null ? 'the population changed' : `the population of ${populationYear} changed`;
    case 'late recording':
      return 'something was recorded late';
    case 'deletion':
      return 'something was deleted';
    case 'correction':
      return 'something was corrected';
    case 'mapping':
      return 'the mapping of the source changed';
    case 'reported anew':
      return 'it was reported anew';
    case 'erasure':
      return 'records were erased by law, and it was computed anew without them';
  }
}

function theComparison({ indicator, comparison, member, figure }: Explanation): string[] {
  // Of a member, or of a list of work, nothing is published.
  if (member !== null || figure.settlesAfter === null) return [];
  if (comparison === null) return ['Nothing: it is local, or no table that is loaded gives it.'];
  const { table, monthly, neighbours, besideNeighbours: beside, caveats } = comparison;
  return [
    ...comparison.with.map(({ name, shown, year }) => `- ${name}: ${shown}, ${year}`),
    `From ${table}${monthly ? '; a twelfth of the year’s figure' : ''}.`,
    ...(neighbours === null
      ? []
      : [`The mean is of ${neighbours.n} of ${neighbours.of} neighbours (${edition(neighbours.edition)}).`]),
    ...(beside === null ? [] : [besideInWords(indicator.unit, beside)]),
    ...caveats,
  ];
}

function edition(name: string): string {
  return name === 'chosen' ? 'chosen in vigil.yaml' : `the model of ${name}`;
}

function besideInWords(unit: Unit, { value, months, distance, verdict: how, outlier, of }: BesideNeighbours): string {
  const number = (one: number): string => one.toLocaleString('en-GB', { maximumFractionDigits: 1 });
  const points = unit === 'percent' ? ' points' : '';
  const [own, over] = [
    `${number(value)}${unit === 'percent' ? '\u00A0%' : ''}`,
    months === 1 ? '' : ` over ${months} months`,
  ];
  const place =
    number(Math.abs(distance)) === '0'
      ? `at the mean of the neighbours`
      : `${number(Math.abs(distance))}${points} ${distance > 0 ? 'above' : 'below'} the mean of the neighbours`;
  const mark =
    outlier === null ? '' : ` It is an outlier: ${outlier === 'high' ? 'higher' : 'lower'} than each of the ${of}.`;
  return `With ${own}${over} it is ${place}${verdict[how]}.${mark}`;
}

function theBreaks({ breaks }: Explanation): string[] {
  return breaks.map(
    ({ period, from, to }) =>
      `The series breaks at ${periodName(period)}: figures before it were ${from}, from then on they are ${to}. ` +
      'Nothing is compared across that.',
  );
}

function inCompanion({ meaning, count, text }: Explanation['companions'][number]): string {
  return `- ${count === null ? (text ?? 'no value') : count}: ${meaning}`;
}

function withoutBankHolidays({ withoutBankHolidays: without, figure, basis }: Explanation): string[] {
  if (without === null) return [];
  if (basis.calendar === null) return ['It counts no working days: bank holidays make no difference to it.'];
  return [
    `With bank holidays counted as working days, as some reports have it, it would be ${without.shown}. ` +
      `As it should be, it is ${figure.shown}.`,
  ];
}
