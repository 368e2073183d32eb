import {
  type IndicatorDefinition,
  type JudgedFigure,
  judgedValue,
  threshold,
  toleranceOf,
  usualTolerance,
} from '@vigil/indicators';

/** How far a figure is from its target, counted in tolerances; 0 where the target is met or nothing can be said. */
export function tolerancesMissedBy(definition: IndicatorDefinition, judged: JudgedFigure): number {
  const { target, rag } = judged;
  const value = judgedValue(definition, judged);
  if (value === null || target === null || (rag !== 'red' && rag !== 'amber')) return 0;
  const limit = threshold(target).value;
  // A target without tolerance is measured by the usual one, or any miss of it would be infinitely bad.
  const tolerance = toleranceOf(definition, target) || usualTolerance(definition, limit);
  return Math.abs(value - limit) / (tolerance || 1);
}
