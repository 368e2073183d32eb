import { periodName } from '@vigil/calendar';
import {
  type IndicatorDefinition,
  type JudgedFigure,
  type Rag,
  type Target,
  describeTarget,
  judge,
  judgedPeriod,
  judgedValue,
  missesRunning,
  threshold,
} from '@vigil/indicators';
import type { Options } from '../configuration.ts';
import { tolerancesMissedBy } from '../miss.ts';
import { type Finding, type Rule, isFinding, judgedMonth, neither, tooFew } from './rule.ts';

type Thresholds = Options['target-missed'];

/**
 * A figure that misses its target by more than is tolerated. It opens beyond one threshold and clears at another; what
 * lies between, amber, does neither. Both keep the comparator of the target: on the line is missed where it says "above".
 */
export const targetMissed: Rule<'target-missed'> = {
  voice: 'lasting',

  find({ facts, options, rules }): Finding {
    const { definition, series } = facts;
    const judged = judgedPeriod(series);
    if (judged === null) return neither(null, 'no period to judge');
    const { figure, target, rag } = judged;
    const { period } = figure;
    if (target === null) {
      const words = `Its target was withdrawn: ${periodName(period)} has none.`;
      return { finds: 'no question', period, reason: 'target withdrawn', words, otherwise: 'no target', tell: true };
    }
    if (figure.value === null && figure.denominator !== 0 && figure.text !== 'no cases') {
      return { finds: 'no value', period, words: `There is no value for ${periodName(period)}.` };
    }
    const month = judgedMonth({ facts, rules });
    if (isFinding(month)) return month;
    if (rag === 'grey') return neither(period, 'not rated');

    const asked = describeTarget(target, definition.unit);
    if (misses(definition, judged, target, options)) {
      const words = missInWords(judged, asked, missesRunning(series, period));
      const level = tolerancesMissedBy(definition, judged);
      return { finds: 'trouble', period, reason: 'target missed', words, level };
    }
    if (clears(definition, judged, target, options)) {
      const words = `Met its target of ${asked} in ${periodName(period)}.`;
      return { finds: 'all clear', period, reason: 'target met', words, otherwise: 'on target' };
    }
    return neither(period, rag === 'green' ? 'between its thresholds' : 'within tolerance');
  },

  unsettled({ facts: { definition, series }, options, rules }) {
    const { figure, target } = series.at(-1) ?? {};
    const judged = series.at(-1);
    if (judged === undefined || !figure || !target || judgedPeriod(series) === judged) return null;
    if (tooFew(definition, figure, rules.minimumCohort ?? 0) || !misses(definition, judged, target, options))
      return null;
    const asked = describeTarget(target, definition.unit);
    return {
      period: figure.period,
      words: `${periodName(figure.period)}, still provisional, misses its target of ${asked}.`,
    };
  },
};

function missInWords({ figure }: JudgedFigure, asked: string, months: number): string {
  const running = months > 1 ? `, for ${String(months)} months running` : '';
  return `Missed its target of ${asked} in ${periodName(figure.period)}${running}.`;
}

function misses(
  definition: IndicatorDefinition,
  judged: JudgedFigure,
  target: Target,
  { opensAt }: Thresholds,
): boolean {
  if (opensAt === null) return judged.rag === 'red';
  return ragOf(definition, judged, { ...target, tolerance: opensAt, zeroTolerance: false }) === 'red';
}

function clears(
  definition: IndicatorDefinition,
  judged: JudgedFigure,
  target: Target,
  { clearsAt }: Thresholds,
): boolean {
  if (clearsAt === 0) return judged.rag === 'green';
  const { comparator, value } = threshold(target);
  const wantsMore = comparator === 'atLeast' || comparator === 'above';
  const moved = wantsMore ? value - clearsAt : value + clearsAt;
  return ragOf(definition, judged, { [comparator]: moved, from: target.from, judge: target.judge }) === 'green';
}

function ragOf(definition: IndicatorDefinition, judged: JudgedFigure, target: Target): Rag {
  return judge(definition, judgedValue(definition, judged), target).rag;
}
