import { dateName, periodName, shortPeriodName, type IsoDate, type Period } from '@vigil/calendar';
import {
  placeNames,
  placeOf,
  placeReason,
  places,
  ragWords,
  scorecardPeriods,
  type ScorecardRow,
  type ScorecardSection,
} from '@vigil/indicators';
import { wrapColumns, wrapText } from '../wrapped.ts';

/** The pack's tables as people read them in a terminal of so many columns. */
export function scorecardTable(
  sections: readonly ScorecardSection[],
  about: { readonly authority: string; readonly period: Period; readonly asAt: IsoDate; readonly width: number },
): string {
  const { authority, period, asAt, width } = about;
  const rows = sections.flatMap((section) => section.rows);
  const withBenchmarks = rows.some(({ benchmark }) => benchmark !== null);
  const header = [
    'Indicator',
    ...scorecardPeriods(period).map(shortPeriodName),
    'Target',
    ...(withBenchmarks ? ['Benchmark'] : []),
    'Change',
    'RAG',
  ];
  // One layout for all sections, so that the months stand below each other.
  const [head = '', ...lines] = wrapColumns([header, ...rows.map((row) => cellsOf(row, withBenchmarks))], {
    width,
    right: [false, true, true, true, true],
    least: [narrowestName],
  });
  const printed = new Map(rows.map((row, index) => [row, `${lines[index] ?? ''}${notesBelow(row, width)}`]));
  return [
    `${authority}: scorecard for ${periodName(period)}, as at ${dateName(asAt)}\n`,
    ...sections.map(
      ({ title, rows: own }) => `${title.toUpperCase()}\n${head}${own.map((row) => printed.get(row)).join('')}`,
    ),
    lists(rows, width),
    ...(withBenchmarks ? [benchmarkSources(rows, width)] : []),
    key,
  ].join('\n');
}

/** A name in a narrower column is a tower of words. */
const narrowestName = 24;

const key =
  '[p] provisional: late recording can still change it. [r] restated: changed after it had settled.\n' +
  'SN: mean of the statistical neighbours.\n';

function cellsOf(row: ScorecardRow, withBenchmarks: boolean): readonly string[] {
  return [
    nameOf(row),
    ...row.months.map(monthCell),
    targetCell(row),
    ...(withBenchmarks ? [row.benchmark?.parts.join('\n') ?? 'Local'] : []),
    changeCell(row),
    ragWords[row.rag],
  ];
}

function nameOf({ definition, member }: ScorecardRow): string {
  const code = definition.code === null ? '' : ` (${definition.code})`;
  return member === null ? `${definition.heading}${code}` : `  ${member}`;
}

function monthCell({ shown, provisional, restated }: ScorecardRow['months'][number]): string {
  if (shown === null) return '–';
  return `${shown}${provisional ? ' [p]' : ''}${restated === null ? '' : ' [r]'}`;
}

function targetCell({ definition, target }: ScorecardRow): string {
  if (target === null) return '–';
  return definition.polarity === 'neutral' ? `${target} (for reference)` : target;
}

function changeCell({ change, isBreak }: ScorecardRow): string {
  if (change === null) return isBreak ? 'break in series' : '–';
  return change.verdict === 'neutral' ? change.direction : `${change.direction},\n${change.verdict}`;
}

function notesBelow({ months, notes, limits }: ScorecardRow, width: number): string {
  const counted = months.at(-1)?.counted ?? null;
  const all = [...(counted === null ? [] : [counted]), ...notes, ...(limits === null ? [] : [limits.words])];
  if (all.length === 0) return '';
  return wrapText(all.join('; '), width - 4)
    .map((line) => `    ${line}\n`)
    .join('');
}

/** The pack's three lists: a person's word where there is one, else what Vigil suggests. */
function lists(rows: readonly ScorecardRow[], width: number): string {
  const whole = rows.filter(({ member }) => member === null);
  return places
    .map((place) => {
      const own = whole.filter((row) => placeOf(row) === place);
      return items(
        placeNames[place],
        own.map((row) => `${row.definition.heading}: ${placeReason(row)}`),
        width,
      );
    })
    .join('\n');
}

function benchmarkSources(rows: readonly ScorecardRow[], width: number): string {
  const sources = rows.flatMap(({ definition, benchmark }) =>
    benchmark ? [`${definition.heading}: ${benchmark.source}. ${benchmark.caveats.join(' ')}`.trimEnd()] : [],
  );
  return items('Benchmarks', sources, width);
}

function items(title: string, texts: readonly string[], width: number): string {
  const lines = texts.flatMap((text) =>
    wrapText(text, width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}\n`),
  );
  return `${title.toUpperCase()}\n${lines.length === 0 ? '  Nothing.\n' : lines.join('')}`;
}
