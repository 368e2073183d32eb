import { addMonths, dateName, periodName, shortPeriodName } from '@vigil/calendar';
import { display, displayAverage, displayYearToDate } from '../display.ts';
import { extremeInWords } from '../judgement/extreme.ts';
import { shownDistance } from '../judgement/neighbours.ts';
import { outlierInWords } from '../judgement/place.ts';
import { fixedNumber, plainNumber } from '../number.ts';
import type { ScorecardRow } from './row.ts';

/** What the notes are made from: a row without them. */
type Row = Omit<ScorecardRow, 'notes'>;

/** All that the reader must know besides the columns of the table, what unsettles the figure first. */
export function notesOf(row: Row): readonly string[] {
  return [
    ...restatedNotes(row),
    ...breakNote(row),
    ...presentNote(row),
    ...smallNote(row),
    ...(row.quarantined === null ? [] : [`${row.quarantined} of the rows it rests on are in quarantine`]),
    ...row.contradictions.map(({ words }) => withoutStop(words)),
    ...yearToDateNote(row),
    ...(row.misses > 1 ? [`off target for ${String(row.misses)} months running`] : []),
    ...(row.extreme && row.origin ? [extremeInWords(row.extreme, row.origin)] : []),
    ...averageNote(row),
    ...neighboursNote(row),
    ...openNote(row),
  ];
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function restatedNotes({ months }: Row): string[] {
  return months.flatMap(({ period, restated }) =>
    restated === null ? [] : [`${shortPeriodName(period)} restated: ${restated}`],
  );
}

function breakNote({ isBreak, origin, current }: Row): string[] {
  if (!isBreak || origin === null || current === null) return [];
  const before = origin === 'computed' ? 'reported' : 'computed';
  const month = periodName(addMonths(current.figure.period, -1));
  return [`break in the series: ${origin} from here on, ${before} in ${month}, and not compared`];
}

/** Where the lists hold the present position alone, the figure is as at the delivery. */
function presentNote({ definition, origin, asAt }: Row): string[] {
  return definition.periods === 'last' && origin === 'computed' && asAt !== null ? [`as at ${dateName(asAt)}`] : [];
}

function openNote({ open }: Row): string[] {
  if (open === null) return [];
  const parts = [
    ...(open.overdue === null ? [] : [`${plainNumber(open.overdue)} open past the limit`]),
    ...(open.due === null ? [] : [`${plainNumber(open.due)} due within 5 working days`]),
  ];
  return [`at the newest delivery ${parts.join(', ')}`];
}

function smallNote({ definition, current, smallYear }: Row): string[] {
  const cases = current?.figure.denominator ?? null;
  if (smallYear === null || cases === null) return [];
  const { numerator, denominator, value, months } = smallYear;
  const few = `few cases (${plainNumber(cases)})`;
  if (months === 1) return [few];
  const share = `${plainNumber(numerator)} of ${plainNumber(denominator)}`;
  return [`${few}; ${String(months)} months together: ${display(definition, value)}, ${share}`];
}

function yearToDateNote({ definition, current }: Row): string[] {
  const sum = current?.yearToDate;
  if (!current || !sum) return [];
  const span = `${shortPeriodName(sum.from)} to ${shortPeriodName(current.figure.period)}`;
  const missing = sum.missing.length === 0 ? '' : `, without ${sum.missing.map(shortPeriodName).join(', ')}`;
  return [`${displayYearToDate(definition, current) ?? ''} in the year to date (${span}${missing})`];
}

function averageNote({ definition, average }: Row): string[] {
  if (average === null || average.months < 2) return [];
  const value = displayAverage(definition, average.value);
  const of = average.months === 12 ? '12-month average' : `average of ${String(average.months)} of the last 12 months`;
  return [`${of}: ${value}${average.provisional ? ', provisional' : ''}`];
}

function neighboursNote({ definition, neighbours }: Row): string[] {
  if (neighbours === null) return [];
  const { distance, months, verdict, outlier } = neighbours;
  const size = fixedNumber(Math.abs(distance), Math.max(1, definition.decimals));
  const unit = definition.unit === 'percent' ? ' points' : definition.unit === 'days' ? ' days' : '';
  const level = shownDistance(definition, distance) === 0;
  const side = level ? 'level with' : `${size}${unit} ${distance > 0 ? 'above' : 'below'}`;
  const over = months === 1 ? '' : `, over ${String(months)} months`;
  const judged = verdict === 'neutral' ? '' : `, ${verdict}`;
  return [
    `${side} the statistical neighbours' mean${over}${judged}`,
    ...(outlier === null ? [] : [`outlier: ${outlierInWords(neighbours)}`]),
  ];
}
