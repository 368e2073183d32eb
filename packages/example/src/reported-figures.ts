import { readFile } from 'node:fs/promises';
import { type IsoDate, lastCompletePeriod } from '@vigil/calendar';

/**
 * The figures that the December 2020 board pack prints legibly, each with its page. Where its chart and its KPI table
 * differ in decimals, the KPI table's, which has more.
 */
const published = new URL('../data/reported-figures.csv', import.meta.url);

/** The published figures of the months complete at the as-at date, as the list `reported_figures`. */
export async function reportedFigures(asAt: IsoDate): Promise<{ rows: number; content: string }> {
  const [header, ...lines] = (await readFile(published, 'utf8')).trimEnd().split('\n');
  const last = lastCompletePeriod(asAt);
  const complete = lines.filter((line) => (line.split(',', 2)[1] ?? '') <= last);
  return { rows: complete.length, content: [header, ...complete, ''].join('\n') };
}
