import { exactValue, type Figure, type IndicatorDefinition } from '@vigil/indicators';

import type { DisclosureRule } from './rule.ts';
import { discloseShare } from './share.ts';

/**
 * A figure with only what may leave of it; in a withheld value's place stand its counts in words. Disclose first, then
 * compute: changes, sums, averages, limits and charts that are made of disclosed figures alone can give away nothing
 * that the figures do not, in this month's edition or the next. A sum published beside eleven of its twelve months
 * would be the twelfth.
 */
export function discloseFigure(
  definition: Pick<IndicatorDefinition, 'unit'>,
  figure: Figure,
  rule: DisclosureRule,
): Figure {
  const { numerator, denominator, value, withheld, counts } = discloseShare(
    { ...figure, value: exactValue(definition, figure) },
    rule,
    definition.unit,
  );
  return {
    ...figure,
    numerator: numerator?.count ?? null,
    denominator: denominator?.count ?? null,
    value,
    text: withheld ? (counts ?? 'withheld') : figure.text,
  };
}
