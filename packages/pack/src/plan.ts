import { periodName } from '@vigil/calendar';
import type { RemarkInPack } from '@vigil/commentary';
import { placeNames, places } from '@vigil/indicators';
import { type DraftPage, listPages } from './draft.ts';
import { type Facts, shownOf } from './facts.ts';
import { linksTo } from './overview.ts';
import type { ListEntry } from './pack.ts';
import { draftNote, whoseAndWhen } from './remarks.ts';
import type { PageFor } from './service-tables.ts';
import { capitalised } from './wording.ts';

/** Items of the improvement plan under the lists that people put them in, with what shows it; none where there are none. */
export function planPages(facts: Facts, pageFor: PageFor): readonly DraftPage[] {
  const items = planItems(facts);
  if (items.length === 0) return [];
  // The plan has no ones to watch unless somebody says so (behaviours A3).
  const used = places.filter((place) => place !== 'watch' || items.some((item) => item.place === place));
  return listPages(
    { id: 'plan', kicker: 'Overview', heading: `The improvement plan in ${periodName(facts.period)}` },
    {
      kind: 'lists',
      introduction: [],
      lists: used.map((place) => ({
        place,
        title: placeNames[place],
        entries: items.filter((item) => item.place === place).map((item) => entryOf(facts, item, pageFor)),
      })),
    },
    [...new Set(items.flatMap(({ indicators }) => indicators))].flatMap((id) =>
      shownOf(facts.wholeOf(id), [facts.period]),
    ),
  );
}

export function planItems({ remarks }: Facts): readonly RemarkInPack[] {
  return remarks.filter(({ kind, place }) => kind === 'plan' && place !== null);
}

function entryOf(facts: Facts, item: RemarkInPack, pageFor: PageFor): ListEntry {
  const parts = [
    ...(item.evidence === null ? [] : [`Evidence: ${item.evidence}`]),
    ...[whoseAndWhen(item)].flatMap((whose) => (whose === null ? [] : [capitalised(whose)])),
  ];
  return {
    text: item.text,
    reason: parts.map((part) => part.replace(/\.$/, '')).join('. '),
    note: draftNote(item),
    links: linksTo(facts, item.indicators, pageFor),
  };
}
