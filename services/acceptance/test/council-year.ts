import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addDays,
  addMonths,
  englandAndWales,
  firstDay,
  lastCompletePeriod,
  type IsoDate,
  type Period,
} from '@vigil/calendar';

/** How many conferences a month has, and contacts. */
const cases = 20;

/** How many of the twenty of a month are in time; from sixteen to eighteen in a month that is not named. */
export type InTime = Readonly<Record<Period, number>>;

/** A delivery of all that is known of the fourteen months before its date: two files, each with the months it is told. */
export async function deliverYear(
  folder: string,
  asAt: IsoDate,
  { conferences, decisions }: { readonly conferences: InTime; readonly decisions: InTime },
): Promise<void> {
  const directory = join(folder, asAt);
  await mkdir(directory, { recursive: true });
  const periods = Array.from({ length: 14 }, (_, back) => addMonths(lastCompletePeriod(asAt), back - 13));
  const files = {
    'section_47_enquiries.csv': [
      'Child Unique ID,Strategy discussion initiating Section 47 Enquiry Start Date,Was an Initial Child Protection Conference deemed unnecessary?,Date of Initial Child Protection Conference,Transfer In (Y/N)',
      ...periods.flatMap((period) => ofMonth(period, conferences, enquiry)),
    ],
    'contacts.csv': [
      'Child Unique ID,Date of Contact,Contact Source,Date of Decision,Contact Outcome',
      ...periods.flatMap((period) => ofMonth(period, decisions, contact)),
    ],
  };
  for (const [name, lines] of Object.entries(files)) {
    await writeFile(join(directory, name), `${lines.join('\r\n')}\r\n`);
  }
  const coverage = Object.fromEntries(Object.keys(files).map((name) => [name, { coverage: 'full' }]));
  await writeFile(join(directory, 'manifest.json'), JSON.stringify({ asAt, files: coverage }));
}

function ofMonth(
  period: Period,
  inTime: InTime,
  row: (child: string, day: IsoDate, inTime: boolean) => string,
): string[] {
  const many = inTime[period] ?? 16 + (Number(period.slice(5)) % 3);
  return Array.from({ length: cases }, (_, number) =>
    row(`CY-${period}-${number}`, addDays(firstDay(period), number), number < many),
  );
}

function enquiry(child: string, held: IsoDate, inTime: boolean): string {
  return `${child},${slashed(workingDaysBefore(held, inTime ? 15 : 16))},b) No,${slashed(held)},b) No`;
}

function contact(child: string, day: IsoDate, inTime: boolean): string {
  const decided = inTime ? day : englandAndWales.addWorkingDays(day, 3);
  return `${child},${slashed(day)},q) 6: Police,${slashed(decided)},No further action`;
}

function workingDaysBefore(end: IsoDate, days: number): IsoDate {
  let day = end;
  while (englandAndWales.workingDaysAfter(day, end) < days) day = addDays(day, -1);
  return day;
}

const slashed = (date: IsoDate): string => date.split('-').toReversed().join('/');
