import { formShows, newestAsAt, owedBy, type Contributor, type Owed } from '@vigil/alerts';
import { todayIn, timeZoneOfEngland, type IsoDate, type Period } from '@vigil/calendar';
import { standingCalendar } from '../calendars.ts';
import type { Transaction } from '../database.ts';

/**
 * Who owes which figures of a month, as things are published.
 *
 * @param state.asAt what was reported by this date counts; without it, all that was
 */
export async function readOwed<One extends Contributor>(
  tx: Transaction,
  { contributors }: { readonly contributors: readonly One[] },
  period: Period,
  state: { readonly now: Date; readonly asAt?: IsoDate },
): Promise<readonly Owed<One>[]> {
  if (contributors.length === 0) return [];
  const today = todayIn(timeZoneOfEngland, state.now);
  const facts = await readReportedBy(tx, contributors, state.asAt ?? newestAsAt(period, today));
  const calendar = await standingCalendar(tx);
  return owedBy(contributors, period, { today: state.asAt ?? today, calendar, ...facts.of(period) });
}

/** What contributors have reported as at a date. */
export interface ReportedBy {
  /** As `owedBy` wants it of a month. */
  of(period: Period): { readonly reported: ReadonlySet<string>; readonly signedOff: ReadonlySet<string> };
  /** Ids of contributors who have sent a form. */
  readonly everSentForm: ReadonlySet<string>;
}

/** Figures are there once they are published: what reads this need not read records. */
export async function readReportedBy(
  tx: Transaction,
  contributors: readonly Contributor[],
  asAt: IsoDate,
): Promise<ReportedBy> {
  const indicators = contributors.flatMap((one) => one.indicators);
  const figures = await tx.sql<{ indicator: string; period: Period; there: boolean }[]>`
    select distinct on (indicator, period) indicator, period, coalesce(value::text, text) is not null as there
    from vigil.snapshot
    where authority = ${tx.authority} and origin = 'reported' and member is null
      and as_at <= ${asAt} and indicator = any(${indicators})
    order by indicator, period, as_at desc, version desc`;
  const forms = await tx.sql<{ contributor: string; as_at: IsoDate }[]>`
    select distinct source as contributor, as_at::text as as_at from vigil.delivery
    where authority = ${tx.authority} and state = 'published'
      and as_at <= ${asAt} and source = any(${contributors.map(({ id }) => id)})`;
  return {
    of: (period) => ({
      reported: new Set(figures.filter((one) => one.there && one.period === period).map(({ indicator }) => indicator)),
      signedOff: new Set(forms.filter((one) => formShows(one.as_at, period)).map(({ contributor }) => contributor)),
    }),
    everSentForm: new Set(forms.map(({ contributor }) => contributor)),
  };
}
