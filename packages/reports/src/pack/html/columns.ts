import type { Pack, PackPage, PackTable } from '@vigil/pack';
import { figuresOf } from './figures.ts';

/** How much of a table's width each column has, in thousandths. */
export function columnsOf({ columns }: PackTable): readonly number[] {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  return columns.map(({ width }) => Math.round((1000 * width) / all));
}

/** The policy lets no element have a style of its own, so each share that occurs has a class. */
export function columnRules({ pages }: Pack): string {
  const shares = new Set(pages.flatMap(tablesOf).flatMap(columnsOf));
  return [...shares]
    .sort((one, other) => one - other)
    .map((share) => `.column-${String(share)}{width:${String(share / 10)}%}`)
    .join('');
}

function tablesOf({ body }: PackPage): readonly PackTable[] {
  switch (body.kind) {
    case 'tables':
      return body.tables;
    case 'indicator':
      return [body.months];
    case 'charts':
      return [figuresOf(body.charts)];
    case 'lists':
      return [];
  }
}
