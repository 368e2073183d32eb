import {
  folderTree,
  isWorkbook,
  openFileAt,
  readHeader,
  readSheet,
  readSheets,
  readTable,
  recogniseFolder,
  UnreadableFile,
  workbookLists,
  type ByteSource,
  type RecognisedFile,
  type Table,
} from '@vigil/connectors';
import { contracts, knownLists, likelyLists, previewList, type ListPreview, type SourceMapping } from '@vigil/extracts';
import type { SourceConfig } from '@vigil/runtime';
import { nearest } from './nearest.ts';

/** One file, or one sheet of a workbook, and what Vigil would take it for. */
export interface Match {
  /** `contacts.csv`, `Annex_A.xlsx › List 1`. */
  readonly name: string;
  readonly asAt: string | null;
  readonly asAtBecause: string | null;
  readonly list: string | null;
  /** Why it is that list, or is passed over; null where that is a problem. */
  readonly because: string | null;
  readonly problem: string | null;
  /** Lists that it may be, for a person to choose from. */
  readonly likely: readonly string[];
  readonly preview: ListPreview | null;
}

export interface Looked {
  readonly location: string;
  /** Folders that lie there and were not looked into. */
  readonly otherFolders: readonly string[];
  readonly matches: readonly Match[];
}

/**
 * Reads the files of a folder, or one file, only to show what they would be taken for. Of a folder that holds nothing
 * but folders the last one is looked into.
 *
 * @throws UnreachableSource
 */
export async function look(path: string, source: Pick<SourceConfig, 'files' | 'mapping'>): Promise<Looked> {
  const folder = await recogniseFolder(folderTree(path), source);
  const last = folder.folders.at(-1);
  if (folder.files.length === 0 && last !== undefined) {
    const inside = await look(last.path, source);
    return { ...inside, otherFolders: folder.folders.slice(0, -1).map(({ name }) => name) };
  }
  const matches: Match[] = [];
  for (const file of folder.files) matches.push(...(await matchFile(file, source.mapping)));
  return {
    location: folder.location,
    otherFolders: folder.folders.map(({ name }) => name),
    matches: withoutTwice(matches),
  };
}

const becauseWords = {
  manifest: 'the manifest says so',
  files: 'files in vigil.yaml says so',
  name: 'its name',
  headers: 'its headers',
} as const;

async function matchFile(file: RecognisedFile, mapping: SourceMapping): Promise<readonly Match[]> {
  const { name, identity } = file;
  const beginning: Match = {
    name,
    asAt: file.asAt?.date ?? null,
    asAtBecause: file.asAt && { manifest: 'the manifest', name: 'its name', folder: 'its folder' }[file.asAt.because],
    list: null,
    because: null,
    problem: null,
    likely: [],
    preview: null,
  };
  if ('problem' in identity) return [{ ...beginning, problem: identity.problem }];
  try {
    if ('ignored' in identity) {
      const header = identity.unclear === true ? await readHeader(file.open) : [];
      return [
        {
          ...beginning,
          because: identity.ignored,
          likely: identity.unclear === true ? likely(name, header, mapping) : [],
        },
      ];
    }
    if (isWorkbook(name)) {
      return await matchSheets(file, beginning, identity, mapping);
    }
    const { list, because } = identity;
    if (list === null || because === 'workbook') return [beginning];
    const table = await readTable(file.open);
    return [
      { ...beginning, list, because: becauseWords[because], preview: await previewOf(list, table, file, mapping) },
    ];
  } catch (error) {
    if (error instanceof UnreadableFile) return [{ ...beginning, problem: error.message }];
    throw error;
  }
}

async function matchSheets(
  file: RecognisedFile,
  beginning: Match,
  identity: { readonly list: string | null; readonly sheets: Readonly<Record<string, string>> | null },
  mapping: SourceMapping,
): Promise<readonly Match[]> {
  const bytes = await openFileAt(file.path);
  try {
    const found = workbookLists({ name: file.name, ...identity }, await readSheets(bytes, mapping));
    const matches: Match[] = found.problems.map((problem) => ({ ...beginning, problem }));
    for (const { name, list, sheet } of found.lists) {
      const table = await readSheet(bytes, sheet, { list, mapping });
      const because = identity.sheets?.[sheet] === list ? becauseWords.files : 'its name or headers';
      matches.push({ ...beginning, name, list, because, preview: await previewOf(list, table, file, mapping) });
    }
    for (const { name, reason } of found.ignored) {
      matches.push({ ...beginning, name, because: reason, likely: await likelySheet(bytes, name, file.name, mapping) });
    }
    return matches;
  } finally {
    await bytes.close();
  }
}

async function likelySheet(
  bytes: ByteSource,
  name: string,
  file: string,
  mapping: SourceMapping,
): Promise<readonly string[]> {
  const sheet = name.slice(`${file} › `.length);
  try {
    const { header } = await readSheet(bytes, sheet, { mapping });
    // A sheet of guidance knows a word or two of every list.
    return (likelyLists(header, mapping)[0]?.known ?? 0) < 2 ? [] : likely(sheet, header, mapping);
  } catch (error) {
    if (error instanceof UnreadableFile) return [];
    throw error;
  }
}

/** By headers, then by name. */
function likely(name: string, header: readonly string[], mapping: SourceMapping): readonly string[] {
  const byHeaders = likelyLists(header, mapping)
    .filter(({ known }) => known > 1)
    .map(({ list }) => list);
  const titles = [...knownLists].map(([list, title]) => ({ list, title }));
  const near = nearest(
    name.replace(/\.\w+$/, '').replaceAll(/\d+/g, ' '),
    titles.map(({ title }) => title),
  );
  const byName = near.map((title) => titles.find((one) => one.title === title)!.list);
  return [
    ...new Set([...byName.filter((list) => byHeaders.includes(list)), ...byHeaders.slice(0, 3), ...byName]),
  ].slice(0, 3);
}

async function previewOf(
  list: string,
  table: Table,
  { asAt }: RecognisedFile,
  mapping: SourceMapping,
): Promise<ListPreview | null> {
  const contract = contracts.get(list);
  if (contract === undefined) return null;
  const reader = previewList(contract, table.header, { asAt: asAt?.date ?? null, mapping });
  for await (const batch of table.rows) for (const { cells } of batch) reader.add(cells);
  return reader.preview();
}

/** A list that comes twice for one date is a problem of both. */
function withoutTwice(matches: readonly Match[]): readonly Match[] {
  return matches.map((match) => {
    const same = matches.filter(({ list, asAt }) => list !== null && list === match.list && asAt === match.asAt);
    if (same.length < 2) return match;
    const names = same.map(({ name }) => name).join(' and ');
    return { ...match, problem: `${names} are both ${match.list}; keep one, or say ignore for the other` };
  });
}
