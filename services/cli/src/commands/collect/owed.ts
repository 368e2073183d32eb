import { asAtOfForm, owedBy, type Owed } from '@vigil/alerts';
import { todayIn, type IsoDate, type Period, timeZoneOfEngland } from '@vigil/calendar';
import { publishedAsAts, standingCalendar, standingReported, type Transaction } from '@vigil/database';
import { type AuthorityConfig, type ContributorConfig } from '@vigil/runtime';

/**
 * Who owes which figures of a month, as things are on record.
 *
 * @param state.asAt what was reported by this date counts; without it, all that was
 */
export async function readOwed(
  tx: Transaction,
  { contributors }: Pick<AuthorityConfig, 'contributors'>,
  period: Period,
  state: { readonly now: Date; readonly asAt?: IsoDate },
): Promise<readonly Owed<ContributorConfig>[]> {
  if (contributors.length === 0) return [];
  const today = todayIn(timeZoneOfEngland, state.now);
  const asAt = state.asAt ?? newestOf(period, today);
  const figures = await standingReported(tx, asAt, contributors);
  const signedOff = new Set<string>();
  for (const { id } of contributors) {
    const own = await publishedAsAts(tx, id);
    if (own.some((one) => one === asAtOfForm(period) && one <= asAt)) signedOff.add(id);
  }
  return owedBy(contributors, period, {
    today: state.asAt ?? today,
    calendar: await standingCalendar(tx),
    reported: new Set(
      figures
        .filter((one) => one.period === period && one.member === null && (one.value ?? one.value_text) !== null)
        .map(({ indicator }) => indicator),
    ),
    signedOff,
  });
}

/** A date as at which everything is on record that is known today of a month and those before. */
export function newestOf(period: Period, today: IsoDate): IsoDate {
  const own = asAtOfForm(period);
  return own > today ? own : today;
}
