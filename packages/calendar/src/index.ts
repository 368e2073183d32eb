export { type IsoDate, addDays, addYears, daysBetween, isIsoDate, mondayOf, todayIn } from './dates.ts';
export {
  type Period,
  addMonths,
  completePeriods,
  firstDay,
  isPeriod,
  isSettled,
  lastCompletePeriod,
  lastDay,
  monthsBetween,
  periodOf,
  subtractMonthsFromDate,
} from './periods.ts';
export { instantOf, timeZoneOfEngland } from './instants.ts';
export { dateName, periodName, shortPeriodName, weekdayName } from './names.ts';
export {
  type BankHolidays,
  type Calendar,
  type Holiday,
  calendarOf,
  englandAndWales,
  ownProvenance,
  withoutBankHolidays,
} from './calendar.ts';
export { type CalendarDifference, calendarDifference, readPublishedHolidays, renewed } from './renewal.ts';
