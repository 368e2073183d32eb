import { periodName } from '@vigil/calendar';
import { type SeriesChart, seriesChart } from '@vigil/charts';
import {
  displayYearToDate,
  judge,
  judgedValue,
  type Limits,
  limitsInSentences,
  type IndicatorDefinition,
  type JudgedFigure,
  placeNames,
  places,
  ragWords,
} from '@vigil/indicators';
import { benchmarkLines, benchmarkNotes, benchmarksDrawn, regionIn } from './benchmark-panel.ts';
import type { PackSeries } from './content.ts';
import type { DraftPage } from './draft.ts';
import { currentOf, type Facts, shownOf } from './facts.ts';
import { monthsTable, thirteenMonths } from './months-table.ts';
import type { IndicatorBody } from './pack.ts';
import { indicatorPage } from './page-ids.ts';
import { iconsOf, valueOf } from './printed.ts';
import { remarksOn } from './remarks.ts';
import type { PageFor } from './service-tables.ts';
import { sentence } from './wording.ts';
import { withRoomForWords } from './words-room.ts';

/**
 * A page for each indicator that stands in a list and has figures, list by list in the order of the pack.
 *
 * @param definedOn the page of each indicator's definition
 */
export function indicatorPages(facts: Facts, definedOn: PageFor): readonly DraftPage[] {
  const listed = listedWithFigures(facts);
  return places.flatMap((place) =>
    listed
      .filter(({ definition }) => facts.places.get(definition.id) === place)
      .flatMap((series) => pagesOf(facts, series, definedOn)),
  );
}

/** Those that have a page of their own, in the order of the pack. */
export function listedWithFigures({ content, places: placed, wholeOf }: Facts): readonly PackSeries[] {
  return content.definitions.flatMap(({ id }) => (placed.has(id) ? (wholeOf(id) ?? []) : []));
}

function pagesOf(facts: Facts, series: PackSeries, definedOn: PageFor): readonly DraftPage[] {
  const { definition } = series;
  const place = facts.places.get(definition.id);
  const head = {
    id: indicatorPage(definition.id),
    kicker: place === undefined ? null : placeNames[place],
    heading: definition.heading,
  };
  return withRoomForWords(head, bodyOf(facts, series), {
    shows: shownOf(series, thirteenMonths(facts.period)),
    aboutBenchmarks: { page: definedOn(definition.id), text: 'About these benchmarks' },
  });
}

function bodyOf(facts: Facts, series: PackSeries): IndicatorBody {
  const { period, content } = facts;
  const { definition, judged } = series;
  const row = facts.rows.get(definition.id);
  const limits = row?.controlLimits ?? null;
  const benchmark = content.benchmarks.get(definition.id);
  const chart = seriesChart({
    definition,
    series: judged,
    period,
    limits,
    average: true,
    benchmarks: benchmarksDrawn(benchmark),
  });
  return {
    kind: 'indicator',
    code: definition.code,
    meaning: definition.meaning,
    now: nowOf(definition, currentOf(series, period), facts, limits),
    chart: chart.points.some(({ value }) => value !== null) ? chart : null,
    months: monthsTable(series, period, chart.average),
    benchmarks: benchmarkLines(definition, benchmark, regionIn(content.benchmarks)),
    benchmarkNotes: benchmarkNotes(benchmark),
    benchmarkLink: null,
    notes: [...(row?.notes ?? []).map(sentence), ...(limits === null ? [] : limitNotes(limits, chart))],
    notesRunOn: false,
    remarks: remarksOn(facts, series),
  };
}

/** What neither the icons say nor the picture: a process without a sign needs no sentence. */
function limitNotes(limits: Limits, { points }: SeriesChart): readonly string[] {
  const [process, ...others] = limitsInSentences({ ...limits, assurance: null });
  const hasSigns = points.some(({ marked }) => marked !== undefined);
  return [...(process !== undefined && hasSigns ? [process] : []), ...others];
}

function nowOf(
  definition: IndicatorDefinition,
  current: JudgedFigure | null,
  { period }: Facts,
  limits: Parameters<typeof iconsOf>[0],
): IndicatorBody['now'] {
  if (current === null) {
    const words = `${ragWords.grey}: no figure for ${periodName(period)}`;
    return { value: 'No figure', counts: null, mark: 'grey', words, icons: [] };
  }
  const { rag, target } = current;
  const { reason } = judge(definition, judgedValue(definition, current), target);
  const sum = displayYearToDate(definition, current);
  return {
    value: valueOf(definition, current),
    counts: countsOf(definition, current),
    mark: rag,
    words: `${ragWords[rag]}: ${sum === null ? '' : `${sum} in the year to date `}${reason}`,
    icons: iconsOf(limits),
  };
}

/** '14 of 51 children', '148 in a population of 50,900'; null where there is no more to say. */
function countsOf(
  { unit, counts }: IndicatorDefinition,
  { figure: { numerator, denominator } }: JudgedFigure,
): string | null {
  if (numerator === null || denominator === null) return null;
  const [number, all] = [numerator.toLocaleString('en-GB'), denominator.toLocaleString('en-GB')];
  if (unit === 'percent') return `${number} of ${all}${counts === null ? '' : ` ${counts}`}`;
  return unit === 'rate per 10,000' ? `${number} in a population of ${all}` : null;
}
