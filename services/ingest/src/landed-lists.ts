import {
  isWorkbook,
  readSheets,
  UnreadableFile,
  workbookLists,
  type FoundFile,
  type LandingStore,
  type WorkbookLists,
} from '@vigil/connectors';
import type { LandedFile } from '@vigil/database';
import { contracts, type Coverage } from '@vigil/extracts';
import type { SourceConfig } from '@vigil/runtime';

/** What one delivered file came to: its lists, what of it is passed over, and what keeps it from being read. */
export interface LandedLists {
  readonly found: FoundFile;
  readonly sha256: string;
  readonly files: readonly LandedFile[];
  readonly ignored: readonly { readonly name: string; readonly reason: string }[];
  readonly problems: readonly string[];
}

/** Copies a file into the landing store, and finds the lists in it: one in a text file, one a sheet in a workbook. */
export async function landFile(found: FoundFile, source: SourceConfig, landing: LandingStore): Promise<LandedLists> {
  const { address, sha256, bytes } = await landing.put(await found.open());
  const { lists, ignored, problems } = await listsOf(found, address, source, landing);
  const files = lists.map(({ name, list, sheet }): LandedFile => ({
    name,
    list,
    sheet,
    bytes,
    sha256,
    address,
    // A manifest counts a file's rows: of one sheet among several it says nothing.
    claimedRows: lists.length === 1 ? found.rows : null,
    coverage: coverageOf(found, list, source),
    state: 'landed',
  }));
  return { found, sha256, files, ignored, problems };
}

function coverageOf(found: FoundFile, list: string, source: SourceConfig): Coverage {
  return found.coverage ?? source.coverage.get(list) ?? contracts.get(list)?.coverage ?? { kind: 'full' };
}

type Lists = Omit<WorkbookLists, 'lists'> & {
  readonly lists: readonly { readonly name: string; readonly list: string; readonly sheet: string | null }[];
};

async function listsOf(
  found: FoundFile,
  address: string,
  { mapping }: SourceConfig,
  landing: LandingStore,
): Promise<Lists> {
  const { name, list } = found;
  if (list !== null && !isWorkbook(name)) return { lists: [{ name, list, sheet: null }], ignored: [], problems: [] };
  const bytes = await landing.openAt(address);
  try {
    return workbookLists(found, await readSheets(bytes, mapping));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { lists: [], ignored: [], problems: [`${name}: ${error.message}`] };
  } finally {
    await bytes.close();
  }
}
