import { discloseFigure, discloseShare, type DisclosureReason, type DisclosureRule } from '@vigil/disclosure';
import {
  exactValue,
  type Figure,
  type IndicatorDefinition,
  judgeSeries,
  roundHalfUp,
  type Target,
} from '@vigil/indicators';
import type { PackSeries } from '../content.ts';
import { type AuditEntry, type AuditReason, numberInAudit } from './audit.ts';
import { countsOf } from './parts.ts';

/** What stands in the place of what is kept back. */
const withheld = 'withheld';

interface Disclosed {
  readonly figure: Figure;
  readonly audit: readonly AuditEntry[];
}

/**
 * A series made of disclosed figures and judged anew, so that colours, changes, sums and averages rest on nothing else.
 *
 * @param isKeptBack figures that are withheld whatever the rule says of each by itself
 */
export function discloseSeries(
  series: PackSeries,
  targets: readonly Target[],
  rule: DisclosureRule,
  isKeptBack: (figure: Figure) => boolean,
): { readonly series: PackSeries; readonly audit: readonly AuditEntry[] } {
  const { definition } = series;
  const disclosed = series.judged.map(({ figure }) => {
    if (isKeptBack(figure)) return keptBack(definition, figure, 'protects');
    if (isOfFewUnknown(definition, figure, rule)) return keptBack(definition, figure, 'counts-unknown');
    return byTheRule(definition, figure, rule);
  });
  const figures = disclosed.map(({ figure }) => figure);
  const isWhole = figures.every(({ value }) => value === null || Number.isInteger(value));
  // A decimal that can only be 0 would pass for exact.
  const shown = isWhole ? { ...definition, decimals: 0 } : definition;
  return {
    series: {
      ...series,
      definition: shown,
      judged: judgeSeries(shown, figures, targets),
      quarantinedShare: null,
    },
    audit: disclosed.flatMap(({ audit }) => audit),
  };
}

/** What is hidden for itself and what is hidden for others look alike: which are small would narrow the rest. */
function keptBack(definition: IndicatorDefinition, figure: Figure, because: AuditReason): Disclosed {
  const left = { ...figure, numerator: null, denominator: null, value: null, text: withheld };
  return { figure: left, audit: changesOf(definition, figure, left, () => because) };
}

/** In whole points it would still be one of three for who knows that there are three. */
function isOfFewUnknown({ unit, fewCases }: IndicatorDefinition, figure: Figure, rule: DisclosureRule): boolean {
  if (fewCases !== true || rule.kind === 'shown' || figure.value === null) return false;
  return countsOf({ figure, unit }).counted === undefined;
}

function byTheRule(definition: IndicatorDefinition, figure: Figure, rule: DisclosureRule): Disclosed {
  const exact = { ...figure, value: exactValue(definition, figure) };
  const { changes } = discloseShare(exact, rule, definition.unit);
  const because = new Map<string, DisclosureReason>(changes.map((change) => [change.of, change.because]));
  const disclosed = discloseFigure(definition, figure, rule);
  const left = {
    ...disclosed,
    value: valueOf(definition, disclosed),
    text: disclosed.text === figure.text ? wordsOf(figure.text) : disclosed.text,
  };
  const spoken = left.text === disclosed.text ? 'follows' : 'number-in-words';
  return {
    figure: left,
    audit: changesOf(definition, figure, left, (of) => because.get(of) ?? (of === 'text' ? spoken : 'rounded')),
  };
}

/** Averages in whole numbers: of about 15 children, 11.2308 days can only be of 13. */
function valueOf({ unit }: IndicatorDefinition, { value }: Figure): number | null {
  return value === null || (unit !== 'days' && unit !== 'cases per FTE') ? value : roundHalfUp(value, 0);
}

const number = /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/i;

/** What somebody reported in a value's place. */
function wordsOf(text: string | null): string | null {
  return text !== null && number.test(text) ? withheld : text;
}

function changesOf(
  definition: IndicatorDefinition,
  was: Figure,
  became: Figure,
  because: (of: AuditEntry['of']) => AuditReason,
): readonly AuditEntry[] {
  const { indicator, period, member } = was;
  const entry = (of: AuditEntry['of'], before: string | null, after: string | null): AuditEntry[] =>
    before === null || (before === after && because(of) !== 'counts-unknown')
      ? []
      : [{ indicator, period, member, of, was: before, became: after, because: because(of) }];
  return [
    ...entry('numerator', inAudit(was.numerator), inAudit(became.numerator)),
    ...entry('denominator', inAudit(was.denominator), inAudit(became.denominator)),
    ...entry('value', inAudit(exactValue(definition, was)), inAudit(exactValue(definition, became))),
    ...entry('text', was.text, became.text),
  ];
}

function inAudit(value: number | null): string | null {
  return value === null ? null : numberInAudit(value);
}
