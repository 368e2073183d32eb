import type { PackPage } from '@vigil/pack';
import { markedInWords } from './words.ts';

/** What somebody who presents the slide may be asked, and what its pictures say: a paragraph a line. */
export function speakerNotes({ body, stamp }: PackPage): string {
  const lines =
    body.kind === 'indicator'
      ? [body.chart?.description ?? '', ...body.benchmarkNotes, ...body.notes]
      : body.kind === 'charts'
        ? body.charts.map(({ title, description }) => `${title}: ${description}`)
        : body.kind === 'tables'
          ? body.tables.flatMap(markedInWords)
          : [];
  return [...lines, stamp].filter((line) => line !== '').join('\n');
}
