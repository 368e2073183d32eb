export { Catalogue } from './catalogue.ts';
export { type Change, changeBetween } from './change.ts';
export {
  type IndicatorDefinition,
  type Polarity,
  type Unit,
  catalogueDirectory,
  parseDefinition,
} from './definition.ts';
export { display } from './display.ts';
export { type Figure, type Origin, exactValue } from './figure.ts';
export { shareInWords } from './number.ts';
export { type Judgement, type Rag, judge, toleranceOf } from './rag.ts';
export { type JudgedFigure, judgeSeries, judgedPeriod, missesRunning } from './series.ts';
export {
  type Comparator,
  type Target,
  describeTarget,
  targetFor,
  targetSchema,
  targetsSchema,
  threshold,
} from './target.ts';
