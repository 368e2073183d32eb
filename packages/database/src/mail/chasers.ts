import { chasersOn, monthsChased, owedBy, type ChasedContributor, type Chaser } from '@vigil/alerts';
import { lastCompletePeriod, type Calendar, type IsoDate } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { readReportedBy } from '../figures/owed.ts';
import { lastChasers } from './ledger.ts';

/** As far as it says who is chased. */
export interface ChasingAuthority<One extends ChasedContributor> {
  readonly contributors: readonly One[];
  readonly mail: { readonly from: string | null };
}

/** Who is to be chased today for figures they owe. A mail that is in the ledger counts, whatever became of it. */
export async function chasersDue<One extends ChasedContributor>(
  tx: Transaction,
  { contributors, mail }: ChasingAuthority<One>,
  { today, calendar }: { readonly today: IsoDate; readonly calendar: Calendar },
): Promise<readonly Chaser<One>[]> {
  if (contributors.length === 0 || mail.from === null || !calendar.isWorkingDay(today)) return [];
  const facts = await readReportedBy(tx, contributors, today);
  const owed = contributors.flatMap((one) =>
    monthsChased(lastCompletePeriod(today), { everSentForm: facts.everSentForm.has(one.id) }).flatMap((period) =>
      owedBy([one], period, { today, calendar, ...facts.of(period) }),
    ),
  );
  return chasersOn(today, owed, { calendar, chased: await lastChasers(tx) });
}
