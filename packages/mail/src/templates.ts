import { fileURLToPath } from 'node:url';

import nunjucks from 'nunjucks';

import { wrapped } from './wording.ts';

const directory = fileURLToPath(new URL('../templates/', import.meta.url));
/** Mail in plain text is read in narrow windows, and quoted with a mark before each line. */
const textWidth = 72;

const html = templates({ autoescape: true });
// Plain text is not escaped: there is nothing in it that an & could begin.
const text = templates({ autoescape: false })
  .addFilter('wrap', (line: string, indent = '') =>
    wrapped(line, textWidth - indent.length)
      .map((part, index) => (index === 0 ? part : `${indent}${part}`))
      .join('\n'),
  )
  .addFilter('underline', (line: string, mark: string) =>
    wrapped(line, textWidth)
      .flatMap((part, index, { length }) => (index < length - 1 ? [part] : [part, mark.repeat(part.length)]))
      .join('\n'),
  )
  .addFilter('aligned', aligned);

/** @param model what the template calls `mail` */
export function inHtml(template: string, model: object): string {
  return html.render(`${template}.html.njk`, { mail: model });
}

/** @param model what the template calls `mail` */
export function inText(template: string, model: object): string {
  return text.render(`${template}.text.njk`, { mail: model }).replaceAll('\u00A0', ' ');
}

function templates(options: { autoescape: boolean }): nunjucks.Environment {
  return new nunjucks.Environment(new nunjucks.FileSystemLoader(directory), {
    ...options,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
}

/** Rows as a table of text, the named columns of each; one that is empty in all of them is left out. */
function aligned(rows: readonly Readonly<Record<string, string>>[], columns: readonly string[]): string {
  const widths = columns.map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => columns.flatMap((column, at) => (widths[at] ? [(row[column] ?? '').padEnd(widths[at])] : [])))
    .map((cells) => `  ${cells.join('  ')}`.trimEnd())
    .join('\n');
}
