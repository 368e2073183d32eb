import type { ListContract } from './contract.ts';

/** What Excel needs to be told by, that a file is UTF-8. */
const byteOrderMark = '\uFEFF';

/** An empty file of a list: its header line as CSV, official headers first to last, for people to fill in. */
export function templateOf(contract: ListContract): string {
  const cells = contract.columns.map(({ name }) => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name));
  return `${byteOrderMark}${cells.join(',')}\r\n`;
}
