import { addMonths, monthsBetween, periodName } from '@vigil/calendar';
import { exactValue } from '@vigil/indicators';
import type { Facts } from '../facts.ts';
import {
  type Asked,
  type Finding,
  type Rule,
  fewestForTrend,
  isFinding,
  judgedMonth,
  neither,
  tooFew,
  worsening,
} from './rule.ts';

/**
 * Points between one month and the next before anybody is told: of fifty cases each, two months differ by up to 20 by
 * chance alone.
 */
const usualPoints = 25;

/**
 * A figure that moved far for the worse since the month before. It ends when it comes back to the level it left, or when
 * the new level has become the usual one. Of units other than percent nobody can say in general what is far.
 */
export const moved: Rule<'moved'> = {
  voice: 'single',

  find(asked) {
    const judged = judgedMonth(asked, fewestForTrend);
    if (isFinding(judged)) return judged;
    const { definition } = asked.facts;
    const { period } = judged.figure;
    const value = exactValue(definition, judged.figure)!;
    const by = asked.options.by ?? (definition.unit === 'percent' ? usualPoints : null);
    if (by === null) return neither(period, 'not known');
    if (asked.alert !== null) return since(asked, asked.alert, { period, value, by });

    const before = monthBefore(asked.facts, period);
    const left = before && exactValue(definition, before);
    if (judged.change === null || left === null) return neither(period, 'not known');
    if (tooFew(definition, before!, asked.rules.minimumCohort ?? fewestForTrend))
      return neither(period, 'too few cases');
    if (worsening(definition, left, value) < by) return neither(period, 'nothing to say');
    const words = `Moved far for the worse from ${periodName(before!.period)} to ${periodName(period)}.`;
    return { finds: 'trouble', period, reason: 'moved for the worse', words, level: left };
  },
};

/** What has become of a figure that had moved. */
function since(
  { facts: { definition }, options }: Asked<'moved'>,
  { level, openedPeriod }: NonNullable<Asked<'moved'>['alert']>,
  { period, value, by }: { period: string; value: number; by: number },
): Finding {
  if (level === null || openedPeriod === null) return neither(period, 'not known');
  const otherwise = 'nothing to say';
  if (worsening(definition, level, value) <= (options.clearsAt ?? by / 3)) {
    const words = `Came back in ${periodName(period)} to where it was before ${periodName(openedPeriod)}.`;
    return { finds: 'all clear', period, reason: 'came back', words, otherwise };
  }
  if (monthsBetween(openedPeriod, period) >= options.acceptedAfter) {
    const words = `Has stayed where it moved to in ${periodName(openedPeriod)}.`;
    return { finds: 'all clear', period, reason: 'new level accepted', words, otherwise };
  }
  return neither(period, 'between its thresholds');
}

function monthBefore({ series }: Pick<Facts, 'series'>, period: string) {
  return series.find(({ figure }) => figure.period === addMonths(period, -1))?.figure ?? null;
}
