import type { SourceMapping } from '@vigil/extracts';
import type { Table } from '../reading/table.ts';
import { readTable } from '../reading/table.ts';
import { readSheet } from '../workbook/workbook.ts';
import type { Address } from './damaged-landing.ts';
import type { LandingStore } from './landing-store.ts';

/** A table that holds its file open until it is closed. */
export interface LandedTable extends Table {
  close(): Promise<void>;
}

/**
 * The rows of a landed file: a delimited text, or one sheet of a workbook, whose header and dates are found by its list
 * and the source's own names.
 * @throws UnreadableFile as `readTable` and `readSheet` do; DamagedLanding as the landing store does.
 */
export async function openLanded(
  landing: LandingStore,
  file: { readonly address: Address; readonly sheet: string | null; readonly list: string },
  mapping?: SourceMapping,
): Promise<LandedTable> {
  if (file.sheet === null) return { ...(await readTable(() => landing.open(file.address))), close: async () => {} };
  const bytes = await landing.openAt(file.address);
  try {
    const table = await readSheet(bytes, file.sheet, { list: file.list, ...(mapping && { mapping }) });
    return { ...table, close: () => bytes.close() };
  } catch (error) {
    await bytes.close();
    throw error;
  }
}
