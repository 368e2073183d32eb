import { display, exactValue, type Figure, type IndicatorDefinition, type Target } from '@vigil/indicators';
import type { ShownFigure } from './facts.ts';

/** A figure as people read it: '27 % (13 of 48 children)', '61.2 per 10,000 (33)', '1,484'. */
export function shownFigure(definition: IndicatorDefinition, figure: Figure, target: Target | null): ShownFigure {
  const { origin, numerator, denominator, value, text } = figure;
  const said = display(definition, exactValue(definition, figure), { target, text });
  return { origin, numerator, denominator, value, text, shown: `${said}${counted(definition, figure)}` };
}

function counted({ unit, counts }: IndicatorDefinition, { numerator, denominator, value }: Figure): string {
  const what = counts === null ? '' : ` ${counts}`;
  if (numerator === null) return '';
  if (unit === 'percent') return denominator === null ? '' : ` (${number(numerator)} of ${number(denominator)}${what})`;
  if (unit === 'rate per 10,000') return `${value === null ? '' : ' per 10,000'} (${number(numerator)}${what})`;
  return '';
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}
