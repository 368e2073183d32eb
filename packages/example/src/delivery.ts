import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsoDate } from '@vigil/calendar';
import { stringify } from 'csv-stringify/sync';
import { assessmentTable } from './assessments.ts';
import { planTable } from './child-protection-plans.ts';
import { lastVisits, visitTable } from './child-protection-visits.ts';
import { contactTable } from './contacts.ts';
import type { Council } from './council.ts';
import { withMistakes } from './mistakes.ts';
import { reportedFigures } from './reported-figures.ts';
import { enquiryTable } from './section-47-enquiries.ts';
import { knownRows, type Table } from './table.ts';

export interface ExampleDelivery {
  readonly asAt: IsoDate;
  readonly directory: string;
  readonly files: readonly { readonly list: string; readonly rows: number }[];
}

interface ListFile {
  readonly list: string;
  readonly rows: number;
  readonly content: string;
}

/**
 * Writes what the case system hands over in the night before the as-at date: a file a list and, last, the manifest that
 * makes the delivery whole (extracts.md, "Delivery").
 */
export async function writeDelivery(council: Council, asAt: IsoDate, extracts: string): Promise<ExampleDelivery> {
  const directory = join(extracts, asAt);
  await mkdir(directory, { recursive: true });
  const files = [
    listFile(contactTable, council.contacts, asAt),
    listFile(assessmentTable, council.assessments, asAt),
    listFile(enquiryTable, council.enquiries, asAt),
    listFile(planTable(lastVisits(council.visits, asAt)), council.plans, asAt),
    listFile(visitTable, council.visits, asAt),
    { list: 'reported_figures', ...(await reportedFigures(asAt)) },
  ];
  await Promise.all(files.map(({ list, content }) => writeFile(join(directory, `${list}.csv`), content)));
  await writeFile(join(directory, 'manifest.json'), manifest(asAt, files));
  return { asAt, directory, files: files.map(({ list, rows }) => ({ list, rows })) };
}

function listFile<Row>(table: Table<Row>, records: readonly Row[], asAt: IsoDate): ListFile {
  const rows = withMistakes(table.list, table.header, knownRows(table, records, asAt));
  return { list: table.list, rows: rows.length, content: stringify([table.header, ...rows]) };
}

function manifest(asAt: IsoDate, files: readonly ListFile[]): string {
  const entries = files.map(({ list, rows, content }) => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    return [`${list}.csv`, { list, coverage: 'full', rows, sha256 }];
  });
  return `${JSON.stringify({ asAt, source: 'casework', files: Object.fromEntries(entries) }, null, 2)}\n`;
}
