import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from '@vigil/calendar';
import { contracts } from '@vigil/extracts';

/** The two nights of the benchmark. */
const nights = ['2021-01-04', '2021-01-05'] as const;

export const columns: readonly string[] = contracts.get('section_47_enquiries')!.columns.map(({ name }) => name);

const teams = ['Assessment North', 'Assessment South', 'Safeguarding East', 'Safeguarding West'];
const firstDay = '2018-01-05';
const written = (day: string): string => day.split('-').toReversed().join('/');

/**
 * Writes a delivery of section 47 enquiries, 15 columns, over three years: the same for a given number of rows. The
 * second night holds the same rows in the same order, one in a hundred changed.
 */
export async function writeDelivery(extracts: string, rows: number, night: 0 | 1): Promise<string> {
  const folder = join(extracts, nights[night]);
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'section_47_enquiries.csv');
  const out = createWriteStream(file);
  out.write(`${columns.map((name) => `"${name}"`).join(',')}\r\n`);
  for (let index = 0; index < rows;) {
    let lines = '';
    for (const end = Math.min(rows, index + 2000); index < end; index += 1) lines += lineOf(index, night);
    if (!out.write(lines)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return file;
}

function lineOf(index: number, night: 0 | 1): string {
  const child = index % 4 === 0 ? Math.floor(index / 8) : index;
  const discussed = addDays(firstDay, index % 1080);
  const changed = night === 1 && index % 100 === 50;
  const unnecessary = index % 3 === 0;
  const conference = unnecessary ? '' : written(addDays(discussed, 5 + (index % 20) + (changed ? 1 : 0)));
  const cells = [
    `BX-${String(child).padStart(7, '0')}`,
    index % 2 === 0 ? 'a) Male' : 'b) Female',
    'a) WBRI',
    written(addDays('2004-01-01', index % 5000)),
    String(index % 17),
    'b) No',
    written(discussed),
    unnecessary ? 'a) Yes' : 'b) No',
    conference,
    unnecessary ? '' : 'a) Yes',
    String(1 + (index % 3)),
    unnecessary ? '0' : '1',
    'b) No',
    teams[index % teams.length]!,
    changed ? `Worker ${(index % 90) + 1} (cover)` : `Worker ${(index % 90) + 1}`,
  ];
  return `${cells.join(',')}\r\n`;
}
