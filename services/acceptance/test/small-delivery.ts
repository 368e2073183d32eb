import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, englandAndWales, firstDay, lastCompletePeriod, addMonths, type IsoDate } from '@vigil/calendar';

/**
 * A small delivery of an invented council: section 47 enquiries and contacts of six months. In the newest month one
 * conference of four was in time, in the others three of four.
 */
export async function writeSmallDelivery(extracts: string, asAt: IsoDate): Promise<string> {
  const folder = join(extracts, asAt);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'section_47_enquiries.csv'), enquiries(asAt));
  await writeFile(join(folder, 'contacts.csv'), contacts(asAt));
  return folder;
}

const months = (asAt: IsoDate) => [0, 1, 2, 3, 4, 5].map((back) => addMonths(lastCompletePeriod(asAt), -back));

/** @param inTimeLast of the four conferences of the newest month, how many were in time */
export function enquiries(asAt: IsoDate, inTimeLast = 1): string {
  const lines = [
    'Child Unique ID,Strategy discussion initiating Section 47 Enquiry Start Date,Was an Initial Child Protection Conference deemed unnecessary?,Date of Initial Child Protection Conference,Transfer In (Y/N)',
  ];
  months(asAt).forEach((period, back) => {
    for (let child = 0; child < 4; child += 1) {
      const inTime = child < (back === 0 ? inTimeLast : 3);
      const held = addDays(firstDay(period), 20 + child);
      const discussed = lastDayWith(held, inTime ? 15 : 16);
      lines.push(`AC-${period}-${child},${slashed(discussed)},b) No,${slashed(held)},b) No`);
    }
  });
  return `${lines.join('\r\n')}\r\n`;
}

export function contacts(asAt: IsoDate, count = 30): string {
  const lines = ['Child Unique ID,Date of Contact,Contact Source,Date of Decision,Contact Outcome'];
  for (const period of months(asAt)) {
    for (let child = 0; child < count; child += 1) {
      const date = slashed(addDays(firstDay(period), child % 28));
      lines.push(`AC-${period}-${child},${date},q) 6: Police,${date},No further action`);
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** The day so many working days before another. */
function lastDayWith(end: IsoDate, workingDays: number): IsoDate {
  let day = end;
  while (englandAndWales.workingDaysAfter(day, end) < workingDays) day = addDays(day, -1);
  return day;
}

const slashed = (date: IsoDate): string => date.split('-').toReversed().join('/');

export const smallConfig = (extracts: string): string => `
authority: { code: "852", name: Testshire, population0to17: { 2018: 50400, 2019: 50700, 2020: 50900 } }
sources:
  - id: casework
    connector: { kind: folder, path: ${JSON.stringify(extracts)} }
    settleSeconds: 0
services:
  - id: quality-assurance
    name: Quality Assurance
    head: { title: Head of Service, email: head.qa@example.gov.uk }
    indicators: [icpc-timeliness]
targets:
  icpc-timeliness: [ { atLeast: 70, tolerance: 5, from: 2019-04-01, judge: provisional } ]
operators: [ { email: operators@example.gov.uk } ]
mail: { from: vigil@example.gov.uk }
`;
