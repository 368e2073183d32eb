import type { Transaction } from '../database.ts';
import { recordAudit, type OperatorsWord } from '../operators/word.ts';
import { identitiesTable } from '../records/staging.ts';

/** Keeps the identifiers of a staged file, encrypted as they were staged, for pseudonyms that are not known yet. */
export async function keepIdentities(tx: Transaction, staging: string): Promise<void> {
  const table = identitiesTable(staging);
  // What was staged before there was a way back has no such table.
  const [there] = await tx.sql<{ staged: boolean }[]>`select to_regclass(${table}) is not null as staged`;
  if (!there?.staged) return;
  // In order, so that two who keep the same ones wait for each other and nobody waits in a circle.
  await tx.sql.unsafe(
    `
    insert into identity.pseudonym (authority, pseudonym, identifier)
    select distinct on (pseudonym) $1, pseudonym, identifier
    from ${table} as staged
    where not exists (
      select from identity.pseudonym as known where known.authority = $1 and known.pseudonym = staged.pseudonym
    )
    order by pseudonym
    on conflict do nothing`,
    [tx.authority],
  );
}

/** The encrypted identifiers behind pseudonyms; one that is not known is not among them. */
export async function readIdentities(
  tx: Transaction,
  pseudonyms: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await tx.sql<{ pseudonym: string; identifier: Buffer }[]>`
    select pseudonym, identifier from identity.pseudonym
    where authority = ${tx.authority} and pseudonym = any(${[...pseudonyms]}::uuid[])`;
  return new Map(rows.map(({ pseudonym, identifier }) => [pseudonym, identifier]));
}

/** Puts on record who has identifiers revealed, of which cohort, how many and why; never which. */
export async function recordReveal(
  tx: Transaction,
  what: { readonly indicator: string; readonly period: string; readonly asAt: string; readonly rows: number },
  word: OperatorsWord,
): Promise<void> {
  const { indicator, period, ...detail } = what;
  await recordAudit(tx, word, { action: 'reveal', subject: `${indicator} ${period}`, detail });
}
