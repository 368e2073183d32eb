import type { FoundFile } from '../source.ts';
import type { SheetFound } from '../workbook/workbook.ts';

/** What the sheets of a workbook come to. */
export interface WorkbookLists {
  readonly lists: readonly { readonly name: string; readonly list: string; readonly sheet: string }[];
  readonly ignored: readonly { readonly name: string; readonly reason: string }[];
  readonly problems: readonly string[];
}

/**
 * The lists among the sheets of a workbook: as `files` of vigil.yaml has them, else as the sheets show. Where the only
 * sheet does not show what it is, but the file's name, `files` or the manifest says it, it is that.
 */
export function workbookLists(
  file: Pick<FoundFile, 'name' | 'list' | 'sheets'>,
  sheets: readonly SheetFound[],
): WorkbookLists {
  const told = new Map(Object.entries(file.sheets ?? {}).map(([sheet, list]) => [spelling(sheet), list]));
  const there = new Set(sheets.map(({ name }) => spelling(name)));
  const names = sheets.map(({ name }) => `“${name}”`).join(', ');
  const problems = Object.keys(file.sheets ?? {})
    .filter((name) => !there.has(spelling(name)))
    .map((name) => `${file.name} has no sheet “${name}”, which files in vigil.yaml names; there are ${names}`);

  const lists: WorkbookLists['lists'][number][] = [];
  const ignored: WorkbookLists['ignored'][number][] = [];
  for (const sheet of sheets) {
    const name = `${file.name} › ${sheet.name}`;
    const said = told.get(spelling(sheet.name));
    const list = said ?? sheet.list ?? (sheets.length === 1 ? file.list : null);
    if (said === 'ignore') ignored.push({ name, reason: 'files in vigil.yaml says so' });
    // A problem of a sheet that is a list all the same (it is hidden) keeps nobody from reading it.
    else if (list === null && sheet.problem !== undefined) problems.push(`${file.name}: ${withoutStop(sheet.problem)}`);
    else if (list === null) ignored.push({ name, reason: sheet.reason ?? 'it is no list' });
    else lists.push({ name, list, sheet: sheet.name });
  }
  if (file.list !== null && problems.length === 0 && !lists.some(({ list }) => list === file.list)) {
    problems.push(
      `${file.name} is said to be ${file.list}, but its sheets ${names} are not; say in files of vigil.yaml which is`,
    );
  }
  return { lists, ignored, problems };
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function spelling(sheet: string): string {
  return sheet.trim().toLowerCase();
}
