import { fileURLToPath } from 'node:url';

import nunjucks from 'nunjucks';

import type { DigestModel } from './digest-model.ts';
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
  .addFilter('underline', (line: string, mark: string) => `${line}\n${mark.repeat(line.length)}`)
  .addFilter('table', alignedTable);

export function digestHtml(model: DigestModel): string {
  return html.render('digest.html.njk', { digest: model });
}

export function digestText(model: DigestModel): string {
  return text.render('digest.text.njk', { digest: model }).replaceAll('\u00A0', ' ');
}

function templates(options: { autoescape: boolean }): nunjucks.Environment {
  return new nunjucks.Environment(new nunjucks.FileSystemLoader(directory), {
    ...options,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
}

function alignedTable({ columns, rows }: DigestModel['items'][number]['table']): string {
  const lines = [columns, ...rows.map(({ cells, verdict }) => [...cells, verdict])];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
