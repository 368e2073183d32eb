import { type Place, placeNames } from '../judgement/place.ts';
import type { ScorecardRow } from './row.ts';

/** The list that an indicator stands in: by a person's word where there is one, else as Vigil suggests. */
export function placeOf({ ruling, suggestion }: Pick<ScorecardRow, 'ruling' | 'suggestion'>): Place | null {
  return ruling?.place ?? suggestion.place;
}

/** Why it stands there; beside a person's word, what Vigil would have done. */
export function placeReason({ ruling, suggestion }: Pick<ScorecardRow, 'ruling' | 'suggestion'>): string {
  if (ruling === null) return suggestion.reason;
  const otherwise =
    suggestion.place === null
      ? 'Vigil would put it in no list'
      : suggestion.place === ruling.place
        ? 'Vigil would too'
        : `Vigil would put it under ${placeNames[suggestion.place].toLowerCase()}: ${suggestion.reason}`;
  return `${ruling.reason} (${ruling.actor}. ${otherwise.replace(/\.$/, '')}.)`;
}
