import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type { OwnVigil } from './own-vigil.ts';

export type Cell = string | number | boolean | Date | null;
export type Rows = Cell[][];

/** Each form that is put there is newer than the one before. */
let sent = 0;

/** Opens a form, fills it in as a person would, and puts it where it comes back to. */
export async function sendBack(
  own: Pick<OwnVigil, 'directory'>,
  name: string,
  to: string,
  fill: (rows: Rows) => void,
): Promise<void> {
  const book = await readXlsx(await readFile(join(own.directory, 'to-send', name)));
  const sheets = book.sheets.map((sheet, index) => {
    const rows = sheet.rows.map((row) => [...row]) as Rows;
    if (index === 0) fill(rows);
    return { name: sheet.name, rows };
  });
  const folder = join(own.directory, 'forms', to);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), await writeXlsx({ sheets }));
  await utimes(join(folder, name), 1_600_000_000 + sent, 1_600_000_000 + sent);
  sent += 1;
}

export const rowOf = (rows: Rows, label: string): Cell[] => rows.find(([first]) => first === label)!;
export const headOf = (rows: Rows): Cell[] => rowOf(rows, 'Figure');
export const lineOf = (rows: Rows, id: string, member: string | null = null): Cell[] => {
  const [idAt, memberAt] = ['Figure id', 'Team or group'].map((heading) => headOf(rows).indexOf(heading)) as [
    number,
    number,
  ];
  return rows.find((row) => row[idAt] === id && (row[memberAt] ?? null) === member)!;
};

export function fillIn(rows: Rows, cells: Readonly<Record<string, Readonly<Record<string, Cell>>>>): void {
  for (const [id, months] of Object.entries(cells)) {
    const [indicator, member = null] = id.split('/') as [string, string?];
    for (const [heading, value] of Object.entries(months)) {
      lineOf(rows, indicator, member)[headOf(rows).indexOf(heading)] = value;
    }
  }
}

export function signOff(rows: Rows): void {
  rowOf(rows, 'Signed off by')[1] = 'A. Person';
  rowOf(rows, 'Signed off on')[1] = '6 January 2021';
  rowOf(rows, 'Complete')[1] = 'yes';
}
