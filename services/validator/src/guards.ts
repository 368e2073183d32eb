import { daysBetween, type IsoDate } from '@vigil/calendar';
import { fileFinding, type Finding } from '@vigil/extracts';
import type { GuardsConfig } from '@vigil/runtime';

/** What a file holds, beside what it was said or expected to hold. */
export interface FileSize {
  readonly read: number;
  /** Rows according to the manifest. */
  readonly claimed: number | null;
  /** Rows of the last published file of the list with the same kind of coverage. */
  readonly before: number | null;
  /** An operator has said that the size is right. */
  readonly accepted: boolean;
}

/**
 * Refuses a file whose size cannot be right (extracts.md, "Findings": manifest-mismatch, empty-file, shrunken-file).
 * What an operator accepts is the size compared with last time; a manifest that is contradicted stays contradicted.
 */
export function judgeSize({ read, claimed, before, accepted }: FileSize, guards: GuardsConfig): Finding | null {
  if (claimed !== null && claimed !== read) {
    return fileFinding(
      'manifest-mismatch',
      `It holds ${read} rows, manifest.json says ${claimed}; expected both to be the same.`,
    );
  }
  if (accepted || before === null || before <= guards.fewest) return null;
  if (read === 0) {
    if (!guards.empty) return null;
    return fileFinding(
      'empty-file',
      `It holds no row, the last one held ${before}; accept the delivery if that is right.`,
    );
  }
  if (guards.shrunken !== null && read < before * guards.shrunken) {
    const least = guards.shrunken === 0.5 ? 'half' : `${100 * guards.shrunken} % of that`;
    return fileFinding(
      'shrunken-file',
      `It holds ${read} rows, the last one held ${before}; expected at least ${least}. Accept the delivery if that is right.`,
    );
  }
  return null;
}

/** A delivery that would delete more than this of a list is held for an operator. */
export function deletesTooMuch(
  plan: { readonly standing: number; readonly deleted: number },
  { held, fewest }: GuardsConfig,
): boolean {
  return held !== null && plan.deleted > fewest && plan.deleted > plan.standing * held;
}

/**
 * Says that a source delivers the same content again and again.
 *
 * @param since the as-at date of the first delivery with this content, without another in between
 */
export function judgeStale(
  { asAt, since }: { readonly asAt: IsoDate; readonly since: IsoDate },
  { stale }: GuardsConfig,
): string | null {
  const days = daysBetween(since, asAt);
  if (stale === null || days < stale) return null;
  return `The delivery as at ${asAt} says what the one as at ${since} said, to the letter; expected something new after ${stale} ${stale === 1 ? 'day' : 'days'}.`;
}
