import type { Edition, Pack, PackPage } from '../src/index.ts';
import { icpcPage, longPage, textPage } from './a-pack-indicators.ts';
import { marksPage, tablesPage } from './a-pack-tables.ts';
import { smallMultiplesPage } from './a-pack-charts.ts';
import { overviewPage, planPage } from './a-pack-overviews.ts';

/**
 * A pack by hand: every kind of body and every mark, long and short words, drafts, provisional months, months without a
 * figure, a text in a value's place. What draws packs is tried on it.
 */
export function aPack({ edition = 'internal' }: { readonly edition?: Edition } = {}): Pack {
  const internal = edition === 'internal';
  return {
    title: 'Children’s services performance: December 2020',
    authority: 'Southampton',
    period: '2020-12',
    edition,
    asAt: '2021-01-15',
    foot: `${internal ? 'Internal edition' : 'Public edition: counts are rounded to 5'} · as at 15 January 2021 · casework, workforce · Vigil 0.1.0`,
    pages: pagesOf(internal),
  };
}

function pagesOf(internal: boolean): readonly PackPage[] {
  const all = [overviewPage, planPage, icpcPage, longPage, textPage, tablesPage, smallMultiplesPage, marksPage];
  return internal ? all : all.map(withoutDrafts);
}

/** The public edition says nothing that nobody stands by. */
function withoutDrafts(page: PackPage): PackPage {
  const { body } = page;
  if (body.kind === 'indicator') {
    return { ...page, body: { ...body, remarks: body.remarks.filter(({ note }) => note === null) } };
  }
  if (body.kind === 'lists') {
    const lists = body.lists.map((list) => ({ ...list, entries: list.entries.filter(({ note }) => note === null) }));
    return { ...page, body: { ...body, lists } };
  }
  return page;
}
