import { parse as parsePath } from 'node:path';
import type { SourceMapping } from '@vigil/extracts';
import { identifyList, knownLists } from '@vigil/extracts';
import type { OpenFile } from '../reading/encoding.ts';
import { readHeader } from '../reading/table.ts';
import { UnreadableFile } from '../reading/unreadable-file.ts';

/** Which list a file is; or why it is passed over; or why that cannot be told. */
export type Identity = { readonly list: string } | { readonly ignored: string } | { readonly problem: string };

const tables: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt']);
const workbooks: ReadonlySet<string> = new Set(['.xlsx', '.xlsm', '.xls']);

/**
 * Tells a file's list by its name, by the manifest, or else by its headers; never by a guess.
 * Source: reference/extracts.md, "Delivery".
 */
export async function identify(
  file: { readonly name: string; readonly open: OpenFile },
  manifestList: string | undefined,
  mapping: SourceMapping | undefined,
): Promise<Identity> {
  const named = listNamed(file.name);
  if (manifestList !== undefined && named !== null && named !== manifestList) {
    return { problem: `${file.name} is ${named} by its name, but ${manifestList} by the manifest; rename it` };
  }
  const list = manifestList ?? named;
  if (list !== null) return { list };

  const extension = parsePath(file.name).ext.toLowerCase();
  if (isHidden(file.name)) return { ignored: 'a hidden or temporary file' };
  if (workbooks.has(extension)) return { ignored: 'a workbook, which is not read yet; save each list as CSV' };
  if (!tables.has(extension)) return { ignored: 'no table; lists come as .csv' };
  return byHeader(file, mapping);
}

/** The list whose name a file bears, as in `contacts.csv`. */
export function listNamed(name: string): string | null {
  const { name: stem, ext } = parsePath(name.toLowerCase());
  return tables.has(ext) && knownLists.has(stem) ? stem : null;
}

async function byHeader(
  file: { readonly name: string; readonly open: OpenFile },
  mapping: SourceMapping | undefined,
): Promise<Identity> {
  try {
    const found = identifyList(await readHeader(file.open), mapping);
    if ('list' in found) return { list: found.list };
    if (found.candidates.length > 0) {
      return { problem: `${file.name} could be ${found.candidates.join(' or ')}; name it after its list` };
    }
    return { ignored: 'neither its name, nor a manifest, nor its headers say which list it is' };
  } catch (error) {
    if (error instanceof UnreadableFile) return { ignored: error.message };
    throw error;
  }
}

function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || /^(thumbs\.db|desktop\.ini)$/i.test(name);
}
