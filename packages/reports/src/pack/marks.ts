import type { Mark } from '@vigil/charts';
import type { Pack, PackPage, PackTable } from '@vigil/pack';
import { placeMarks, placeOf } from './places.ts';

/** Every mark that is drawn somewhere in the pack, once. */
export function marksOf(pack: Pack): readonly Mark[] {
  return [...new Set(pack.pages.flatMap(onPage))].sort();
}

function onPage(page: PackPage): readonly Mark[] {
  const place = placeOf(page);
  return [...(place === null ? [] : [placeMarks[place]]), ...inBody(page)];
}

function inBody({ body }: PackPage): readonly Mark[] {
  switch (body.kind) {
    case 'lists':
      return body.lists.map(({ place }) => placeMarks[place]);
    case 'indicator':
      return [body.now.mark, ...body.now.icons.map(({ mark }) => mark), ...inTable(body.months)];
    case 'tables':
      return body.tables.flatMap(inTable);
    case 'charts':
      return [];
  }
}

function inTable({ rows }: PackTable): readonly Mark[] {
  return rows.flatMap(({ cells }) => cells.flatMap(({ marks = [] }) => marks.map(({ mark }) => mark)));
}
