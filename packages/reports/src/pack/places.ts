import { type Place, placeNames, places, type Rag } from '@vigil/indicators';
import type { PackPage } from '@vigil/pack';

/** The lists in the colours that a board knows them by. */
export const placeMarks: Readonly<Record<Place, Exclude<Rag, 'grey'>>> = {
  'going-well': 'green',
  watch: 'amber',
  'do-better': 'red',
};

/** The list that a page belongs to, told by how its kicker begins: 'Ones to watch · Adoption'. */
export function placeOf({ kicker }: PackPage): Place | null {
  return places.find((place) => kicker?.startsWith(placeNames[place])) ?? null;
}
