export type CopyValue = string | number | boolean | null;

/** One row as a line of COPY's text format, its line end included. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = '';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) line += '\t';
    const value = values[index]!;
    if (value === null) line += '\\N';
    else if (typeof value === 'string') line += escape(value);
    else if (typeof value === 'boolean') line += value ? 't' : 'f';
    else line += String(value);
  }
  return `${line}\n`;
}

/** Backslash, tab, newline and carriage return are escaped; a NUL cannot be stored. */
function escape(value: string): string {
  if (!/[\\\t\n\r\0]/u.test(value)) return value;
  return value
    .replaceAll('\0', '')
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
