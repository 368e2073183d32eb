import { periodName } from '@vigil/calendar';
import type { RemarkInPack } from '@vigil/commentary';
import { type Place, placeNames, placeReason, places } from '@vigil/indicators';
import { type DraftPage, listPages } from './draft.ts';
import { type Facts, shownOf } from './facts.ts';
import type { ListEntry } from './pack.ts';
import { standing } from './printed.ts';
import { draftNote } from './remarks.ts';
import type { PageFor } from './service-tables.ts';

/**
 * The three lists in a line each: what people say first, then what no headline speaks of, in Vigil's words. What people
 * say may speak of several indicators.
 */
export function overviewPages(facts: Facts, pageFor: PageFor): readonly DraftPage[] {
  const { period, remarks, places: placed } = facts;
  const headlines = remarks.filter(({ kind, place }) => kind === 'headline' && place !== null);
  // A draft that was carried over does not hide how the indicator stands now.
  const spokenOf = new Set(headlines.flatMap(({ state, indicators }) => (state === 'accepted' ? indicators : [])));
  const notices = remarks.filter(({ kind, state }) => kind === 'notice' && state === 'accepted');
  const body = {
    kind: 'lists',
    introduction: notices.map(({ text }) => text),
    lists: places.map((place) => ({
      place,
      title: placeNames[place],
      entries: [
        ...headlines.filter((one) => one.place === place).map((one) => headlineEntry(facts, one, pageFor)),
        ...ownEntries(facts, place, { spokenOf, pageFor }),
      ],
    })),
  } as const;
  return listPages(
    { id: 'overview', kicker: 'Overview', heading: `Performance in ${periodName(period)}` },
    body,
    [...new Set([...placed.keys(), ...headlines.flatMap(({ indicators }) => indicators)])].flatMap((id) =>
      shownOf(facts.wholeOf(id), [period]),
    ),
  );
}

function headlineEntry(facts: Facts, remark: RemarkInPack, pageFor: PageFor): ListEntry {
  return {
    text: remark.text,
    reason: headlineReason(facts, remark),
    note: draftNote(remark),
    links: linksTo(facts, remark.indicators, pageFor),
  };
}

/** Of a headline about one indicator: what its figures say of the list that a person put it in. */
function headlineReason({ rows, edition }: Facts, { indicators, place }: RemarkInPack): string {
  const [only, ...others] = indicators.flatMap((id) => rows.get(id) ?? []);
  if (only === undefined || others.length > 0) return '';
  if (only.ruling !== null) return edition === 'internal' ? placeReason(only) : '';
  const { place: suggested, reason } = only.suggestion;
  if (suggested === place) return reason;
  if (suggested === null || edition === 'public') return '';
  return `Vigil would put it under ${placeNames[suggested].toLowerCase()}: ${reason}`;
}

function ownEntries(
  facts: Facts,
  place: Place,
  { spokenOf, pageFor }: { readonly spokenOf: ReadonlySet<string>; readonly pageFor: PageFor },
): readonly ListEntry[] {
  return facts.content.definitions.flatMap(({ id, heading }): ListEntry[] => {
    const row = facts.rows.get(id);
    if (row === undefined || facts.places.get(id) !== place || spokenOf.has(id)) return [];
    // Why a person put it there is said inside alone: nobody has read it with the public in mind.
    const isSaid = facts.edition === 'internal' || row.ruling === null;
    const reason = isSaid ? placeReason(row) : '';
    return [{ text: heading, reason, note: null, links: [{ page: pageFor(id), text: standing(row) }] }];
  });
}

/** To the pages of the indicators that somebody speaks of, with how each stands: 'Agency staff: 82 (red)'. */
export function linksTo(facts: Facts, indicators: readonly string[], pageFor: PageFor): ListEntry['links'] {
  return indicators.flatMap((id) => {
    const definition = facts.content.definitions.find((one) => one.id === id);
    if (definition === undefined) return [];
    const row = facts.rows.get(id);
    const stands = row === undefined ? 'no figure' : standing(row);
    return [{ page: pageFor(id), text: `${definition.heading}: ${stands}` }];
  });
}
