import type { Figure, IndicatorDefinition, Target } from '../src/index.ts';

/** A percentage to be raised, judged by what it is compared with; each test says what differs. */
export function anIndicator(differences: Partial<IndicatorDefinition> = {}): IndicatorDefinition {
  return {
    id: 'conferences-in-time',
    code: null,
    title: 'Conferences held in time',
    heading: 'Conferences held in time',
    section: 'Protection and Court',
    service: null,
    meaning: 'Of the conferences held in the month, the share held in time.',
    counts: null,
    unit: 'percent',
    decimals: 0,
    polarity: 'higher-is-better',
    measure: 'flow',
    lists: ['section_47_enquiries'],
    periods: 'all',
    rolling: false,
    history: null,
    needs: {},
    open: null,
    smallCohort: 20,
    settleWorkingDays: 10,
    definitionVersion: 1,
    cohort: 'select',
    openCases: null,
    companionOf: null,
    ...differences,
  };
}

/** Final, computed, of December 2020. */
export function aFigure(differences: Partial<Figure> = {}): Figure {
  return {
    indicator: 'conferences-in-time',
    period: '2020-12',
    member: null,
    origin: 'computed',
    numerator: null,
    denominator: null,
    value: null,
    text: null,
    status: 'final',
    ...differences,
  };
}

export function aTarget(target: Partial<Target>): Target {
  return { from: '2019-04-01', judge: 'settled', ...target };
}
