import { parse as parsePath } from 'node:path';
import type { FileMeaning, SourceMapping } from '@vigil/extracts';
import { identifyList, knownLists } from '@vigil/extracts';
import type { OpenFile } from '../reading/encoding.ts';
import { readHeader } from '../reading/table.ts';
import { UnreadableFile } from '../reading/unreadable-file.ts';

/**
 * Which list a file is (null: a workbook, whose sheets say which they are); or why it is passed over; or why that
 * cannot be told.
 */
export type Identity =
  | {
      readonly list: string | null;
      readonly sheets: Readonly<Record<string, string>> | null;
      /** By what it is known. */
      readonly because: 'manifest' | 'files' | 'name' | 'headers' | 'workbook';
    }
  /** `unclear`: it is a table all the same. */
  | { readonly ignored: string; readonly unclear?: true }
  | { readonly problem: string };

const tables: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt']);
/** Those that cannot be read are found all the same: what lies in them must not be passed over without a word. */
const workbooks: ReadonlySet<string> = new Set(['.xlsx', '.xlsm', '.xls', '.xlsb', '.ods']);

/**
 * Tells a file's list by the source's own pattern, by the manifest, by its name, or else by its headers; never by a
 * guess. Source: reference/extracts.md, "Delivery".
 */
export async function identify(
  file: { readonly name: string; readonly open: OpenFile },
  says: { readonly manifest: string | undefined; readonly pattern: FileMeaning | null },
  mapping: SourceMapping | undefined,
): Promise<Identity> {
  const { pattern } = says;
  if (pattern === 'ignore') return { ignored: 'files in vigil.yaml says so' };
  const byPattern = typeof pattern === 'string' && pattern !== 'workbook' ? pattern : null;
  const sheets = typeof pattern === 'object' ? pattern : null;
  const told = byPattern ?? listNamed(file.name);
  if (says.manifest !== undefined && told !== null && told !== says.manifest) {
    const by = byPattern === null ? 'by its name' : 'by files in vigil.yaml';
    const advice = byPattern === null ? 'rename it' : 'change one of them';
    return { problem: `${file.name} is ${told} ${by}, but ${says.manifest} by the manifest; ${advice}` };
  }
  const list = says.manifest ?? told;
  if (list !== null) {
    const because = byPattern !== null ? 'files' : says.manifest === undefined ? 'name' : 'manifest';
    return { list, sheets, because };
  }
  if (isHidden(file.name)) return { ignored: 'a hidden or temporary file' };
  if (isWorkbook(file.name)) return { list: null, sheets, because: 'workbook' };
  if (!isText(file.name)) return { ignored: 'no table; lists come as .csv or .xlsx' };
  return byHeader(file, mapping);
}

/** The list whose name a file bears, as in `contacts.csv`. */
function listNamed(name: string): string | null {
  const { name: stem, ext } = parsePath(name.toLowerCase());
  return (tables.has(ext) || workbooks.has(ext)) && knownLists.has(stem) ? stem : null;
}

export const isWorkbook = (name: string): boolean => workbooks.has(parsePath(name).ext.toLowerCase());

const isText = (name: string): boolean => tables.has(parsePath(name).ext.toLowerCase());

/** Whether a file without an as-at date is most likely meant to be read. */
export function looksLikeAList(name: string): boolean {
  return !isHidden(name) && (listNamed(name) !== null || isWorkbook(name));
}

async function byHeader(
  file: { readonly name: string; readonly open: OpenFile },
  mapping: SourceMapping | undefined,
): Promise<Identity> {
  try {
    const found = identifyList(await readHeader(file.open), mapping);
    if ('list' in found) return { list: found.list, sheets: null, because: 'headers' };
    if (found.candidates.length > 0) {
      return {
        problem: `${file.name} could be ${found.candidates.join(' or ')}; name it after its list, or in files of vigil.yaml`,
      };
    }
    return { ignored: 'neither its name, nor a manifest, nor its headers say which list it is', unclear: true };
  } catch (error) {
    if (error instanceof UnreadableFile) return { ignored: error.message };
    throw error;
  }
}

function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || /^(thumbs\.db|desktop\.ini)$/i.test(name);
}
