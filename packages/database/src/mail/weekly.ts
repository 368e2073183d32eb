import { and, eq, gte, isNotNull, ne, or } from 'drizzle-orm';
import { addDays, mondayOf, type Calendar, type IsoDate } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { alert } from '../schema/index.ts';
import { keepTold, toldAmong } from './told.ts';

/** As far as it says whether somebody has the week summed up. */
interface SummedUp {
  readonly director: object | null;
  readonly mail: { readonly weekly: boolean };
}

/**
 * The Monday of the week in which a summary of the one before is due: from its first working day on, until it was told,
 * where there is anything to say. Null where none is.
 */
export async function weeklyDue(
  tx: Transaction,
  { director, mail }: SummedUp,
  { today, calendar }: { readonly today: IsoDate; readonly calendar: Calendar },
): Promise<IsoDate | null> {
  if (director === null || !mail.weekly || !calendar.isWorkingDay(today)) return null;
  const monday = mondayOf(today);
  if ((await toldAmong(tx, [keyOf(monday)])).size > 0) return null;
  const [something] = await tx.orm
    .select({ id: alert.id })
    .from(alert)
    .where(
      and(
        eq(alert.authority, tx.authority),
        isNotNull(alert.openedPeriod),
        or(ne(alert.state, 'recovered'), gte(alert.recoveredAt, new Date(addDays(monday, -7)))),
      ),
    )
    .limit(1);
  return something ? monday : null;
}

/** The summary of the week before this Monday was told, or came to nothing. */
export function markWeekTold(tx: Transaction, monday: IsoDate): Promise<void> {
  return keepTold(tx, [keyOf(monday)]);
}

const keyOf = (monday: IsoDate): string => `week before ${monday}`;
