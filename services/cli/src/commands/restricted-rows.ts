import { restrictionsInForce } from '@vigil/database';
import { identifierKeys, pseudonymWith } from '@vigil/validator';
import type { Session } from '../session.ts';

/**
 * Tells rows that name somebody whose records are shown to few, in any cell: what is set aside has no pseudonym yet.
 *
 * @returns null where nobody's are
 */
export async function restrictedRows({
  installation,
  authority,
  database,
}: Session): Promise<((cells: readonly string[]) => boolean) | null> {
  const restrictions = await database.transaction(restrictionsInForce);
  if (restrictions.length === 0) return null;
  const keys = identifierKeys((purpose) => installation.configuration.secret.key(purpose, authority.code));
  const restricted = new Set(restrictions.map(({ pseudonym }) => pseudonym));
  const kinds = [...new Set(restrictions.map(({ purpose }) => purpose))];
  return (cells) => cells.some((cell) => kinds.some((kind) => restricted.has(pseudonymWith(keys[kind], cell.trim()))));
}
