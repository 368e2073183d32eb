import type { IndicatorDefinition } from '@vigil/indicators';
import type { Sheet } from './sheet.ts';

/** What somebody else has, beside one of the authority's figures. */
export interface ComparedFigure {
  readonly indicator: string;
  readonly comparedWith: string;
  readonly name: string;
  readonly value: number | null;
  /** Why there is no value. */
  readonly withheld: string | null;
  readonly yearName: string;
  readonly sourceTable: string;
  readonly release: string;
  /** Published over a year, and divided by 12. */
  readonly monthly: boolean;
  /** Of the neighbours: the edition of the model, and the mean is of how many of how many. */
  readonly edition: string | null;
  readonly neighboursCounted: number | null;
  readonly neighboursAll: number | null;
  readonly older: boolean;
  readonly mixedYears: boolean;
  /** Where the national definition differs from ours. */
  readonly difference: string;
}

/** What England, the region and the neighbours have, a row each; an indicator that is not here is compared with nothing. */
export function benchmarksSheet(
  compared: readonly ComparedFigure[],
  definitions: ReadonlyMap<string, IndicatorDefinition>,
): Sheet {
  return {
    name: 'Benchmarks',
    table: 'Benchmarks',
    columns: [
      { heading: 'Indicator id', width: 26 },
      { heading: 'Indicator', width: 46 },
      { heading: 'Compared with', width: 21 },
      { heading: 'Place', width: 24 },
      { heading: 'Value', width: 11, format: '#,##0.0#' },
      { heading: 'Withheld', width: 26 },
      { heading: 'Unit', width: 15 },
      { heading: 'Reporting year', width: 14 },
      { heading: 'Table', width: 26 },
      { heading: 'Release', width: 10 },
      { heading: 'A twelfth of the year', width: 19 },
      { heading: 'Neighbours model', width: 17 },
      { heading: 'Neighbours counted', width: 18 },
      { heading: 'Neighbours in all', width: 16 },
      { heading: 'Older than the newest year', width: 24 },
      { heading: 'Years mixed', width: 12 },
      { heading: 'Where its definition differs', width: 70, wrap: true },
    ],
    rows: compared.map((one) => {
      const definition = definitions.get(one.indicator);
      return [
        one.indicator,
        definition?.heading ?? null,
        one.comparedWith,
        one.name,
        one.value,
        one.withheld,
        definition?.unit ?? null,
        one.yearName,
        one.sourceTable,
        one.release,
        yes(one.monthly),
        one.edition,
        one.neighboursCounted,
        one.neighboursAll,
        yes(one.older),
        yes(one.mixedYears),
        one.difference,
      ];
    }),
    frozen: 2,
  };
}

function yes(is: boolean): string | null {
  return is ? 'yes' : null;
}
