import type { DigestItem } from '@vigil/alerts';

import { type BlockModel, blockModel } from '../src/digest-block.ts';
import { shownItem } from '../src/digest-shown.ts';
import { visits } from './definitions.ts';
import { type Counted, figures, itemOf } from './digests.ts';

/** One figure's words, with plain spaces. */
export function wordsOf(item: DigestItem): BlockModel {
  const model = blockModel(shownItem(item, { kind: 'shown' }), 1, {
    messageId: '<digest.852.17@example.gov.uk>',
    replyTo: 'performance@example.gov.uk',
  });
  return JSON.parse(JSON.stringify(model).replaceAll('\u00A0', ' ')) as BlockModel;
}

/** What stands beside a label. */
export function said(item: DigestItem, label: string): string | undefined {
  const { facts, notes } = wordsOf(item);
  return [...facts, ...notes].find((row) => row.label === label)?.text;
}

export function labelsOf(item: DigestItem): readonly string[] {
  const { facts, notes } = wordsOf(item);
  return [...facts, ...notes].map(({ label }) => label);
}

/** A share with a target of at least 90 %, its months ending with November 2020. */
export function share(counts: readonly Counted[], given: Parameters<typeof itemOf>[3] = {}): DigestItem {
  return itemOf(visits, figures(visits, '2020-11', counts), { atLeast: 90 }, given);
}
