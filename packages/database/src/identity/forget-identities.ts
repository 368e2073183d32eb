import type { Transaction } from '../database.ts';
import { openIdentities, sealIdentities } from './sealed-identities.ts';

/**
 * Takes the identifiers behind some pseudonyms out of encrypted blocks: those that hold one are sealed anew without it,
 * or go where nothing else is in them.
 *
 * @param table `identity.block`, or the staged blocks of a file
 * @param key of the way back, of the authority
 * @returns how many blocks held one
 */
export async function forgetIdentities(
  tx: Transaction,
  table: string,
  key: Uint8Array,
  pseudonyms: readonly string[],
): Promise<number> {
  const gone = new Set(pseudonyms);
  const own = table === 'identity.block' ? tx.sql`authority = ${tx.authority}` : tx.sql`true`;
  const blocks = await tx.sql<{ block: string; identities: Buffer }[]>`
    select block, identities from ${tx.sql(table)}
    where ${own} and pseudonyms && ${[...gone]}::uuid[]`;
  for (const { block, identities } of blocks) {
    const kept = [...openIdentities(key, identities)].filter(([pseudonym]) => !gone.has(pseudonym));
    await (kept.length === 0
      ? tx.sql`delete from ${tx.sql(table)} where ${own} and block = ${block}`
      : tx.sql`
          update ${tx.sql(table)}
          set identities = ${sealIdentities(key, kept)}, pseudonyms = ${kept.map(([pseudonym]) => pseudonym)}::uuid[]
          where ${own} and block = ${block}`);
  }
  return blocks.length;
}
