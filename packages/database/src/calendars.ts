import { desc, eq } from 'drizzle-orm';
import { calendarOf, type BankHolidays, type Calendar } from '@vigil/calendar';
import { CopyBuffer } from './copy.ts';
import type { Transaction } from './database.ts';
import { recordAudit, type OperatorsWord } from './operators/word.ts';
import { calendarVersion, workingDay } from './schema/index.ts';

/** A version of the calendar, with where it is from. */
export type CalendarVersion = typeof calendarVersion.$inferSelect;

type AnyTransaction = Pick<Transaction, 'orm' | 'sql'>;

/** What a version was read from, when and by whom. */
export type CalendarProvenance = Pick<CalendarVersion, 'source' | 'fetchedAt' | 'sha256' | 'actor' | 'reason'>;

/** The calendar that is in use: the last version that was taken in. */
export async function standingCalendar(tx: AnyTransaction): Promise<Calendar> {
  const [newest] = await tx.orm.select().from(calendarVersion).orderBy(desc(calendarVersion.number)).limit(1);
  if (!newest) throw new Error('The database has no calendar: it was not prepared.');
  return calendarOf(newest);
}

/** All versions, the one in use first. */
export async function calendarVersions(tx: AnyTransaction): Promise<readonly CalendarVersion[]> {
  return tx.orm.select().from(calendarVersion).orderBy(desc(calendarVersion.number));
}

/** Takes in a version, which is in use from now on. */
export async function addCalendar(
  tx: AnyTransaction,
  calendar: Calendar,
  provenance: CalendarProvenance,
): Promise<void> {
  const { version, division, from, to, holidays } = calendar satisfies BankHolidays;
  await tx.orm.insert(calendarVersion).values({ version, division, from, to, holidays, ...provenance });
  await publishWorkingDays(tx, calendar);
}

/** One at a time takes in a version, so that each goes on from the one before. */
export async function takeTurnsOnCalendar(tx: AnyTransaction): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtext('vigil calendar'))`;
}

/** Puts on record that a version was taken in, for an authority whose figures are counted by it. */
export async function recordCalendar(
  tx: AnyTransaction,
  authority: string,
  { version, ...detail }: Pick<CalendarVersion, 'version' | 'source' | 'sha256'>,
  word: OperatorsWord,
): Promise<void> {
  await recordAudit({ ...tx, authority }, word, { action: 'calendar', subject: version, detail });
}

/** Makes the working days of a calendar a table that cohorts can join, where that was not done before. */
export async function publishWorkingDays(tx: AnyTransaction, calendar: Calendar): Promise<void> {
  await takeTurnsOnCalendar(tx);
  const [published] = await tx.orm
    .select({ date: workingDay.date })
    .from(workingDay)
    .where(eq(workingDay.calendar, calendar.version))
    .limit(1);
  if (published) return;
  const copy = new CopyBuffer(tx.sql, 'vigil.working_day', ['calendar', 'date', 'ordinal', 'working']);
  for (const day of calendar.days()) copy.add([calendar.version, day.date, day.ordinal, day.working]);
  await copy.flush();
  // Unknown, it is taken for a few days, and joined with all of them where one is looked for.
  await tx.sql.unsafe('analyze vigil.working_day');
}
