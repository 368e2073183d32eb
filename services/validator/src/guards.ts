import type { Finding } from '@vigil/extracts';

/** Below this many rows last time, a small file says nothing. */
const tooFewToJudge = 20;

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
export function judgeSize({ read, claimed, before, accepted }: FileSize): Finding | null {
  if (claimed !== null && claimed !== read) {
    return finding(
      'manifest-mismatch',
      `It holds ${read} rows, manifest.json says ${claimed}; expected both to be the same.`,
    );
  }
  if (accepted || before === null || before <= tooFewToJudge) return null;
  if (read === 0) {
    return finding('empty-file', `It holds no row, the last one held ${before}; accept the delivery if that is right.`);
  }
  if (read * 2 < before) {
    return finding(
      'shrunken-file',
      `It holds ${read} rows, the last one held ${before}; expected at least half. Accept the delivery if that is right.`,
    );
  }
  return null;
}

function finding(rule: Finding['rule'], message: string): Finding {
  return { record: null, line: null, column: null, rule, severity: 'file', value: null, message };
}

/** A delivery that would delete more than this of a list is held for an operator. */
export function deletesTooMuch(plan: { readonly standing: number; readonly deleted: number }): boolean {
  return plan.deleted > tooFewToJudge && plan.deleted > plan.standing * 0.05;
}
