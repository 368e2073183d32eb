import { type Period, dateName, periodName } from '@vigil/calendar';
import { fixedNumber, plainNumber, withUnit } from '../number.ts';
import type { Chart } from './chart.ts';
import { shownLimits } from './control-limits.ts';
import type { Assurance, Variation } from './icons.ts';
import type { Limits } from './limits.ts';
import { type Marked, markedBy } from './marked.ts';

/** In a line: 'common cause; the target is hit and missed (limits 9 to 100)', or why there are no limits. */
export function limitsInWords(limits: Limits): string {
  const { definition, xmr, assurance, unstable } = limits;
  if ('none' in xmr) return `no limits: ${xmr.none}`;
  const { lower, upper } = shownLimits(definition.unit, xmr.limits);
  const number = (value: number) => fixedNumber(value, definition.decimals);
  const parts = [
    variationInWords(xmr.variation) + (unstable ? ', but unstable: months differ by more than chance' : ''),
    ...(assurance === null ? [] : [shortAssurance[assurance]]),
  ];
  const range = `${xmr.trial ? 'trial limits' : 'limits'} ${number(lower)} to ${number(upper)}`;
  return `${parts.join('; ')} (${range})`;
}

/**
 * The same in plain sentences, for a director: whether the process changed (XmR) is told apart from whether a month
 * differs from the average by more than chance (p), and a process that is unstable is told to be.
 */
export function limitsInSentences(limits: Limits): readonly string[] {
  const { xmr, p } = limits;
  return [
    'none' in xmr ? `Whether the process changed cannot be told by limits: ${xmr.none}.` : processSentence(limits, xmr),
    ...('none' in p ? [] : [monthSentence(limits, p)]),
    ...(limits.unstable ? [unstableSentence] : []),
    ...assuranceSentence(limits),
    ...('none' in xmr ? [] : caveats(limits, xmr)),
  ];
}

const unstableSentence =
  'It is unstable, which is a finding of its own: months differ by more than chance can explain, and the figure swings ' +
  'so widely from one to the next that no change of the process could be told from its swing.';

const shortAssurance: Readonly<Record<Assurance, string>> = {
  pass: 'the target is met whatever the month',
  fail: 'the target is missed whatever the month',
  'hit-and-miss': 'the target is hit and missed',
};

/** 'common cause', 'concern, low': as the icons are called. */
function variationInWords(variation: Variation): string {
  return variation === 'common-cause'
    ? 'common cause'
    : variation.replace('-', ', ').replace('neutral', 'special cause');
}

function processSentence(limits: Limits, xmr: Chart): string {
  const marked = markedBy(limits, 'xmr');
  const last = periodName(xmr.to);
  const { lower, upper } = shownLimits(limits.definition.unit, xmr.limits);
  const range = `${shown(limits, lower)} to ${shown(limits, upper)}`;
  if (marked.length === 0) {
    return `Nothing says that the process changed since ${periodName(xmr.from)}: a month is to be expected anywhere from ${range}, and none was outside.`;
  }
  const signs = marked.map((mark) => signInWords(limits, xmr, mark));
  if (xmr.variation === 'common-cause') {
    return `The process shows no change in ${last}, but did before: ${signs.join('; ')}.`;
  }
  const verdict = xmr.variation.startsWith('improvement') ? ' for the better' : ' for the worse';
  const before = signs.slice(0, -1).join('; ');
  return (
    `The process has changed${xmr.variation.startsWith('neutral') ? '' : verdict}: ${signs.at(-1)}.` +
    (before === '' ? '' : ` Before that: ${before}.`)
  );
}

/** 'December 2020 is above the upper limit of 90 %', 'June 2020 to December 2020 fall month after month'. */
function signInWords(limits: Limits, { limits: { mean, lower, upper } }: Chart, mark: Marked): string {
  const { cause, months } = mark;
  const high = cause.direction === 'high';
  const one = months.length === 1;
  const when = one ? periodName(months[0]!) : `${periodName(months[0]!)} to ${periodName(months.at(-1)!)}`;
  const limit = `the ${high ? 'upper' : 'lower'} limit of ${shown(limits, high ? upper : lower)}`;
  switch (cause.rule) {
    case 'outside limits':
      return `${when} ${one ? 'is' : 'are'} ${high ? 'above' : 'below'} ${limit}`;
    case 'trend':
      return `${when} ${high ? 'rise' : 'fall'} month after month`;
    case 'two of three':
      return `${when} ${one ? 'is' : 'are'} close to ${limit}, as two of three months in a row`;
    case 'shift':
      return `${when} ${one ? 'is' : 'are all'} ${high ? 'above' : 'below'} the average of ${shown(limits, mean)}, in a run of seven or more`;
  }
}

function monthSentence(limits: Limits, p: Chart): string {
  const mean = shown(limits, p.limits.mean);
  const marked = markedBy(limits, 'p');
  const allowance =
    p.kind === 'p'
      ? 'by more than chance in cohorts of this size'
      : 'by more than chance and the usual swing of so large cohorts (Laney’s p′)';
  if (marked.length === 0) return `No month differs from the average of ${mean} ${allowance}.`;
  const named = (['low', 'high'] as const).flatMap((direction) => {
    const months = marked.filter(({ cause }) => cause.direction === direction).flatMap((mark) => mark.months);
    return months.length === 0 ? [] : [`${monthsInWords(months)} ${direction === 'low' ? 'lower' : 'higher'}`];
  });
  return `Single months differ from the average of ${mean} ${allowance}: ${named.join(', ')}.`;
}

function assuranceSentence({ definition, assurance, target }: Limits): readonly string[] {
  if (assurance === null || target === null) return [];
  const wanted = `the target of ${withUnit(plainNumber(target), definition.unit)}`;
  switch (assurance) {
    case 'pass':
      return [`As things are, ${wanted} will be met in every month.`];
    case 'fail':
      return [`As things are, ${wanted} will not be met in any month: it takes a change of the process.`];
    case 'hit-and-miss':
      return [`As things are, ${wanted} will be met in some months and missed in others.`];
  }
}

function caveats({ rebase, points }: Limits, xmr: Chart): readonly string[] {
  const hollow = points.filter(({ xmr: placed }) => placed && !placed.counted).map(({ period }) => period);
  return [
    ...(rebase
      ? [
          `The limits begin anew with ${periodName(rebase.period)}: ${rebase.why} (${rebase.who}, ${dateName(rebase.when)}).`,
        ]
      : []),
    ...(xmr.trial ? [`They are trial limits: they rest on ${xmr.months} months, and settle with 12.`] : []),
    ...(hollow.length > 0
      ? [`${monthsInWords(hollow)} ${hollow.length === 1 ? 'is' : 'are'} provisional and not counted.`]
      : []),
  ];
}

function shown({ definition: { unit, decimals } }: Limits, value: number): string {
  return withUnit(fixedNumber(value, decimals), unit);
}

const list = new Intl.ListFormat('en-GB');

function monthsInWords(periods: readonly Period[]): string {
  return list.format(periods.map(periodName));
}
