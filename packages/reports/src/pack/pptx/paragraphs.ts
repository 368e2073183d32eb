import type { TextRun } from './library.ts';
import { colours } from './look.ts';
import { heightOfLines, linesOf } from '../measure.ts';

/** A line or more of text of one look. */
export interface Run {
  readonly text: string;
  /** In points, before anything is made to fit. */
  readonly size: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly colour?: string;
  /** The number of the slide that it leads to. */
  readonly slide?: number | undefined;
}

export interface Paragraph {
  readonly runs: readonly Run[];
  readonly bullet?: boolean;
  /** In points, above it. */
  readonly before?: number;
}

/** How far a bulleted paragraph is set in, in points. */
const indent = 10;

/** A paragraph for every line of a text that people wrote. */
export function paragraphsOf(text: string, look: Omit<Run, 'text'>, more: Omit<Paragraph, 'runs'> = {}): Paragraph[] {
  return text
    .split('\n')
    .filter((line, index) => line.trim() !== '' || index === 0)
    .map((line, index) => ({ ...more, ...(index > 0 && { before: 0 }), runs: [{ ...look, text: line }] }));
}

/** In inches, at a share of their size. */
export function heightOf(paragraphs: readonly Paragraph[], width: number, share = 1): number {
  return paragraphs.reduce((sum, { runs, bullet, before = 0 }, index) => {
    const sized = runs.map((run) => ({ ...run, size: run.size * share }));
    const lines = linesOf(sized, width - (bullet ? (indent * share) / 72 : 0));
    const size = Math.max(0, ...sized.map((run) => run.size));
    return sum + heightOfLines(lines, size) + (index === 0 ? 0 : (before * share) / 72);
  }, 0);
}

/** As pptxgenjs takes them: a run says of its paragraph where it ends, and its first what it looks like. */
export function textOf(paragraphs: readonly Paragraph[], share = 1): TextRun[] {
  return paragraphs.flatMap(({ runs, bullet, before }, index) =>
    runs.map((run, at): TextRun => ({
      text: run.text,
      options: {
        fontSize: inTenths(run.size * share),
        bold: run.bold ?? false,
        italic: run.italic ?? false,
        color: run.colour ?? (run.slide === undefined ? colours.ink : colours.link),
        breakLine: at === runs.length - 1 && index < paragraphs.length - 1,
        ...(at === 0 && bullet && { bullet: { indent: indent * share } }),
        ...(at === 0 && index > 0 && before !== undefined && { paraSpaceBefore: before * share }),
        ...(run.slide !== undefined && { hyperlink: { slide: run.slide } }),
      },
    })),
  );
}

/** In tenths of a point. */
export function inTenths(size: number): number {
  return Math.floor(size * 10) / 10;
}
