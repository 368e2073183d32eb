import type { Transaction } from '../database.ts';
import { audit } from '../schema/index.ts';

/** Who says so, and why: without both nothing is changed by hand. */
export interface OperatorsWord {
  readonly actor: string;
  readonly reason: string;
}

/** As things stand it cannot be done; the message says why, and what can be done instead. Nothing was changed. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Puts what an operator changes on record, in the transaction that changes it. */
export async function recordAudit(
  tx: Transaction,
  { actor, reason }: OperatorsWord,
  change: { action: string; subject: string; detail?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await tx.orm.insert(audit).values({ authority: tx.authority, actor, reason, ...change });
}
