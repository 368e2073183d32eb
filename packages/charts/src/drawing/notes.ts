import { beyondChance, causesIn } from '../beyond-chance.ts';
import type { ChartLevel, SeriesChart } from '../chart.ts';
import { hasTwoAverages } from './levels.ts';
import { breakMark, type Look, marker, swatch } from './markers.ts';
import type { Markup } from './markup.ts';
import type { Palette } from './palette.ts';
import type { Layer } from './picture.ts';
import { isSmall, type Sizes, sizesFor } from './sizes.ts';
import { dashes, straight } from './strokes.ts';
import { linesOf, widthOf, words } from './type.ts';

/** A sign and what it means. */
interface Note {
  readonly text: string;
  readonly sign: Look | 'band' | 'band with mean' | 'break' | 'target' | 'average';
}

/** What no label beside it can say: the shapes that occur, the band, and why the line is broken. */
function notesOf(chart: SeriesChart, small: boolean): readonly Note[] {
  const { points, limits, target, average } = chart;
  const last = points.at(-1)?.period;
  // Where they have no label at the side: in a small chart, or when they ended before.
  const unnamed = (of: 'target' | 'average', level: (ChartLevel & { readonly period: string }) | undefined): Note[] =>
    level && (small || level.period !== last) ? [{ text: `${level.name} ${level.shown}`, sign: of }] : [];
  const drawn = points.filter(({ value }) => value !== null);
  return [
    ...unnamed('target', target.at(-1)),
    ...(drawn.some(({ provisional }) => provisional)
      ? [{ text: 'provisional', sign: { provisional: true } } as const]
      : []),
    ...unnamed('average', average.at(-1)),
    ...causesIn(small ? [] : drawn).map((marked): Note => ({
      text: beyondChance[marked],
      sign: { marked, provisional: false },
    })),
    ...(limits && !small ? [bandNote(chart, limits)] : []),
    ...points.flatMap(({ begins }) => (begins === undefined ? [] : [{ text: begins, sign: 'break' } as const])),
  ];
}

function bandNote(chart: SeriesChart, { label, mean }: NonNullable<SeriesChart['limits']>): Note {
  return hasTwoAverages(chart)
    ? { text: `${label}, mean ${mean.shown}`, sign: 'band with mean' }
    : { text: label, sign: 'band' };
}

interface PlacedNote extends Note {
  readonly x: number;
  readonly line: number;
}

const margin = 3;
const signWidth = 20;
const mostWhenSmall = 2;

/** In lines of this width; in a small chart in two at most, the most important first. */
function placed(chart: SeriesChart, width: number): readonly PlacedNote[] {
  const [small, { text: size }] = [isSmall(width), sizesFor(width)];
  const gap = small ? 8 : 18;
  let [x, line] = [margin, 0];
  const all = notesOf(chart, small).map((note) => {
    const [text] = linesOf(note.text, { width: width - signWidth - 2 * margin, lines: 1, size });
    const own = signWidth + widthOf(text!, size);
    if (x > margin && x + own > width - margin) [x, line] = [margin, line + 1];
    const at = { ...note, text: text!, x, line };
    x += own + gap;
    return at;
  });
  return small ? all.filter((note) => note.line < mostWhenSmall) : all;
}

/** The room at the foot of a picture of this width. */
export function notesHeight(chart: SeriesChart, width: number): number {
  const last = placed(chart, width).at(-1);
  // The same in all small charts, so that their plots are too.
  const lines = isSmall(width) ? mostWhenSmall : last === undefined ? 0 : last.line + 1;
  return lines === 0 ? 0 : lines * sizesFor(width).line + 4;
}

export const notes: Layer = ({ chart, frame: { width, height, sizes }, palette }) =>
  placed(chart, width).flatMap(({ text, sign, x, line }) => {
    const y = height - notesHeight(chart, width) + (line + 0.5) * sizes.line;
    return [
      ...signOf(sign, { x: x + 8, y }, { palette, sizes }),
      words(text, { x: x + signWidth, y, fill: palette.soft, size: sizes.text }),
    ];
  });

function signOf(
  sign: Note['sign'],
  at: { x: number; y: number },
  hand: { palette: Palette; sizes: Sizes },
): readonly Markup[] {
  const { palette } = hand;
  if (sign === 'band' || sign === 'band with mean') return swatch(at, sign === 'band with mean', palette);
  if (sign === 'break') return [breakMark(at.x, at.y - 8, at.y + 8, palette)];
  if (sign !== 'target' && sign !== 'average') return [marker('sign', sign, at, hand)];
  // So that more than one dash is seen.
  const pen = { stroke: palette[sign], dash: sign === 'average' ? '6.5 2' : dashes.target, width: 2 };
  return [straight('sign', { x1: at.x - 7.5, x2: at.x + 7.5, y1: at.y, y2: at.y }, pen)];
}
