import type { IndicatorDefinition } from '@vigil/indicators';
import { benchmarksSheet, type ComparedFigure } from './benchmarks.ts';
import { definitionsSheet } from './definitions.ts';
import { byMonthSheet, figuresSheet, type ReportedFigure } from './figures.ts';
import { notesSheet, type ExportFacts } from './notes.ts';
import { findingsSheet, qualitySheet, type ListQuality, type RuleCount } from './quality.ts';
import type { Sheet } from './sheet.ts';

/** All that a workbook of figures holds. */
export interface WorkbookContent {
  readonly facts: Omit<ExportFacts, 'from' | 'to'>;
  /** In the order they are to stand; of an indicator and member oldest first. */
  readonly figures: readonly ReportedFigure[];
  readonly definitions: readonly IndicatorDefinition[];
  /** None where no releases are loaded. */
  readonly benchmarks: readonly ComparedFigure[];
  readonly lists: readonly ListQuality[];
  readonly findings: readonly RuleCount[];
}

/** The sheets of a workbook of figures, in its order. */
export function sheetsOf(content: WorkbookContent): readonly Sheet[] {
  const { facts, figures, definitions, benchmarks, lists, findings } = content;
  const months = figures.map(({ figure }) => figure.period).toSorted();
  return [
    byMonthSheet(figures),
    figuresSheet(figures),
    definitionsSheet(definitions),
    ...(benchmarks.length === 0 ? [] : [benchmarksSheet(benchmarks, new Map(definitions.map((one) => [one.id, one])))]),
    qualitySheet(lists),
    findingsSheet(findings),
    notesSheet(
      { ...facts, from: months[0] ?? null, to: months.at(-1) ?? null },
      {
        provisional: figures.filter(({ figure }) => figure.status === 'provisional').length,
        restated: figures.filter(({ reason }) => reason !== null).length,
      },
    ),
  ];
}
