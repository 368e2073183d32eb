export { Catalogue } from './catalogue.ts';
export { readsRecordsOneByOne } from './cohort.ts';
export { companionCases } from './companion.ts';
export { type Change, changeBetween } from './change.ts';
export {
  type IndicatorDefinition,
  type Polarity,
  type Unit,
  catalogueDirectory,
  parseDefinition,
  populationsDirectory,
} from './definition.ts';
export { display, displayAverage, displayYearToDate } from './display.ts';
export { type Figure, type Origin, exactValue } from './figure.ts';
export { limitsInSentences, limitsInWords } from './limits/words.ts';
export { shownLimits } from './limits/control-limits.ts';
export { type Limits, type LimitPoint, limitsOf } from './limits/limits.ts';
export { type Rebase } from './limits/rebase.ts';
export { type Populations } from './population.ts';
export { plainNumber, roundHalfUp, shareInWords, withUnit } from './number.ts';
export { extremeOf, extremeInWords } from './judgement/extreme.ts';
export { monthsTheSame } from './judgement/constant.ts';
export { rates, wholes } from './judgement/contradictions.ts';
export { besideNeighbours, type BesideNeighbours } from './judgement/neighbours.ts';
export { isSmallCohort, pooledYear, twelveMonthAverage } from './judgement/year.ts';
export { missRun, type Rank, rankOf } from './judgement/rank.ts';
export { type Place, placeNames, places } from './judgement/place.ts';
export { type Benchmark, type Ruling, type ScorecardContext, type ScorecardSeries } from './scorecard/given.ts';
export { placeOf, placeReason } from './scorecard/place.ts';
export { scorecardPeriods, type ScorecardRow } from './scorecard/row.ts';
export { monthsWithFigures, ragWords, scorecard, type ScorecardSection } from './scorecard/scorecard.ts';
export { inPackOrder } from './scorecard/in-order.ts';
export { indicatorsReference } from './reference.ts';
export { type Judgement, type Rag, judge, toleranceOf, usualTolerance } from './rag.ts';
export { type JudgedFigure, judgedPeriod, judgedValue, judgeSeries, missesRunning } from './series.ts';
export {
  type Comparator,
  type Target,
  addsUp,
  describeTarget,
  targetFor,
  targetSchema,
  targetsSchema,
  threshold,
} from './target.ts';
export { type YearToDate } from './year-to-date.ts';
