import { contracts } from '@vigil/extracts';
import { columnsMissing, type DeliveredColumns } from '../deliveries/columns.ts';

/** The column that a member comes from, by official header; every other one is a team. */
const columns: Readonly<Record<string, string>> = {
  Female: 'Gender',
  Male: 'Gender',
  'Under 1': 'Date of Birth',
  '1 to 4': 'Date of Birth',
  '5 to 9': 'Date of Birth',
  '10 to 15': 'Date of Birth',
  '16 and over': 'Date of Birth',
};

/**
 * The column for want of which a member has no case; null where all came that it could come from. A list that comes
 * without its teams says nothing of them, and not that they have nobody.
 */
export function columnLackedBy(member: string, lists: readonly string[], delivered: DeliveredColumns): string | null {
  const column = columns[member] ?? 'Allocated Team';
  const having = lists.filter((list) => contracts.get(list)?.columns.some(({ name }) => name === column));
  const lacking = having.filter((list) => columnsMissing({ [list]: [column] }, delivered).length > 0);
  return having.length > 0 && lacking.length === having.length ? column : null;
}
