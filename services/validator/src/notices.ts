import {
  closeNotices,
  openNotice,
  publishedCoverages,
  sameContentSince,
  type DeliveredFile,
  type Delivery,
  type Transaction,
} from '@vigil/database';
import type { Finding } from '@vigil/extracts';
import type { GuardsConfig } from '@vigil/runtime';
import { judgeStale } from './guards.ts';

/** Notices that a list came empty or shrunken; it ends when the list is published, or the delivery put aside. */
export async function noticeSize(
  tx: Transaction,
  { source, asAt }: Pick<Delivery, 'source' | 'asAt'>,
  { list }: Pick<DeliveredFile, 'list'>,
  findings: readonly Finding[],
): Promise<void> {
  // Of a date that is history by now it says nothing of how the source fares.
  const published = await publishedCoverages(tx, { source, list, from: asAt });
  if (published.some((other) => other.asAt > asAt)) return;
  for (const { rule, message } of findings) {
    if (rule === 'empty-file') await openNotice(tx, { source, kind: 'empty', list, words: message });
    if (rule === 'shrunken-file') await openNotice(tx, { source, kind: 'shrunken', list, words: message });
  }
}

/** Ends what a published delivery has ended, and notices when it says what was said before. */
export async function noticePublication(
  tx: Transaction,
  { source, asAt, replayOf }: Delivery,
  lists: readonly string[],
  guards: GuardsConfig,
): Promise<void> {
  await closeNotices(tx, { source, kinds: ['empty', 'shrunken'], lists });
  await closeNotices(tx, { source, kinds: ['held'] });
  if (replayOf !== null) return;
  const since = await sameContentSince(tx, { source, asAt });
  // History that arrives late says nothing of how the source fares now.
  if (since === null) return;
  const words = judgeStale({ asAt, since }, guards);
  if (words === null) await closeNotices(tx, { source, kinds: ['stale'] });
  else await openNotice(tx, { source, kind: 'stale', words });
}
