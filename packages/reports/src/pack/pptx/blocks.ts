import type { IndicatorBody, PackTable } from '@vigil/pack';
import type { Drawing } from './drawing.ts';
import { type Box, below } from './frame.ts';
import { colours, sizes } from './look.ts';
import { linkParagraph } from './links.ts';
import { heightOf, paragraphsOf } from './paragraphs.ts';
import { nowPanel } from './now-panel.ts';
import { remarkParagraphs } from './remarks.ts';
import { drawTable, sizedTable } from './table.ts';

/** One of the things that stand under each other in a column, at a share of its size; heights are in inches. */
interface Block {
  readonly height: number;
  draw(box: Box, drawing: Drawing): void | Promise<void>;
}

export type BlockAt = (width: number, share: number) => Block;

export function panelBlock({ now }: IndicatorBody): BlockAt {
  return (width, share) => nowPanel(now, width, share);
}

export function benchmarkBlocks(
  { benchmarks, benchmarkNotes, benchmarkLink }: IndicatorBody,
  drawing: Drawing,
): readonly BlockAt[] {
  const about = [...fine(benchmarkNotes), ...(benchmarkLink === null ? [] : [linkParagraph(benchmarkLink, drawing)])];
  return [
    ...(benchmarks.length === 0 ? [] : [tableBlock(benchmarkTable(benchmarks))]),
    ...(about.length === 0 ? [] : [wordsBlock('About the benchmarks', about)]),
  ];
}

function benchmarkTable(benchmarks: IndicatorBody['benchmarks']): PackTable {
  return {
    caption: 'Benchmarks',
    columns: [
      { title: 'Benchmarks', width: 5, align: 'left' },
      { title: 'Value', width: 2, align: 'right' },
      { title: 'Year', width: 2, align: 'right' },
    ],
    rows: benchmarks.map(({ name, value, year }) => ({
      cells: [name, value, year ?? ''].map((text) => ({ text })),
      notes: [],
    })),
  };
}

export function remarkBlocks({ remarks }: IndicatorBody): readonly BlockAt[] {
  return remarks.length === 0 ? [] : [wordsBlock('Commentary', remarkParagraphs(remarks))];
}

export function noteBlocks({ notes, notesRunOn }: IndicatorBody): readonly BlockAt[] {
  const lines = notesRunOn
    ? paragraphsOf(notes.join(' '), { size: sizes.small - 0.5 })
    : notes.flatMap((note) => paragraphsOf(note, { size: sizes.small }, { bullet: true, before: 2 }));
  return notes.length === 0 ? [] : [wordsBlock('Notes', lines)];
}

function fine(lines: readonly string[]) {
  return lines.flatMap((line) => paragraphsOf(line, { size: sizes.small - 0.5, colour: colours.soft }, { before: 2 }));
}

function wordsBlock(name: string, paragraphs: Parameters<typeof heightOf>[0]): BlockAt {
  return (width, share) => {
    const height = heightOf(paragraphs, width, share);
    return { height, draw: (box, drawing) => drawing.words(name, { ...box, h: height }, paragraphs, { share }) };
  };
}

/** Its first heading is its caption. */
function tableBlock(table: PackTable): BlockAt {
  return (width, share) => {
    const sized = sizedTable(table, width, share, { captioned: false });
    return { height: sized.height, draw: (box, drawing) => drawTable(drawing, box, sized) };
  };
}

const gap = 0.13;

/** Of all of them under each other. */
export function stackHeight(blocks: readonly BlockAt[], width: number, share: number): number {
  const heights = blocks.map((block) => block(width, share).height);
  return heights.reduce((sum, height) => sum + height, gap * share * Math.max(0, blocks.length - 1));
}

export async function drawStack(blocks: readonly BlockAt[], from: Box, share: number, drawing: Drawing): Promise<void> {
  let box = from;
  for (const block of blocks) {
    const { height, draw } = block(box.w, share);
    await draw(box, drawing);
    box = below(box, height + gap * share);
  }
}
