export { type IsoDate, addDays, addYears, daysBetween, isIsoDate, todayIn } from './dates.ts';
export {
  type Period,
  addMonths,
  completePeriods,
  firstDay,
  isPeriod,
  isSettled,
  lastCompletePeriod,
  lastDay,
  periodOf,
  subtractMonthsFromDate,
} from './periods.ts';
export { dateName, periodName, shortPeriodName } from './names.ts';
export { type Calendar, englandAndWales } from './calendar.ts';
