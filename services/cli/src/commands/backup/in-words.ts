import type { Contents, Measure, Tally } from '@vigil/database';
import { tallyOf } from '@vigil/database';
import { counted } from '../../counted.ts';
import type { CommandContext } from '../../session.ts';

/** What a backup holds, as machines read it; the names are stable. */
export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  readonly takenAt: string;
  readonly postgresql: string;
  readonly schemaVersion: number;
  readonly keyId: string;
  readonly authorities: readonly string[];
  readonly tables: number;
  readonly rows: number;
  readonly landed: number;
  /** Landed files that were not in the landing store when it was taken. */
  readonly missing: readonly string[];
  readonly readers: readonly string[];
  readonly parts: readonly Measure[];
}

export function reportOf(
  file: string,
  bytes: number,
  { contents, index }: { readonly contents: Contents; readonly index: readonly Measure[] },
): BackupReport {
  const { takenAt, postgresql, schemaVersion, keyId, readers } = contents;
  const { tables, rows, landed } = tallyOf(index);
  const there = new Set(index.filter(({ kind }) => kind === 'landed').map(({ name }) => name));
  return {
    file,
    bytes,
    takenAt,
    postgresql,
    schemaVersion,
    keyId,
    authorities: contents.authorities.map(({ code }) => code),
    tables,
    rows,
    landed,
    missing: contents.landed.filter((address) => !there.has(address)),
    readers,
    parts: index,
  };
}

/** `61 tables with 12,345 rows, and 8 landed files` */
export function amountInWords({ tables, rows, landed }: Pick<Tally, 'tables' | 'rows' | 'landed'>): string {
  return `${counted(tables, 'table')} with ${counted(rows, 'row')}, and ${counted(landed, 'landed file')}`;
}

/** `340 kB`, `1.3 MB`, `12 GB` */
export function bytesInWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** power;
  return `${amount.toLocaleString('en-GB', { maximumFractionDigits: amount < 10 && power > 0 ? 1 : 0 })} ${units[power]}`;
}

/** `2021-01-04 05:00 UTC`: a backup may be of several authorities, each with its own clock. */
export function momentInWords(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}

const everyMilliseconds = 3000;

/** Says now and then how far it has come, and nothing of what is done at once. */
export function sayingNowAndThen(context: CommandContext, what: string): (tally: Tally) => void {
  let said = performance.now();
  return (tally) => {
    if (performance.now() - said < everyMilliseconds) return;
    said = performance.now();
    context.say(`${what}: ${amountInWords(tally)} so far (${bytesInWords(tally.bytes)})`);
  };
}
