import { addMonths, type Period } from '@vigil/calendar';
import type { Random } from './random.ts';

/** What happened in a month, in the figures that the generator aims at. Percentages are points. */
export interface Month {
  readonly period: Period;
  readonly contacts: number;
  readonly decidedInTimePercent: number;
  readonly referredPercent: number;
  readonly assessments: number;
  readonly assessedInTimePercent: number;
  readonly needingSupportPercent: number;
  readonly enquiries: number;
  /** Children with an initial conference, those transferred in apart. */
  readonly conferences: number;
  readonly conferencesInTime: number;
  readonly transfersIn: number;
  readonly plansOpen: number;
  readonly childrenSeenPercent: number;
}

/**
 * The months of the December 2020 pack, in numbers for a city of 50,900 children. Where the pack prints a rate or a
 * percentage the counts are chosen to give it; where it prints nothing legible they are plausible, no more.
 */
const packMonths: readonly Month[] = [
  // contacts, decided %, referred % | assessments, in time %, support % | s47, conferences, in time, in | plans, seen %
  month('2019-12', [1258, 98, 23], [247, 69, 35], [92, 42, 29, 1], [472, 70]),
  month('2020-01', [1419, 98, 24], [262, 65, 36], [92, 17, 4, 0], [468, 68]),
  month('2020-02', [1129, 99, 23], [251, 82, 34], [117, 23, 14, 2], [443, 81]),
  month('2020-03', [1198, 98, 25], [259, 88, 37], [127, 45, 27, 1], [417, 64]),
  month('2020-04', [1147, 98, 24], [231, 79, 38], [102, 24, 16, 1], [397, 40]),
  month('2020-05', [1172, 99, 24], [218, 86, 36], [112, 50, 45, 1], [417, 72]),
  month('2020-06', [1403, 99, 23], [240, 85, 34], [137, 36, 34, 0], [407, 75]),
  month('2020-07', [1493, 98, 22], [276, 93, 35], [122, 39, 27, 1], [428, 75]),
  month('2020-08', [1343, 99, 21], [249, 89, 33], [81, 26, 19, 0], [417, 85]),
  month('2020-09', [1607, 94, 22], [254, 87, 32], [126, 29, 23, 2], [392, 62]),
  month('2020-10', [1555, 98, 24], [287, 82, 40], [121, 43, 15, 0], [392, 85.2]),
  month('2020-11', [1787, 98, 25], [357, 79, 37], [167, 60, 34, 1], [397, 92]),
  month('2020-12', [1507, 99, 23], [409, 89, 33], [149, 51, 14, 0], [397, 87]),
];

/** Contacts of a calendar month against the year's average: few in the school holidays, many in the autumn. */
const seasons = [1, 0.98, 1.06, 0.93, 1.04, 1.05, 1.02, 0.84, 1, 1.08, 1.1, 0.9];

/** The months from one to another: those of the pack as it prints them, the others as usual, with some chance. */
export function monthsBetween(from: Period, to: Period, random: Random): Month[] {
  const months: Month[] = [];
  for (let period = from; period <= to; period = addMonths(period, 1)) {
    months.push(packMonths.find((packMonth) => packMonth.period === period) ?? usualMonth(period, random));
  }
  return months;
}

function usualMonth(period: Period, random: Random): Month {
  const season = seasons[Number(period.slice(5)) - 1] ?? 1;
  const about = (usual: number, spread: number) => Math.round(usual * (1 + spread * (2 * random.next() - 1)));
  const conferences = about(34, 0.25);
  return month(
    period,
    [about(1250 * season, 0.04), random.integer(96, 99), random.integer(21, 25)],
    [about(255, 0.1), random.integer(70, 84), random.integer(32, 39)],
    [about(106, 0.12), conferences, Math.round(conferences * (0.62 + 0.2 * random.next())), random.integer(0, 2)],
    [about(468, 0.015), random.integer(66, 82)],
  );
}

function month(
  period: Period,
  [contacts, decidedInTimePercent, referredPercent]: [number, number, number],
  [assessments, assessedInTimePercent, needingSupportPercent]: [number, number, number],
  [enquiries, conferences, conferencesInTime, transfersIn]: [number, number, number, number],
  [plansOpen, childrenSeenPercent]: [number, number],
): Month {
  return {
    period,
    contacts,
    decidedInTimePercent,
    referredPercent,
    assessments,
    assessedInTimePercent,
    needingSupportPercent,
    enquiries,
    conferences,
    conferencesInTime,
    transfersIn,
    plansOpen,
    childrenSeenPercent,
  };
}
