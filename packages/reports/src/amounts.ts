import {
  display,
  exactValue,
  threshold,
  type Figure,
  type IndicatorDefinition,
  type JudgedFigure,
  type Unit,
} from '@vigil/indicators';

/** What stands for a figure in a cell: its value, unrounded; or the words in its place. */
export function shownValue(definition: IndicatorDefinition, figure: Figure): number | string | null {
  return exactValue(definition, figure) ?? figure.text;
}

/**
 * The number format that shows a value with as many decimals as Vigil does everywhere else. A percentage is a number of
 * points, 27.5 for 27.5 %, as in vigil.yaml, on the command line and in the views: the sign is a word of the format,
 * so Excel neither divides nor multiplies, and differences come out in points.
 *
 * @param provisional adds a p
 */
export function valueFormat(
  definition: IndicatorDefinition,
  { figure, target }: Pick<JudgedFigure, 'figure' | 'target'>,
  { provisional = false }: { readonly provisional?: boolean } = {},
): string {
  const shown = display(definition, exactValue(definition, figure), { target });
  const decimals = /\.(\d+)/u.exec(shown)?.[1]?.length ?? 0;
  return `${numberFormat(decimals)}${unitFormat(definition.unit)}${provisional ? '"\u00A0p"' : ''}`;
}

/** The format of a target, which has the decimals that somebody gave it. */
export function targetFormat(definition: IndicatorDefinition, target: NonNullable<JudgedFigure['target']>): string {
  const decimals = String(threshold(target).value).split('.')[1]?.length ?? 0;
  return `${numberFormat(decimals)}${unitFormat(definition.unit)}`;
}

function numberFormat(decimals: number): string {
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

function unitFormat(unit: Unit): string {
  if (unit === 'percent') return '"\u00A0%"';
  return unit === 'days' ? '"\u00A0days"' : '';
}
