import type { Digest } from '@vigil/alerts';
import { chartPng } from '@vigil/charts';
import type { DisclosureRule } from '@vigil/disclosure';

import type { ChartModel } from './digest-block.ts';
import { digestModel } from './digest-model.ts';
import { letter, type LetterOptions } from './letter.ts';
import type { MailAttachment, OutgoingMail } from './outgoing.ts';

/** Less than the 528 pixels it may be shown in, so that the words of a chart can still be read on a telephone. */
const width = 480;

export interface DigestMailOptions extends LetterOptions {
  /** What becomes of small numbers. */
  disclosure: DisclosureRule;
}

/**
 * The mail of a digest, with a chart of each figure that wants attention.
 * @throws Error as `letter` does, and where the digest has no items
 */
export async function renderDigest(digest: Digest, options: DigestMailOptions): Promise<OutgoingMail> {
  const model = digestModel(digest, options);
  const attachments: MailAttachment[] = [];
  for (const { chart } of model.blocks) if (chart !== null) attachments.push(await picture(chart));
  return letter('digest', digest, model, options, attachments);
}

async function picture({ drawn, height, cid, filename }: ChartModel): Promise<MailAttachment> {
  const png = await chartPng(drawn, { width, height });
  return { cid, filename, contentType: 'image/png', base64: Buffer.from(png).toString('base64') };
}
