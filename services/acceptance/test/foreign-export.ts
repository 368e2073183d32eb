import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const months = ['2020-07', '2020-08', '2020-09', '2020-10', '2020-11', '2020-12'];

/**
 * Last night's export of an invented council, as its supplier writes it: one flat folder, names of files, headers and
 * codes of its own, one date with the month first, and a file that is no list. In December one conference of four was
 * held within fifteen working days, before that three of four.
 */
export async function writeForeignExport(folder: string): Promise<void> {
  const files: Readonly<Record<string, string>> = {
    'MASH contacts 20210104.csv': contacts(),
    'S47_ICPC_20210104.csv': enquiries(),
    'Team lookup.csv': 'Team,Manager\r\nMASH,Head of MASH\r\n',
  };
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text);
    // It has lain there for hours: nothing is still being written.
    await utimes(join(folder, name), 1_609_740_000, 1_609_740_000);
  }
}

function contacts(): string {
  const lines = ['Person ID;Contact Date;Source of Contact;Outcome of Contact;Decision Dt'];
  for (const month of months) {
    for (let child = 0; child < 10; child += 1) {
      const source = child % 3 === 0 ? 'Old Bill' : 'Police';
      const outcome = child % 2 === 0 ? 'Referred on' : 'NFA';
      lines.push(`${id(month, child)};${day(month, child + 1)};${source};${outcome};${day(month, child + 2)}`);
    }
  }
  lines.push(`${id('2020-12', 99)};12/31/2020;Police;NFA;`);
  return text(lines);
}

function enquiries(): string {
  const lines = ['Person ID,Strategy Discussion Date,ICPC Not Needed,ICPC Date'];
  for (const month of months) {
    for (let child = 0; child < 4; child += 1) {
      const inTime = child < (month === '2020-12' ? 1 : 3);
      lines.push(`${id(month, child)},${day(month, 1)},No,${day(month, inTime ? 14 : 28)}`);
    }
  }
  return text(lines);
}

const id = (month: string, child: number): string => `0${month.replace('-', '')}${child}`;
const day = (month: string, number: number): string =>
  [String(number).padStart(2, '0'), ...month.split('-').toReversed()].join('/');
const text = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;
