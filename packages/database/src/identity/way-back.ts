import type { Transaction } from '../database.ts';
import { recordAudit, type OperatorsWord } from '../operators/word.ts';
import { identitiesTable } from '../records/staging.ts';

/** Keeps the identifiers of a staged file, encrypted as they were staged: the blocks that hold one not known yet. */
export async function keepIdentities(tx: Transaction, staging: string): Promise<void> {
  const table = identitiesTable(staging);
  // What was staged before there was a way back has no such table.
  const [there] = await tx.sql<{ staged: boolean }[]>`select to_regclass(${table}) is not null as staged`;
  if (!there?.staged) return;
  await tx.sql.unsafe(
    `
    with known as (select unnest(pseudonyms) as pseudonym from identity.block where authority = $1),
    met as (select block, unnest(pseudonyms) as pseudonym from ${table})
    insert into identity.block (authority, block, identities, pseudonyms)
    select $1, block, identities, pseudonyms from ${table}
    where block in (
      select met.block from met where not exists (select from known where known.pseudonym = met.pseudonym)
    )`,
    [tx.authority],
  );
}

/** Encrypted identifiers, with those of the pseudonyms asked for that are among them. */
export interface IdentityBlock {
  readonly identities: Buffer;
  readonly pseudonyms: readonly string[];
}

/** The blocks in which the identifiers behind pseudonyms lie; one that is not known is in none. */
export async function readIdentities(
  tx: Transaction,
  pseudonyms: readonly string[],
): Promise<readonly IdentityBlock[]> {
  return tx.sql<IdentityBlock[]>`
    select block.identities, asked.pseudonyms
    from (
      select block, array_agg(pseudonym::text) as pseudonyms
      from (
        select distinct on (pseudonym) block, pseudonym
        from identity.block cross join unnest(pseudonyms) as pseudonym
        where authority = ${tx.authority} and pseudonym = any(${[...pseudonyms]}::uuid[])
      ) as found
      group by block
    ) as asked
    join identity.block as block on block.authority = ${tx.authority} and block.block = asked.block`;
}

/** Puts on record who has identifiers revealed, of which cohort, how many and why; never which. */
export async function recordReveal(
  tx: Transaction,
  what: {
    readonly indicator: string;
    readonly period: string;
    readonly asAt: string;
    readonly rows: number;
    /** Rows among them that are shown to few, where there are any. */
    readonly restricted?: number;
  },
  word: OperatorsWord,
): Promise<void> {
  const { indicator, period, ...detail } = what;
  await recordAudit(tx, word, { action: 'reveal', subject: `${indicator} ${period}`, detail });
}
