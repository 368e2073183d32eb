import { dateName, periodName, type IsoDate, type Period } from '@vigil/calendar';
import { formats, type Cell, type CellValue, type Sheet } from './sheet.ts';

/** What an export is of, and how it came to be. */
export interface ExportFacts {
  readonly authority: { readonly code: string; readonly name: string };
  readonly asAt: IsoDate;
  /** As known then; null: as known when it was made. */
  readonly knownAt: Date | null;
  readonly from: Period | null;
  readonly to: Period | null;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly version: string;
  readonly calendarVersion: string;
}

/** What whoever opens the workbook must know. Nothing in the other sheets says when it was made. */
export function notesSheet(
  facts: ExportFacts,
  counts: { readonly provisional: number; readonly restated: number },
): Sheet {
  const { authority, asAt, knownAt, from, to } = facts;
  const rows: readonly (readonly [string, Cell | CellValue])[] = [
    ['Authority', `${authority.name} (${authority.code})`],
    ['As at', dateName(asAt)],
    ['As known', knownAt === null ? 'when this was made' : { value: knownAt, format: formats.instant }],
    ['Months', from === null || to === null ? 'none' : `${periodName(from)} to ${periodName(to)}`],
    ['Made (UTC)', { value: facts.madeAt, format: formats.instant }],
    ['Made by', facts.madeBy],
    ['Vigil', facts.version],
    ['Bank holidays', facts.calendarVersion],
    ['Provisional figures', counts.provisional],
    ['Restated figures', counts.restated],
    [
      'Provisional',
      'A month is provisional until it has settled: cases are still being recorded. In “By month” such a figure is in italics with a p behind it.',
    ],
    [
      'Restated',
      'The figure is not the one that was first published. “Restated for” says why: late recording, deletion, correction, definition, population, calendar, or reported anew.',
    ],
    [
      'Status',
      'Green: the target is met. Amber: missed by no more than its tolerance. Red: missed by more. A past month is judged by the target of its time. In “By month” it is that of the newest figure.',
    ],
    [
      'Percentages',
      'A percentage is a number of points: 27.5 is 27.5 %. Over several months or members it is the sum of “Counted” over the sum of “Of”, never the average of values.',
    ],
    [
      'Year to date',
      'Under a cumulative target the sum since April is judged, not the month; “Target” is what is asked of as many months.',
    ],
    ['Members', 'A row without a member is the whole. Members (teams, age bands, gender) need not add up to it.'],
    ['Texts', 'Where there is no value its text stands as it is: no cases, tbd, data due Jan 2021.'],
    [
      'Origin',
      'Computed from the lists, or reported by a person or another system. Where a month has both, the computed figure is here, unless its lists do not reach back far enough to have a value; no change is taken from one to the other.',
    ],
    [
      'Benchmarks',
      'Of each table the newest release that was loaded when this was made, whatever date the figures are of. Without the sheet no release was loaded; an indicator that is not in it is local.',
    ],
    [
      'Small numbers',
      'They are not suppressed: this workbook is for use inside the authority. Do not publish it, or send it on, without suppressing them.',
    ],
  ];
  return {
    name: 'Notes',
    table: 'Notes',
    columns: [
      { heading: 'What', width: 22 },
      { heading: 'Says', width: 110, wrap: true },
    ],
    rows,
    frozen: 0,
  };
}
